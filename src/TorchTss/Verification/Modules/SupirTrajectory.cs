using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Denoisers;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>A trajectory of one of SUPIR's samplers: the stand-in network, the recorded noise, every step compared.</summary>
internal sealed class SupirTrajectory(FixtureCase fixture)
{
    private const string Linear = "sgm.modules.diffusionmodules.guiders.LinearCFG", Vanilla = "sgm.modules.diffusionmodules.guiders.VanillaCFG";

    private readonly NoiseTable _table = NoiseTable.ScaledLinear();
    private readonly KeptOutputs _kept = new(fixture);

    /// <summary>N.</summary>
    public int Steps => fixture.Config.RequiredCount("num_steps");

    /// <summary>A number of the configuration.</summary>
    public double Option(string key, double absent) => fixture.Config.OptionalNumber(key) ?? absent;

    /// <summary>Runs the case.</summary>
    /// <param name="sampler">The solver.</param>
    /// <param name="grid">What it samples on where there is no TSS.</param>
    /// <param name="tiled">Whether the original is the tiled one, which has <c>tile_size</c> and <c>tile_stride</c>.</param>
    /// <param name="restores">Whether it reads restoration and the linear control scale.</param>
    public IReadOnlyDictionary<string, Tensor> Run(ISampler sampler, IBaseGrid grid, bool tiled, bool restores)
    {
        using var scope = NewDisposeScope();
        fixture.Config.Ignore("denoiser_config", "discretization_config");
        fixture.Config.Only("verbose", false);
        using var schedule = Schedule(grid);
        var x = fixture.Input("x");
        var start = (1 + schedule.Steps[0].From.Sigma.square()).sqrt().to(float32) * x;
        var tiles = tiled ? new TileGrid(fixture.Config.Count("tile_size", 128), fixture.Config.Count("tile_stride", 64)) : null;
        Keep("x.start", start);
        Keep("sigmas", cat([.. schedule.Steps.Select(s => s.From.Sigma.flatten()[..1]), zeros(1, float64)]).to(float32));
        for (var k = 0; k < schedule.Count; k++) Keep($"schedule.{k}", schedule.Steps[k].From.Timestep.to(int64));
        if (tiles is not null) KeepTiles(tiles, x);
        var sample = SamplingLoop.Run(sampler, Denoiser(restores), start, schedule, fixture.StepNoise(schedule.Count, x), _kept, tiles: tiles);
        Keep("sample", sample);
        var outputs = _kept.Handed(scope);
        return outputs.ToDictionary(o => o.Key, o => BatchItems.Joined([o.Value], fixture.Expected(o.Key)).MoveToOuterDisposeScope());
    }

    private SamplingSchedule Schedule(IBaseGrid grid)
    {
        var tss = fixture.Call.Value("tss") is { } given ? Strategy(given) : new TssSettings();
        return SpatialSchedule.Build(_table, BaseGrids.Resolve(tss.BaseGrid, grid), tss, tss.NRange ?? new(1, 1), tss.ARange ?? new(0.5, 0.5),
            Steps, tss.Sds ? fixture.Input("v") : null);
    }

    /// <summary><c>call.tss</c> as SUPIR's cases spell it: ranges, and what else the other cases know.</summary>
    internal static TssSettings Strategy(JsonElement given)
    {
        var tss = new ConfigReader(given, "call.tss.", "this build cannot run the case", "correct the case");
        tss.Ignore("variance_map");
        var common = TssArguments.Common(tss);
        return common with
        {
            Tds = true,
            Sds = true,
            NRange = TssArguments.Range(given.GetProperty("n_range"), "call.tss.n_range"),
            ARange = TssArguments.Range(given.GetProperty("a_range"), "call.tss.a_range"),
        };
    }

    private Denoise Denoiser(bool restores)
    {
        var network = new SupirStandIn(fixture.Call.Text("network")!);
        var strength = fixture.Call.Number("control_scale", 1);
        var control = new SigmaLine(strength,
            restores && fixture.Call.Flag("use_linear_control_scale", false) ? fixture.Call.Number("control_scale_start", 0) : strength);
        Denoise both = (x, sigma, of) => Network(of).Denoiser(new EpsilonPrediction(), _table, RaisedNoise.Discrete)(x, sigma, of);
        Denoise guided = Recorded(both.WithGuidance(Guidance()));
        if (fixture.OptionalInput("x_center") is not { } center || !restores) return guided;
        return guided.WithRestoration(center, Option("restore_cfg", 4), leastSigma: Option("restore_cfg_s_tmin", Restoration.LeastSigma));

        Network Network(SamplerStep of) => (input, index) =>
        {
            if (of.Window is null) Keep($"timestep.{of.Index}", index.to(int64));
            var hint = of.Cut(fixture.Input("control"));
            var (u, c) = (fixture.Input("uc.vector"), fixture.OptionalInput($"c.vector.{of.Tile}") ?? fixture.Input("c.vector"));
            var halves = input.size(0) / hint.size(0);
            return network.Answer(input, index, control.At(of.From.Sigma), hint.repeat(halves, 1, 1, 1), cat([u, c]));
        };

        Denoise Recorded(Denoise inner) => (x, sigma, of) =>
        {
            var denoised = inner(x, sigma, of);
            if (of.Window is null) Keep($"guided.{of.Index}", denoised);
            return denoised;
        };
    }

    private SigmaLine Guidance()
    {
        var guider = fixture.Config.Part("guider_config");
        var (name, values) = (guider.Name("target", Linear, Linear, Vanilla), guider.Part("params"));
        var scale = values.Number("scale", 1);
        return name == Vanilla ? new SigmaLine(scale) : new SigmaLine(AtClean: values.Number("scale_min", scale), AtNoisiest: scale);
    }

    private void KeepTiles(TileGrid tiles, Tensor x)
    {
        var windows = tiles.Windows(x.size(-2), x.size(-1));
        Keep("tile_weights", TileGrid.Weights(windows[0].Height, windows[0].Width));
        Keep("windows", tensor(windows.SelectMany(w => new long[] { w.Y, w.Y + w.Height, w.X, w.X + w.Width }).ToArray(), [windows.Count, 4]));
    }

    private void Keep(string name, Tensor value) => _kept.Keep(name, value);
}
