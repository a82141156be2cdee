using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Tests.Runtime;

public sealed class ComputeTests
{
    [Test]
    public void Auto_on_a_machine_without_cuda_is_the_cpu_in_fp32() => Assert.That(Compute.Choose("cpu", "auto").ToString(), Is.EqualTo("cpu fp32"));

    [Test]
    public void Half_precision_on_the_cpu_is_refused_with_the_reason() =>
        Assert.That(() => Compute.Choose("cpu", "fp16"), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            "--dtype fp16: CPUs compute fp16 some 500 times slower than bf16; use --dtype bf16 or fp32, or a CUDA device"));

    [TestCase("gpu", "fp32", "--device gpu: unknown, did you mean cpu? known: auto, cpu, cuda, cuda:0")]
    [TestCase("cdua", "fp32", "--device cdua: unknown, did you mean cuda? known: auto, cpu, cuda, cuda:0")]
    [TestCase("cpu", "fp23", "--dtype fp23: unknown, did you mean fp32? known: auto, bf16, fp16, fp32")]
    public void Unknown_words_are_refused(string device, string dtype, string sentence) =>
        Assert.That(() => Compute.Choose(device, dtype), Throws.TypeOf<UsageException>().With.Message.EqualTo(sentence));

    [Test]
    public void Cuda_without_a_device_is_refused()
    {
        Assume.That(torch.cuda.is_available(), Is.False);
        Assert.That(() => Compute.Choose("cuda:1", "auto"),
            Throws.TypeOf<UsageException>().With.Message.StartsWith("--device cuda:1: this build or this machine has no CUDA; "));
    }

    [Test]
    public void The_fast_matmul_is_on_only_where_its_self_test_was_exact()
    {
        Compute.Choose("cpu", "fp32");
        Assert.That(OneDnnMatmul.Enabled, Is.EqualTo(OneDnnMatmul.SelfTestError is { } error && error < 1e-5));
    }

    [Test]
    public void Matmul_is_exact_to_float_round_off_whatever_route_is_on()
    {
        using var scope = torch.NewDisposeScope();
        Compute.Choose("cpu", "fp32");
        var (a, b) = (torch.randn(300, 700), torch.randn(700, 200));
        var exact = a.to(torch.float64).matmul(b.to(torch.float64));
        Assert.That(((a.matmul(b).to(torch.float64) - exact).abs().max() / exact.abs().max()).item<double>(), Is.LessThan(2e-6));
    }
}
