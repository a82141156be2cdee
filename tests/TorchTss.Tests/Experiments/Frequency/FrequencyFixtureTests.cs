namespace TorchTss.Tests.Experiments.Frequency;

/// <summary>The project's recorded analyses, as <c>tss verify</c> runs them.</summary>
public sealed class FrequencyFixtureTests
{
    [TestCase("frequency-bands-odd")]
    [TestCase("frequency-bands-patch64")]
    public void Every_figure_is_the_recorded_one(string name) =>
        Assert.That(ParityCases.Complaints(Path.Combine(ParityCases.Folder("metrics"), name)), Is.Empty);
}
