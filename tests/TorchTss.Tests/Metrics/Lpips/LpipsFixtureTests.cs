namespace TorchTss.Tests.Metrics.Lpips;

/// <summary>Scores and taps of pyiqa's LPIPS.</summary>
public sealed class LpipsFixtureTests
{
    [TestCase("lpips-alex")]
    [TestCase("lpips-alex-real-heads")]
    [TestCase("lpips-vgg")]
    [TestCase("lpips-squeeze")]
    [TestCase("lpips-squeeze-batch")]
    public void Computes_what_the_official_class_computes(string name) =>
        Assert.That(ParityCases.Complaints(Path.Combine(ParityCases.Folder("metrics"), name)), Is.Empty);
}
