using TorchSharp;
using TorchTss.Metrics;
using TorchTss.Runtime;
using TorchTss.Verification;

namespace TorchTss.Tests.Verification;

public sealed class SharedFileTests
{
    [Test]
    public void The_nearest_above_the_case_comes_first_then_what_ships()
    {
        using var fixture = Case();
        var folder = Path.GetDirectoryName(fixture.Folder)!;
        Directory.CreateDirectory(Path.Combine(folder, "made-up-data"));
        File.WriteAllText(Path.Combine(folder, "made-up-data", "lpips_vgg.safetensors"), "");
        Assert.That(SharedFile.Find(fixture, "made-up-data/lpips_vgg.safetensors"),
            Is.EqualTo(Path.Combine(folder, "made-up-data/lpips_vgg.safetensors")));
        Assert.That(SharedFile.Find(fixture, "made-up-data/lpips_alex.safetensors"),
            Is.EqualTo(Path.Combine(MetricFolder.Shipped, "lpips_alex.safetensors")));
    }

    [Test]
    public void A_file_that_is_nowhere_is_named()
    {
        using var fixture = Case();
        Assert.That(() => SharedFile.Find(fixture, "made-up-data/x.safetensors"), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{fixture.Name}: made-up-data/x.safetensors is in no folder above the case, nor does it ship with this program; put it there"));
    }

    private static FixtureCase Case()
    {
        using var scope = torch.NewDisposeScope();
        return FixtureCase.Read(CaseFolder.Write("pyiqa.LPIPS", "{}", "{}", new() { ["in.x"] = torch.zeros(1) }));
    }
}
