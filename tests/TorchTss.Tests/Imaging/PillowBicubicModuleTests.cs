namespace TorchTss.Tests.Imaging;

public sealed class PillowBicubicModuleTests
{
    [Test]
    public void Squares_and_channels_are_the_official_ones() =>
        Assert.That(ParityCases.Complaints(Path.Combine(ParityCases.Folder("metrics"), "pillow-bicubic-8bit-down")), Is.Empty);
}
