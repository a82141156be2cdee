using TorchSharp;
using TorchTss.Hosts.Supir;
using TorchTss.Imaging;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Tests.Hosts.Supir;

/// <summary>The whole host on files of toy width.</summary>
public sealed class SupirHostTests
{
    private static readonly Image8 _picture = new(20, 14, [.. Enumerable.Range(0, 840).Select(i => (byte)(i * 37 % 251))]);
    private TemporaryFolder _folder = null!;
    private RunSettings _settings = null!;
    private SuperResolver _resolver = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        _settings = new RunSettings { Host = "supir", Weights = SupirToy.Folder(_folder.Path), Scale = 2, MinSize = 64, Steps = 2, Device = "cpu" };
        _resolver = SuperResolver.Open(_settings);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _resolver.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void The_result_has_the_size_that_was_asked_for_and_the_networks_see_another()
    {
        var result = Run(_settings);
        Assert.That((result.Image.Width, result.Image.Height, result.Frame.Padded.Width, result.Frame.Padded.Height), Is.EqualTo((40, 28, 64, 64)));
    }

    [Test]
    public void The_same_settings_give_the_same_bytes_and_another_seed_others()
    {
        var first = Pixels(_settings);
        Assert.Multiple(() =>
        {
            Assert.That(Pixels(_settings), Is.EqualTo(first));
            Assert.That(Pixels(_settings with { Seed = 1 }), Is.Not.EqualTo(first));
            Assert.That(Pixels(_settings with { Sample = 1 }), Is.Not.EqualTo(first));
        });
    }

    [Test]
    public void TSS_with_n_1_is_the_plain_host_to_the_bit() => Assert.That(
        Pixels(_settings with { Tss = new TssSettings { Tds = true, Sds = true, NRange = new(1, 1) } }), Is.EqualTo(Pixels(_settings)));

    [Test]
    public void TSS_changes_the_picture() => Assert.Multiple(() =>
    {
        var tds = Pixels(_settings with { Tss = new TssSettings { Tds = true } });
        Assert.That(tds, Is.Not.EqualTo(Pixels(_settings)));
        Assert.That(Pixels(_settings with { Tss = new TssSettings { Tds = true, Sds = true } }), Is.Not.EqualTo(tds));
    });

    // Every option of the recipe has an effect of its own.
    [TestCase("--s-churn")]
    [TestCase("--s-noise")]
    [TestCase("--cfg")]
    [TestCase("--cfg-start")]
    [TestCase("--clamp-cfg")]
    [TestCase("--restore")]
    [TestCase("--official-rounding")]
    [TestCase("--control-scale")]
    [TestCase("--control-start")]
    [TestCase("--prompt")]
    [TestCase("--a-prompt")]
    [TestCase("--n-prompt")]
    [TestCase("--color-fix")]
    [TestCase("--min-size")]
    public void An_option_has_an_effect(string option) => Assert.That(Pixels(With(option)), Is.Not.EqualTo(Pixels(_settings)));

    private RunSettings With(string option) => option switch
    {
        "--s-churn" => _settings with { SChurn = 0 },
        "--s-noise" => _settings with { SNoise = 1.3 },
        "--cfg" => _settings with { GuidanceScale = 6 },
        "--cfg-start" => _settings with { CfgStart = 3 },
        "--clamp-cfg" => _settings with { ClampCfg = true },
        "--restore" => _settings with { Restore = 4 },
        "--official-rounding" => _settings with { OfficialRounding = true },
        "--control-scale" => _settings with { ControlScale = 0.3 },
        "--control-start" => _settings with { ControlStart = 0 },
        "--prompt" => _settings with { Prompt = "a photo of a cat" },
        "--a-prompt" => _settings with { APrompt = "" },
        "--n-prompt" => _settings with { NegativePrompt = "" },
        "--color-fix" => _settings with { ColorFix = "adain" },
        _ => _settings with { MinSize = 128 },
    };

    [Test]
    public void Lightning_runs() => Assert.That(Run(_settings with { Preset = "lightning-quality", Steps = 3 }).Settings.Sampler, Does.StartWith("dpmpp-2m-sde"));

    [Test]
    public void More_layers_than_there_are_cannot_be_left_out() => Assert.That(
        () => SuperResolver.Open(_settings with { ClipSkip = 2 }), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            "--clip-skip 2: the text encoder has 3 layers and cannot leave out so many; use 0 to 1"));

    [Test]
    public void The_smallest_result_is_one_pixel() => Assert.That(
        Run(_settings with { Scale = 0.001, Steps = 1 }).Image is var image ? (image.Width, image.Height) : default, Is.EqualTo((1, 1)));

    [Test]
    public void Opened_for_the_first_stage_alone_it_needs_no_text_encoders_and_says_so_when_asked_to_sample()
    {
        using var folder = new TemporaryFolder();
        SupirToy.Filled(folder.File("base.safetensors"), [.. SupirToy.UNet(), .. SupirToy.Autoencoder()]);
        SupirToy.Filled(folder.File("SUPIR.safetensors"), SupirToy.Own());
        var settings = _settings with { Weights = folder.Path, Stage1Only = true };
        using var resolver = SuperResolver.Open(settings);
        Assert.That(resolver.Run(_picture, settings).Image.Pixels, Is.EqualTo(Pixels(_settings with { Stage1Only = true })));
        Assert.That(() => resolver.Run(_picture, settings with { Stage1Only = false }), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            "--stage1-only: the model was opened for the first stage alone; open it without, to sample"));
    }

    [Test]
    public void One_step_is_a_run() => Assert.That(Run(_settings with { Steps = 1 }).Steps, Has.Count.EqualTo(1));

    [Test]
    public void Guidance_of_one_asks_for_no_unconditional_half_and_changes_nothing_else()
    {
        var one = Pixels(_settings with { GuidanceScale = 1, CfgStart = 1 });
        var nearly = Pixels(_settings with { GuidanceScale = 1 + 1e-9, CfgStart = 1 });
        Assert.That(one.Zip(nearly, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void The_first_stage_alone_is_the_denoised_input()
    {
        var result = Run(_settings with { Stage1Only = true });
        Assert.Multiple(() =>
        {
            Assert.That(result.Steps, Is.Empty);
            Assert.That((result.Image.Width, result.Image.Height), Is.EqualTo((40, 28)));
            Assert.That(result.Image.Pixels, Is.EqualTo(Pixels(_settings with { Stage1Only = true, Seed = 7, Restore = 4 })), "nothing random is in it");
        });
    }

    [Test]
    public void One_network_at_a_time_gives_the_same_picture()
    {
        using var one = SuperResolver.Open(_settings with { LowMemory = true });
        Assert.That(one.Run(_picture, _settings with { LowMemory = true, Restore = 4 }).Image.Pixels, Is.EqualTo(Pixels(_settings with { Restore = 4 })));
    }

    [Test]
    public void Sampling_in_tiles_gives_a_picture_of_the_same_size_near_the_whole_one()
    {
        var large = _settings with { MinSize = 256, Tss = new TssSettings { Tds = true, Sds = true } };
        var (whole, tiled) = (Run(large), Run(large with { LatentTile = 24, LatentStride = 8, Tile = 128 }));
        Assert.That((tiled.Image.Width, tiled.Image.Height), Is.EqualTo((whole.Image.Width, whole.Image.Height)));
        var off = tiled.Image.Pixels.Zip(whole.Image.Pixels, (a, b) => Math.Abs(a - b)).Average();
        Assert.That(off, Is.GreaterThan(0).And.LessThan(13), "10.6 grey levels: attention sees less in a tile, the rest is the same");
    }

    [Test]
    public void A_picture_33_pixels_wide_and_very_long_is_restored()
    {
        var strip = new Image8(33, 4001, [.. Enumerable.Range(0, 33 * 4001 * 3).Select(i => (byte)(i * 13 % 256))]);
        var result = _resolver.Run(strip, _settings with { Scale = 1, Steps = 1, GuidanceScale = 1, LatentTile = 128, LatentStride = 120, Tile = 512 });
        Assert.That((result.Image.Width, result.Image.Height, result.Frame.Padded.Width, result.Frame.Padded.Height), Is.EqualTo((33, 4001, 64, 7744)));
    }

    [Test]
    public void A_size_beyond_one_picture_is_refused() => Assert.That(
        () => _resolver.Run(new Image8(33, 4001), _settings with { Scale = 1, MinSize = 4096 }),
        Throws.TypeOf<UserException>().With.Message.EqualTo(
            "33x4001 pixels would become 4096x496640, more than the 268435456 that fit one picture; use a smaller --scale or --min-size, or cut the picture"));

    [Test]
    public void Settings_that_were_announced_need_no_second_loading_of_the_text_encoders()
    {
        using var resolver = SuperResolver.Open(_settings);
        resolver.Expect([_settings with { Prompt = "one" }, _settings with { Prompt = "two" }]);
        File.Move(Path.Combine(_folder.Path, "base.safetensors"), Path.Combine(_folder.Path, "away"));
        try
        {
            Assert.That(resolver.Run(_picture, _settings with { Prompt = "two" }).Image.Pixels, Is.EqualTo(Pixels(_settings with { Prompt = "two" }, resolver)));
        }
        finally
        {
            File.Move(Path.Combine(_folder.Path, "away"), Path.Combine(_folder.Path, "base.safetensors"));
        }
    }

    // At the working size to the bit; resized by a kernel that adds its products in another order, which may cross a level.
    [TestCase("wavelet", 16, 0)]
    [TestCase("wavelet-luma", 16, 0)]
    [TestCase("adain", 16, 0)]
    [TestCase("none", 16, 0)]
    [TestCase("wavelet", 13.3, 1)]
    [TestCase("none", 13.3, 1)]
    public void Finishing_row_by_row_is_finishing_the_whole_picture(string fix, double scale, int levels)
    {
        using var off = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using var host = (SupirHost)new SupirHostKind().Open(_settings, Compute.Reference);
        var settings = (_settings with { Scale = scale, ColorFix = fix, Tile = 128 }).Resolve(host.Profile);
        var frame = host.Prepare(new Image8(20, 12), settings);
        var (latent, guide) = (torch.randn(1, 4, frame.Padded.Height / 8, frame.Padded.Width / 8), torch.randn(1, 4, frame.Padded.Height / 8, frame.Padded.Width / 8));
        var size = SupirSize.Of(20, 12, scale, 64);
        var whole = SupirPixels.ToImage(SupirPixels.ToOutputSize(host.Coloured(host.Decoded(latent, settings), guide, settings), size));
        var rows = host.Finish(latent, new SupirTask(null!, latent, guide), frame, settings);
        Assert.That((rows.Width, rows.Height), Is.EqualTo(((int)Math.Round(20 * scale), (int)Math.Round(12 * scale))));
        Assert.That(rows.Pixels.Zip(whole.Pixels, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(levels));
        Assert.That(rows.Pixels.Zip(whole.Pixels, (a, b) => a == b ? 0 : 1).Sum(), Is.LessThan(rows.Pixels.Length / 1000));
        Assert.That(rows.Pixels.Distinct().Count(), Is.GreaterThan(20));
    }

    [Test, NonParallelizable] // counts every tensor of the process
    public void Pictures_leave_no_tensor_behind()
    {
        var settings = _settings with { Restore = 4, Steps = 1, LatentTile = 16, Tile = 64, MinSize = 128, Tss = new TssSettings { Tds = true, Sds = true } };
        Run(settings);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 2; i++) Run(settings);
        Run(settings with { Stage1Only = true });
        Assert.That(DisposeScopeManager.Statistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    private RunResult Run(RunSettings settings) => _resolver.Run(_picture, settings);

    private byte[] Pixels(RunSettings settings, SuperResolver? resolver = null) => (resolver ?? _resolver).Run(_picture, settings).Image.Pixels;
}
