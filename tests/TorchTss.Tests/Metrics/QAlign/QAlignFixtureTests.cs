namespace TorchTss.Tests.Metrics.QAlign;

/// <summary>What the official mPLUG-Owl2 of toy width sees and answers.</summary>
public sealed class QAlignFixtureTests
{
    [TestCase("qalign-tiny")]
    [TestCase("qalign-tiny2")]
    public void Computes_what_the_official_class_computes(string name) =>
        Assert.That(ParityCases.Complaints(Path.Combine(ParityCases.Folder("metrics"), name)), Is.Empty);
}
