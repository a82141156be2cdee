using System.Runtime.InteropServices;
using TorchTss.Checkpoints;
using TorchTss.Metrics.QAlign;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.QAlign;

[NonParallelizable] // the default device is global
public sealed class QAlignLoaderTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase(ScalarType.Float16, "cpu", ScalarType.Float32, ScalarType.BFloat16)]
    [TestCase(ScalarType.BFloat16, "cpu", ScalarType.Float32, ScalarType.BFloat16)]
    [TestCase(ScalarType.Float32, "cpu", ScalarType.BFloat16, ScalarType.Float32)]
    [TestCase(ScalarType.Float16, "cuda:0", ScalarType.Float32, ScalarType.Float16)]
    [TestCase(ScalarType.Float32, "cuda:0", ScalarType.Float32, ScalarType.Float16)]
    [TestCase(ScalarType.Float16, "cuda:0", ScalarType.BFloat16, ScalarType.BFloat16)]
    public void Computes_in_half_precision_except_what_a_cpu_finds_in_float32(
        ScalarType stored, string device, ScalarType asked, ScalarType chosen) =>
        Assert.That(QAlignLoader.Dtype(stored, new Compute(new Device(device), asked)), Is.EqualTo(chosen));

    [Test]
    public void Says_in_numbers_what_it_needs_and_what_there_is()
    {
        var folder = TinyOwl.Write(_folder.Path, ScalarType.Float16);
        using var files = QAlignFiles.Open(folder);
        Assert.That(() => QAlignLoader.Load(files.Config, files.Weights, Compute.Reference, memory: 1_000_000),
            Throws.TypeOf<UserException>().With.Message.EqualTo($"{Path.Combine(folder, "model.safetensors")}: "
            + "QAlign needs 8.5 MB of memory for its weights on cpu bf16, but this machine has 1 MB; "
            + "leave this metric out, or use a device with more memory"));
    }

    [Test]
    public void What_a_cpu_can_use_as_it_is_stored_stays_in_its_file()
    {
        TinyOwl.Write(_folder.Path, ScalarType.BFloat16);
        using var files = QAlignFiles.Open(Path.Combine(_folder.Path, "one-align"));
        var (model, dtype) = QAlignLoader.Load(files.Config, files.Weights, Compute.Reference, memory: 1000);
        model.Dispose();
        Assert.That(dtype, Is.EqualTo(ScalarType.BFloat16));
    }

    [TestCase("CUDA out of memory. Tried to allocate 86.00 MiB.")]
    [TestCase("[enforce fail at alloc_cpu.cpp:121] DefaultCPUAllocator: can't allocate memory: you tried to allocate 90177536 bytes.")]
    public void Memory_that_runs_out_on_the_way_is_no_defect(string libtorch)
    {
        TinyOwl.Write(_folder.Path, ScalarType.Float32);
        using var files = QAlignFiles.Open(Path.Combine(_folder.Path, "one-align"));
        using var failing = new FailingCheckpoint(files.Weights, libtorch);
        Assert.That(() => QAlignLoader.Load(files.Config, failing, Compute.Reference, memory: long.MaxValue),
            Throws.TypeOf<UserException>().With.Message.EqualTo($"{files.Weights.Path}: QAlign needs 17 MB of memory for its weights on cpu fp32, "
                + "but there is less free; leave this metric out, or use a device with more memory"));
    }

    [Test]
    public void Any_other_failure_of_libtorch_is_one()
    {
        TinyOwl.Write(_folder.Path, ScalarType.Float32);
        using var files = QAlignFiles.Open(Path.Combine(_folder.Path, "one-align"));
        using var failing = new FailingCheckpoint(files.Weights, "CUDA error: an illegal memory access was encountered");
        Assert.That(() => QAlignLoader.Load(files.Config, failing, Compute.Reference, memory: long.MaxValue), Throws.InstanceOf<ExternalException>());
    }

    [Test]
    public void Weights_of_another_model_are_refused()
    {
        var folder = TinyOwl.Write(_folder.Path, ScalarType.Float16);
        File.WriteAllText(Path.Combine(folder, "config.json"),
            TinyOwl.ConfigJson.Replace("\"vocab_size\": 32000", "\"vocab_size\": 32000, \"num_key_value_heads\": 2", StringComparison.Ordinal));
        using var files = QAlignFiles.Open(folder);
        Assert.That(() => QAlignLoader.Load(files.Config, files.Weights, Compute.Reference, long.MaxValue),
            Throws.TypeOf<UserException>().With.Message.EqualTo($"{Path.Combine(folder, "model.safetensors")}: "
            + "does not fit the mPLUG-Owl2 of its config.json: 8 of 112 tensors have another shape: "
            + string.Join(", ", from i in Enumerable.Range(0, 2)
                                from name in new[] { "k_proj", "v_proj" }
                                from way in Enumerable.Range(0, 2)
                                select $"model.layers.{i}.self_attn.{name}.multiway.{way}.weight is [64, 64], expected [32, 64]")
            + "; is this the file of another model?"));
    }

    /// <summary>A checkpoint whose tensors cannot be had.</summary>
    private sealed class FailingCheckpoint(ICheckpoint inner, string message) : ICheckpoint
    {
        public string Path => inner.Path;

        public string Container => inner.Container;

        public IReadOnlyList<CheckpointEntry> Entries => inner.Entries;

        public Tensor Tensor(string name) => throw new LibtorchException(message);

        public void Release(string name) => inner.Release(name);

        public void Dispose()
        {
        }
    }

    private sealed class LibtorchException(string message) : ExternalException(message);
}
