namespace TorchTss.Tests.Metrics.Fid;

/// <summary>Inputs, taps and features of pyiqa's FID network in its three modes, and its distance.</summary>
public sealed class FidFixtureTests
{
    [TestCase("fid-features-clean")]
    [TestCase("fid-features-clean-down")]
    [TestCase("fid-features-legacy-pytorch")]
    [TestCase("fid-features-legacy-tensorflow")]
    [TestCase("frechet-40x8")]
    [TestCase("frechet-singular-5x16")]
    public void Computes_what_the_official_implementation_computes(string name) =>
        Assert.That(ParityCases.Complaints(Path.Combine(ParityCases.Folder("metrics"), name)), Is.Empty);
}
