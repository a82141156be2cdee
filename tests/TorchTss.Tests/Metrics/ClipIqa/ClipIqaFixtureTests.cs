namespace TorchTss.Tests.Metrics.ClipIqa;

/// <summary>Features, logits and scores of pyiqa's CLIP-IQA.</summary>
public sealed class ClipIqaFixtureTests
{
    [TestCase("clipiqa-rn50-full")]
    [TestCase("clipiqa-toy")]
    [TestCase("clipiqa-toy-odd")]
    public void Computes_what_the_official_class_computes(string name) =>
        Assert.That(ParityCases.Complaints(Path.Combine(ParityCases.Folder("metrics"), name)), Is.Empty);
}
