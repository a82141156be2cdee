using TorchSharp;

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
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Assert.That(ParityCases.Complaints(Path.Combine(AppContext.BaseDirectory, folder)), Is.Empty);
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before), "tensors left behind");
    }
}
