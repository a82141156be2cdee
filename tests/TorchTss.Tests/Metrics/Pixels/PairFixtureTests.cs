namespace TorchTss.Tests.Metrics.Pixels;

/// <summary>PSNR and SSIM of BasicSR and pyiqa, 14 kinds a case.</summary>
public sealed class PairFixtureTests
{
    [TestCase("psnr-ssim-negative")]
    [TestCase("psnr-ssim-noise-crop4")]
    [TestCase("psnr-ssim-near-identical")]
    [TestCase("psnr-ssim-identical")]
    public void Computes_what_the_official_functions_compute(string name) =>
        Assert.That(ParityCases.Complaints(Path.Combine(ParityCases.Folder("metrics"), name)), Is.Empty);
}
