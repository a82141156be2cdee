namespace TorchTss.Tests.Metrics.Niqe;

/// <summary>Scores and features of BasicSR's and pyiqa's NIQE.</summary>
public sealed class NiqeFixtureTests
{
    [TestCase("niqe-noise-192x192")]
    [TestCase("niqe-flat-192x200")]
    [TestCase("niqe-crop4-208x201")]
    [TestCase("niqe-twoblocks-97x200")]
    public void Computes_what_the_official_functions_compute(string name) =>
        Assert.That(ParityCases.Complaints(Path.Combine(ParityCases.Folder("metrics"), name)), Is.Empty);
}
