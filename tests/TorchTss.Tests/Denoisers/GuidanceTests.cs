using TorchTss.Denoisers;
using static TorchSharp.torch;

namespace TorchTss.Tests.Denoisers;

/// <summary>Ho and Salimans 2022: u + s(c − u).</summary>
public sealed class GuidanceTests
{
    private static readonly Network _network = (input, timestep) =>
    {
        // First half unconditional: 10 + x; second half conditional: 20 + x.
        var offset = input.shape[0] == 1 ? tensor(new[] { 20f }) : arange(1, 3, float32).repeat_interleave(input.shape[0] / 2) * 10;
        return input + offset.view(-1, 1, 1, 1);
    };

    [TestCase(0, 11)]
    [TestCase(1, 21)]
    [TestCase(7.5, 86)]
    [TestCase(-1, 1)]
    public void Output_runs_from_unconditional_through_conditional(double scale, double expected)
    {
        using var scope = NewDisposeScope();
        var guided = _network.WithGuidance(scale)(ones(1, 1, 1, 1), zeros(1, 1, 1, 1, float64));
        Assert.That(guided.item<float>(), Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void Scale_1_is_the_inner_network_itself() => Assert.That(_network.WithGuidance(1), Is.SameAs(_network));

    [TestCase(1)]
    [TestCase(3)]
    public void Batch_and_its_timesteps_are_doubled_together(int batch)
    {
        using var scope = NewDisposeScope();
        long[] shapes = [];
        Network network = (input, timestep) =>
        {
            shapes = [input.shape[0], timestep.shape[0]];
            return input.to(bfloat16);
        };
        var guided = network.WithGuidance(2)(ones(3, 4, 2, 2), zeros(batch, 1, 2, 2, float64));
        Assert.That(shapes, Is.EqualTo(new long[] { 6, batch == 1 ? 1 : 6 }));
        Assert.That((guided.shape, guided.dtype), Is.EqualTo((new long[] { 3, 4, 2, 2 }, ScalarType.Float32)));
    }
}
