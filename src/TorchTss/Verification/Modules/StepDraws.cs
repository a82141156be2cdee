using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>The draws of a trajectory case: <c>in.noise.k</c> belongs to step k.</summary>
internal static class StepDraws
{
    /// <summary>The recorded draws; zeros where none was recorded because the original takes none there.</summary>
    /// <param name="fixture">The case.</param>
    /// <param name="steps">N.</param>
    /// <param name="like">A tensor of the latent's shape.</param>
    /// <param name="others">Draws that belong to no step.</param>
    public static RecordedNoise StepNoise(this FixtureCase fixture, int steps, Tensor like, params ReadOnlySpan<(string Name, Tensor Draw)> others) =>
        StepNoise(fixture, steps, like, item: null, others);

    /// <summary>The same for one item of a batch.</summary>
    public static RecordedNoise StepNoise(
        this FixtureCase fixture, int steps, Tensor like, int? item, params ReadOnlySpan<(string Name, Tensor Draw)> others)
    {
        Tensor? Recorded(int k) => item is { } i ? fixture.OptionalInput($"noise.{k}")?.OfItem(i) : fixture.OptionalInput($"noise.{k}");
        var draws = Enumerable.Range(0, steps).ToDictionary(k => $"step.{k}", k => Recorded(k) ?? zeros_like(like));
        foreach (var (name, draw) in others) draws[name] = draw;
        fixture.IgnoreInputs("noise.");                         // of steps that are not taken
        return new RecordedNoise(draws);
    }
}
