using System.Globalization;
using TorchTss.Networks;
using TorchTss.Networks.Supir;
using TorchTss.Runtime;
using TorchTss.Schedules.Grids;
using static TorchSharp.torch;

namespace TorchTss.Benchmarks;

/// <summary>One step of SUPIR at full width, control network and UNet on both halves of guidance: scalar timestep, constant map, map of a photograph.</summary>
[Named("supir-step", "SUPIR at full width, 64x64 latents, guided: a timestep map beside a scalar; arguments: rounds (3) dtype (bf16) threads (all)")]
internal sealed class SupirStepBenchmark : IBenchmark
{
    private const int Side = 64, Step = 4;

    public void Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        var rounds = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 3;
        var compute = Compute.Choose("cpu", arguments.Count > 1 ? arguments[1] : "bf16");
        if (arguments.Count > 2) set_num_threads(int.Parse(arguments[2], CultureInfo.InvariantCulture));
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var config = SupirConfig.Released;
        using var unet = SyntheticWeights.Fill(() => new LightUNet(config), compute.Dtype);
        using var control = SyntheticWeights.Fill(() => new GlvControl(config), compute.Dtype);
        var (x, hint) = (randn([2, 4, Side, Side]).to(compute.Dtype), randn([2, 4, Side, Side]).to(compute.Dtype));
        var text = randn([2, 77, config.ContextChannels[0]]).to(compute.Dtype);
        var vector = randn([2, config.VectorChannels]).to(compute.Dtype);
        var rule = new AreaLevelMap();
        using var schedule = PhotographSchedule.Of(new LegacyDdpmGrid(), new(2.2, 2.5), new(0.58, 0.63));
        var map = schedule.Steps[Step].From.Timestep;
        var constant = full([1, 1, Side, Side], 428, float64);

        void Evaluate(Tensor timestep)
        {
            using var step = NewDisposeScope();
            var levels = new TimestepMap(timestep, rule).Levels(Side, Side, config.Levels);
            var features = control.call(x, levels, text, vector, hint);
            unet.call(x, levels, (text, vector), features, ControlScale.Of(1));
        }
        output.WriteLine($"{compute}, {Side}x{Side} latents, map of the sample photograph at step {Step + 1} of 7: "
            + $"{PhotographSchedule.Distinct(map)} distinct timesteps of {map.min().item<double>():F0}–{map.max().item<double>():F0}");
        BenchmarkResult.Print(new BenchmarkRound()
            .Add("scalar", () => Evaluate(tensor(428.0)))
            .Add("constant map", () => Evaluate(constant))
            .Add("map of a photograph", () => Evaluate(map)).Run(rounds), output);
    }
}
