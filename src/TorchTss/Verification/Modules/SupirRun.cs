using TorchTss.Denoisers;
using TorchTss.Hosts;
using TorchTss.Hosts.Supir;
using TorchTss.Imaging;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>One picture of an end-to-end case on SUPIR's host, with everything between the two pictures kept.</summary>
/// <param name="fixture">The case.</param>
/// <param name="item">Which of a batch.</param>
/// <param name="model">The networks.</param>
/// <param name="host">The host with the item's texts.</param>
/// <param name="compute">Where networks run.</param>
internal sealed class SupirRun(FixtureCase fixture, int item, SupirModel model, SupirHost host, Compute compute)
{
    private readonly KeptOutputs _kept = new(fixture);

    /// <summary>Runs it.</summary>
    public IReadOnlyDictionary<string, Tensor> Outputs()
    {
        using var scope = NewDisposeScope();
        var settings = Settings().Resolve(host.Profile);
        var frame = host.Prepare(ImageTensor.FromRows(Picture()), settings);
        var noise = Draws(settings.Steps!.Value);
        Keep("x", SupirPixels.Signed(frame.Upsampled));
        using var schedule = Schedule(frame, settings);
        for (var k = 0; k < schedule.Count; k++) Keep($"schedule.{k}", schedule.Steps[k].From.Timestep.to(int64));
        var known = host.Conditions(frame, settings, noise, guided: true);
        KeepConditions(known, settings, noise);

        var denoise = SupirDenoising.Denoiser(Recorded(SupirDenoising.Networks(model, known, settings, compute)), known, settings, host.Profile.Table);
        var start = SupirHost.Start(known.Guide, schedule.Steps[0].From.Sigma, noise);
        var sampler = Catalog<ISampler>.Create(settings.Sampler!, "sampler");
        var tiles = settings.LatentTile == 0 ? null : new TileGrid(settings.LatentTile, settings.LatentStride!.Value);
        var latent = SamplingLoop.Run(sampler, denoise, start, schedule, noise, _kept, tiles: tiles);

        Keep("decoded", host.Decoded(latent, settings));
        var size = SupirSize.Of(frame.Input.Width, frame.Input.Height, settings.Scale!.Value, settings.MinSize!.Value);
        var coloured = host.Coloured(host.Decoded(latent, settings), known.Guide, settings);
        Keep("y", coloured);
        Keep("resized", SupirPixels.ToOutputSize(coloured, size)[0]);
        Keep("image", ImageTensor.ToRows(host.Finish(latent, new SupirTask(denoise, start, known.Guide), frame, settings)));
        var outputs = _kept.Handed(scope);
        foreach (var output in outputs.Values) output.MoveToOuterDisposeScope();
        return outputs;
    }

    private RunSettings Settings()
    {
        var (call, sampler) = (fixture.Call, fixture.Config.Part("sampler_config"));
        var kind = sampler.Text("target") ?? "RestoreEDMSampler";
        var (isTiled, isFast) = (kind.Contains("Tiled", StringComparison.Ordinal), kind.Contains("DPMPP", StringComparison.Ordinal));
        var options = sampler.Part("params");
        fixture.Config.Ignore("denoiser_config", "conditioner_config");
        var (cfg, control) = (call.Number("cfg_scale", 4), call.Number("control_scale", 1));
        var strategy = call.Value("tss") is { } given ? SupirTrajectory.Strategy(given) : new TssSettings();
        return new RunSettings
        {
            Host = "supir",
            Sampler = isFast ? SupirPresets.Lightning : "euler",
            Steps = call.RequiredCount("num_steps"),
            Scale = call.Number("upscale", 1),
            MinSize = call.Count("min_size", 1024),
            SChurn = call.Number("s_churn", 0),
            SNoise = call.Number("s_noise", 1.003),
            GuidanceScale = cfg,
            CfgStart = call.Flag("use_linear_CFG", false) ? call.Number("cfg_scale_start", 1) : cfg,
            Restore = isFast ? -1 : call.Number("restoration_scale", 4),         // its sampler reads neither this nor the linear control scale
            ControlScale = control,
            ControlStart = !isFast && call.Flag("use_linear_control_scale", false) ? call.Number("control_scale_start", 0) : null,
            ColorFix = call.Name("color_fix_type", "None", "None", "AdaIn", "Wavelet").ToLowerInvariant(),
            LatentTile = isTiled ? options.Count("tile_size", 128) : 0,
            LatentStride = isTiled ? options.Count("tile_stride", 64) : null,
            Tss = isFast && strategy.BaseGrid == BaseGrids.Host ? strategy with { BaseGrid = SupirPresets.LightningGrid } : strategy,
        };
    }

    /// <summary>On the case's own map of v, or on the picture's.</summary>
    private SamplingSchedule Schedule(Frame frame, RunSettings settings) => fixture.OptionalInput("v") is { } v && settings.Tss.Sds
        ? HostSchedule.Build(host.Profile, settings, v.OfItem(item)) : HostSchedule.Build(host.Profile, frame, settings);

    private RecordedNoise Draws(int steps)
    {
        var start = fixture.Input("noise.initial").OfItem(item);
        return fixture.StepNoise(steps, start, item, ("start", start), ("posterior", fixture.Input("noise.posterior").OfItem(item)));
    }

    private Tensor Picture() => fixture.Input("image") is var images && images.dim() == 4 ? images.OfItem(item)[0] : images;

    private void KeepConditions(SupirConditions known, RunSettings settings, RecordedNoise noise)
    {
        Keep("z_lq", known.Guide);
        Keep("x_stage1", host.Decoded(known.Guide, settings));
        Keep("z_stage1", host.Center(known.Guide, settings, noise));
        var (uncond, cond) = known.IsGuided ? (known.Vector[..1], known.Vector[1..]) : (null, known.Vector);
        Keep("c.vector", cond);
        if (uncond is not null) Keep("uc.vector", uncond);
        Keep("c.crossattn", known.IsGuided ? known.Text[1..] : known.Text);
    }

    private Func<SamplerStep, Network> Recorded(Func<SamplerStep, Network> networks) => step => (input, timestep) =>
    {
        var answer = networks(step)(input, timestep);
        if (step.Window is not null) return answer;
        Keep($"timestep.{step.Index}", timestep.to(int64));
        Keep($"eps.{step.Index}", answer);
        return answer;
    };

    private void Keep(string name, Tensor value) => _kept.Keep(name, value);
}
