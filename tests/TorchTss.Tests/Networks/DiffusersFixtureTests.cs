namespace TorchTss.Tests.Networks;

/// <summary>Outputs, intermediates and keys of the official diffusers classes.</summary>
public sealed class DiffusersFixtureTests
{
    private static IEnumerable<string> Cases() => Directory.EnumerateDirectories(FixtureRun.Folder("diffusers")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Cases))]
    public void Computes_what_the_official_class_computes(string name) => Assert.That(FixtureRun.Complaints(Path.Combine(FixtureRun.Folder("diffusers"), name)), Is.Empty);
}
