using TorchTss.Hosts.Memory;
using TorchTss.Hosts.Supir;

namespace TorchTss.Tests.Hosts.Supir;

public sealed class SupirMemoryTests
{
    private TemporaryFolder _folder = null!;
    private RunSettings _settings = null!;

    [OneTimeSetUp]
    public void Write() => _settings = new RunSettings
    {
        Host = "supir",
        Weights = SupirToy.Folder((_folder = new TemporaryFolder()).Path),
        Scale = 8,
        Device = "cpu",
        Tile = 512,
        LatentTile = 64,
    };

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void In_tiles_a_picture_16_times_as_large_takes_little_more_than_itself()
    {
        var (small, large) = (Peak(_settings, 128), Peak(_settings, 512));
        Assert.That(large - small, Is.LessThan(1.1 * 4096 * 4096 * 3 * sizeof(float)));
        Assert.That(Peak(_settings with { Tile = 0, LatentTile = 0 }, 512), Is.GreaterThan(4 * large));
    }

    [Test]
    public void Merged_tiles_are_planned_as_the_whole_picture_and_fast_ones_with_their_padding()
    {
        var (overlap, fast, merged) = (Peak(_settings, 512), Peak(_settings with { TileKind = "fast:fade=4" }, 512), Peak(_settings with { TileKind = "merged" }, 512));
        Assert.That(fast, Is.GreaterThan(overlap));
        Assert.That(merged, Is.GreaterThan(4 * overlap));
    }

    [Test]
    public void The_first_stage_alone_needs_the_autoencoder_alone()
    {
        var need = MemoryCheck.Need(_settings with { Stage1Only = true }, 128, 128)!;
        Assert.That(need.Networks.Select(n => n.Name), Is.EqualTo(new[] { SupirSources.Codec }));
        Assert.That(need.Stages.Select(s => s.Name), Is.EqualTo(new[] { "encoding the picture", "decoding" }));
    }

    [Test]
    public void Restoration_adds_a_stage() => Assert.That(
        MemoryCheck.Need(_settings with { Restore = 4 }, 128, 128)!.Stages.Select(s => s.Name), Does.Contain("encoding the first stage"));

    private static long Peak(RunSettings settings, int side) => MemoryCheck.Need(settings, side, side)!.Peak;
}
