using System.Globalization;
using TorchTss.Networks;
using TorchTss.Runtime;
using TorchTss.Schedules.Grids;
using static TorchSharp.torch;

namespace TorchTss.Benchmarks;

/// <summary>One UNet evaluation of the SD 1.5 shape at 64×64 latents: scalar timestep, constant map, and the map of a real photograph.</summary>
[Named("timestep-map", "SD 1.5 UNet, 64x64 latents: a timestep map beside a scalar; arguments: rounds (7) dtype (fp32) threads (all)")]
internal sealed class TimestepMapBenchmark : IBenchmark
{
    private const int Side = 64, Step = 4;

    public void Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        var rounds = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 7;
        var compute = Compute.Choose("cpu", arguments.Count > 1 ? arguments[1] : "fp32");
        if (arguments.Count > 2) set_num_threads(int.Parse(arguments[2], CultureInfo.InvariantCulture));
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var unet = SyntheticWeights.Fill(() => new UNet(UNetConfig.Sd15), compute.Dtype);
        var x = randn([1, 4, Side, Side]).to(compute.Dtype);
        var given = new Conditioning(randn([1, 77, UNetConfig.Sd15.ContextChannels[0]]).to(compute.Dtype));
        var rule = new AreaLevelMap();
        using var schedule = PhotographSchedule.Of(new UniformGrid(), new(1, 2), new(0.4, 0.6));
        var map = schedule.Steps[Step].From.Timestep;
        var constant = full([1, 1, Side, Side], 428, float64);

        void Evaluate(Tensor timestep)
        {
            using var step = NewDisposeScope();
            unet.call(x, new TimestepMap(timestep, rule).Levels(Side, Side, UNetConfig.Sd15.Levels), given, ControlResiduals.None);
        }
        output.WriteLine($"{compute}, {Side}x{Side} latents, map of the sample photograph at step {Step + 1} of 7: "
            + $"{PhotographSchedule.Distinct(map)} distinct timesteps of {map.min().item<double>():F0}–{map.max().item<double>():F0}");
        BenchmarkResult.Print(new BenchmarkRound()
            .Add("scalar", () => Evaluate(tensor(428.0)))
            .Add("constant map", () => Evaluate(constant))
            .Add("map of a photograph", () => Evaluate(map)).Run(rounds), output);
    }
}
