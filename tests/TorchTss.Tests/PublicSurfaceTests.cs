using PublicApiGenerator;

namespace TorchTss.Tests;

/// <summary>The public API as one text file, so that every change of it is seen in review.</summary>
public sealed class PublicSurfaceTests
{
    private static string Approved => Path.Combine(SourceTree.Root, "tests", "TorchTss.Tests", "PublicApi.approved.txt");

    [Test]
    public void The_public_api_is_the_approved_one()
    {
        var actual = typeof(RunSettings).Assembly
            .GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n");
        var received = Path.ChangeExtension(Approved, null)[..^".approved".Length] + ".received.txt";
        var approved = File.Exists(Approved) ? File.ReadAllText(Approved).ReplaceLineEndings("\n") : "";
        if (actual == approved)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, actual);
        Assert.Fail($"the public API changed: compare {received} with {Approved}, and copy it over if the change is meant");
    }
}
