using TorchTss.Schedules;
using TorchTss.Schedules.StepOptim;

namespace TorchTss.Tests.Schedules.StepOptim;

/// <summary>The initial vectors of baselines.md 6.3, seven steps.</summary>
public sealed class StartingStepsTests
{
    private static readonly object[] _vectors =
    [
        new object[] { nameof(StepStart.UnifT), new[] { -1.898819, -1.259046, -0.723017, -0.244383, 0.234127, 0.821736 } },
        new object[] { nameof(StepStart.Unif), new[] { -1.793921, -0.905817, -0.017714, 0.870389, 1.758493, 2.646596 } },
        new object[] { nameof(StepStart.Quad), new[] { -1.374559, -0.555886, 0.042424, 0.565511, 1.107244, 1.808553 } },
        new object[] { nameof(StepStart.Edm), new[] { -2.067235, -1.393207, -0.647293, 0.187690, 1.135935, 2.233065 } },
    ];

    [TestCaseSource(nameof(_vectors))]
    public void Interior_is_the_originals(string start, double[] interior)
    {
        var steps = StartingSteps.Of(Enum.Parse<StepStart>(start), new ContinuousTime(NoiseTable.ScaledLinear()), 7, 1e-3);
        Assert.That(steps[1..^1], Is.EqualTo(interior).Within(2e-5));       // the original computes in float32
        Assert.That((steps[0], steps[^1]), Is.EqualTo((-2.682024, 3.534712)).Using<(double, double)>(
            (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-6 && Math.Abs(a.Item2 - b.Item2) < 1e-6));
    }
}
