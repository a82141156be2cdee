namespace TorchTss.Tests.Metrics.Musiq;

/// <summary>Opinions, tokens and positions of pyiqa's MUSIQ.</summary>
public sealed class MusiqFixtureTests
{
    [TestCase("musiq-full")]
    [TestCase("musiq-toy")]
    [TestCase("musiq-toy-ava")]
    [TestCase("musiq-toy-batch")]
    public void Computes_what_the_official_class_computes(string name) =>
        Assert.That(ParityCases.Complaints(Path.Combine(ParityCases.Folder("metrics"), name)), Is.Empty);
}
