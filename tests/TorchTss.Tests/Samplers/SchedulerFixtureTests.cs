using TorchSharp;
using TorchTss.Runtime;
using TorchTss.Verification;

namespace TorchTss.Tests.Samplers;

/// <summary>Every trajectory that the official schedulers made, at its own tolerance.</summary>
public sealed class SchedulerFixtureTests
{
    private static IEnumerable<string> Cases() => new[] { "schedulers", "pasd" }
        .Select(family => Path.Combine(AppContext.BaseDirectory, "Fixtures", family))
        .SelectMany(Directory.EnumerateDirectories)
        .Where(folder => File.ReadAllText(Path.Combine(folder, "case.json")).Contains("Scheduler\"", StringComparison.Ordinal))
        .Select(folder => Path.GetRelativePath(AppContext.BaseDirectory, folder).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Cases))]
    public void Reproduces_the_official_trajectory(string folder)
    {
        using var fixture = FixtureCase.Read(Path.Combine(AppContext.BaseDirectory, folder));
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        using (torch.NewDisposeScope()) Compare(fixture);
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before), "tensors left behind");
    }

    private static void Compare(FixtureCase fixture)
    {
        var outputs = Catalog<IFixtureModule>.Create(fixture.Module, "module").Run(fixture, null);
        var worst = 0.0;
        Assert.Multiple(() =>
        {
            foreach (var name in fixture.Outputs)
            {
                var (actual, expected) = (outputs[name], fixture.Expected(name));
                Assert.That(actual.shape, Is.EqualTo(expected.shape), name);
                if (expected.dtype is torch.ScalarType.Int64)
                {
                    Assert.That(actual.data<long>().ToArray(), Is.EqualTo(expected.data<long>().ToArray()), name);
                    continue;
                }
                var largest = expected.abs().max().item<float>();
                var off = (actual - expected).abs().max().item<float>() / (largest == 0 ? 1 : largest);
                Assert.That(off, Is.LessThanOrEqualTo(fixture.Tolerance.Relative), name);
                worst = Math.Max(worst, off);
            }
        });
        TestContext.Out.WriteLine($"worst relative difference {worst:e1} of {fixture.Tolerance.Relative:e0}");
    }
}
