namespace TorchTss.Tests.Networks;

/// <summary>Outputs, intermediates and keys of the official diffusers classes.</summary>
public sealed class DiffusersFixtureTests
{
    private static readonly string _family = ParityCases.Folder("diffusers");

    private static IEnumerable<string> Cases() =>
        Directory.EnumerateDirectories(_family).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Cases))]
    public void Computes_what_the_official_class_computes(string name) => Assert.That(ParityCases.Complaints(Path.Combine(_family, name)), Is.Empty);
}
