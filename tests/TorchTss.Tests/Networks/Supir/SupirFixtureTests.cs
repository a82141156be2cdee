namespace TorchTss.Tests.Networks.Supir;

/// <summary>Everything of SUPIR that was recorded: networks, keys, samplers, tiles, and the whole recipe from picture to picture.</summary>
public sealed class SupirFixtureTests
{
    private static readonly string _family = ParityCases.Folder("supir");

    private static IEnumerable<string> Cases() => Directory.EnumerateDirectories(_family).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Cases))]
    public void Computes_what_the_official_class_computes(string name) => Assert.That(ParityCases.Complaints(Path.Combine(_family, name)), Is.Empty);
}
