namespace TorchTss.Tests.Imaging;

/// <summary>The official functions on pictures, as <c>tss verify</c> runs them.</summary>
public sealed class FixtureModuleTests
{
    [TestCase("supir/colorfix-wavelet")]
    [TestCase("supir/colorfix-adain")]
    [TestCase("supir/pil2tensor-mixed")]
    [TestCase("supir/pil2tensor-mixed-tall")]
    [TestCase("supir/sizes-table")]
    [TestCase("supir/tensor2pil-down")]
    [TestCase("supir/tensor2pil-up")]
    [TestCase("stablesr/color-wavelet")]
    [TestCase("stablesr/color-adain")]
    [TestCase("pasd/wavelet-24x16")]
    [TestCase("pasd/postprocess")]
    [TestCase("pasd/resize-53x37")]
    [TestCase("imaging/pillow-filters")]
    public void Every_output_is_the_official_one(string name) => Assert.That(ParityCases.Complaints(Path.Combine(Parity.Folder, name)), Is.Empty);
}
