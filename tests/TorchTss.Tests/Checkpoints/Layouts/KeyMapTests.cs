namespace TorchTss.Tests.Checkpoints.Layouts;

/// <summary>Key maps of diffusers' converter, both ways, and networks loaded from files under the other names.</summary>
public sealed class KeyMapTests
{
    private static readonly string _family = ParityCases.Folder("convert");

    private static IEnumerable<string> Cases() => Directory.EnumerateDirectories(_family, "*-toy").Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Cases))]
    public void Maps_as_the_official_converter_does(string name) => Assert.That(ParityCases.Complaints(Path.Combine(_family, name)), Is.Empty);
}
