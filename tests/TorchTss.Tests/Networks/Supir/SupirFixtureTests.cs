namespace TorchTss.Tests.Networks.Supir;

/// <summary>Outputs, intermediates and keys of SUPIR's official networks.</summary>
public sealed class SupirFixtureTests
{
    private static readonly string _family = ParityCases.Folder("supir");

    private static readonly string[] _subjects =
        [
            "zerosft", "zerocrossattn", "resblock", "spatial-transformer", "lightglvunet", "glvcontrol", "concat-timestep-embedder", "controlwrapper",
            "vae-", "first-stage", "tiled-vae-",
        ];

    private static IEnumerable<string> Cases() =>
        from folder in Directory.EnumerateDirectories(_family)
        let name = Path.GetFileName(folder)
        where _subjects.Any(s => name.StartsWith(s, StringComparison.Ordinal))
        orderby name
        select name;

    [TestCaseSource(nameof(Cases))]
    public void Computes_what_the_official_class_computes(string name) => Assert.That(ParityCases.Complaints(Path.Combine(_family, name)), Is.Empty);
}
