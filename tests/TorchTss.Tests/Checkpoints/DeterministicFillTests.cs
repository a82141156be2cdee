using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Checkpoints;

public sealed class DeterministicFillTests
{
    [Test] // the check of the fixture format
    public void Is_the_fixture_formats_function()
    {
        Assert.That(DeterministicFill.Fnv1a("x"), Is.EqualTo(4245442695));
        Assert.That(Enumerable.Range(0, 4).Select(i => DeterministicFill.Unit("x", (uint)i)),
            Is.EqualTo(new[] { -0.62997553684, -0.45471214736, -0.09956894023, 0.98645944800 }).Within(5e-12));
    }

    [TestCase("x", 0.1, 0, "{}")]
    [TestCase("x.weight", 0.2, 1, "{}")]
    [TestCase("x.weight", 0.5, 1, """{"norm": 0.5}""")]
    [TestCase("x", 0.5, 0, """{"bias": 0.5}""")]
    [TestCase("x.running_var", 0.1, 0, "{}")]
    [TestCase("x.running_var", 0.25, 0.5, """{"var": [0.5, 0.25]}""")]
    public void Vectors_have_their_kinds_offset_and_amplitude(string name, double amplitude, double offset, string fill)
    {
        using var scope = NewDisposeScope();
        Assert.That(Fill(fill).Parameter(name, [1]).item<float>(), Is.EqualTo((float)(offset + amplitude * DeterministicFill.Unit(name, 0))));
    }

    [Test]
    public void Matrices_keep_the_variance_of_what_goes_through()
    {
        using var scope = NewDisposeScope();
        var weight = Fill("""{"matrix": 2}""").Parameter("w", [2, 3, 2, 2]).flatten().data<float>().ToArray();
        Assert.That(weight, Is.EqualTo(Enumerable.Range(0, 24).Select(i => (float)(2 * Math.Sqrt(3.0 / 12) * DeterministicFill.Unit("w", (uint)i)))));
    }

    [Test]
    public void A_prefix_is_part_of_the_name()
    {
        using var scope = NewDisposeScope();
        Assert.That(Fill("""{"prefix": "unet."}""").Parameter("a", [1]).item<float>(), Is.EqualTo(Fill("{}").Parameter("unet.a", [1]).item<float>()));
    }

    [Test]
    public void A_module_gets_all_of_it_but_the_values_that_are_kept()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var linear = nn.Linear(3, 2);
        var bias = linear.bias!.clone();
        Fill("""{"keep": ["bias"]}""").Into(linear, Compute.Reference with { Dtype = ScalarType.Float64 });
        Assert.That(linear.bias!.equal(bias).all().item<bool>(), Is.True);
        Assert.That((linear.weight.dtype, linear.bias!.dtype), Is.EqualTo((ScalarType.Float64, ScalarType.Float64)));
        Assert.That((linear.weight - Fill("{}").Parameter("weight", [2, 3])).abs().max().item<double>(), Is.Zero);
        Assert.That(linear.training, Is.False);
    }

    private static DeterministicFill Fill(string json) => new(JsonDocument.Parse(json).RootElement);
}
