using System.Globalization;
using TorchTss.Networks;
using TorchTss.Runtime;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Benchmarks;

/// <summary>A network's evaluation at a scalar timestep, at a constant map, and at the map of a photograph, in rounds.</summary>
/// <param name="Rounds">How many, unless the user says.</param>
/// <param name="Dtype">Of the network, unless the user says.</param>
/// <param name="Grid">What the photograph is sampled on.</param>
/// <param name="Ranges">n and a (TSS Table 5).</param>
internal sealed record MapBesideScalar(int Rounds, string Dtype, IBaseGrid Grid, (ValueRange N, ValueRange A) Ranges)
{
    /// <summary>Latent positions along a side, a picture of 512 pixels.</summary>
    public const int Side = 64;

    private const int Step = 4, Timestep = 428;         // the plain schedule's timestep in the middle of seven steps

    /// <summary>Runs it.</summary>
    /// <param name="arguments">Rounds, dtype, threads, as far as the user says.</param>
    /// <param name="output">Where the table goes.</param>
    /// <param name="levels">Of the network.</param>
    /// <param name="prepare">Makes the network; what it returns evaluates it once.</param>
    public void Run(IReadOnlyList<string> arguments, TextWriter output, int levels, Func<ScalarType, Action<TimestepLevels>> prepare)
    {
        var rounds = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : Rounds;
        var compute = Compute.Choose("cpu", arguments.Count > 1 ? arguments[1] : Dtype);
        if (arguments.Count > 2) set_num_threads(int.Parse(arguments[2], CultureInfo.InvariantCulture));
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var evaluate = prepare(compute.Dtype);
        using var schedule = PhotographSchedule.Of(Grid, Ranges.N, Ranges.A);
        var map = schedule.Steps[Step].From.Timestep;
        var constant = full([1, 1, Side, Side], Timestep, float64);
        output.WriteLine($"{compute}, {Side}x{Side} latents, map of the sample photograph at step {Step + 1} of {schedule.Count}: "
            + $"{PhotographSchedule.Distinct(map)} distinct timesteps of {map.min().item<double>():F0}–{map.max().item<double>():F0}");
        BenchmarkResult.Print(new BenchmarkRound()
            .Add("scalar", () => At(tensor((double)Timestep)))
            .Add("constant map", () => At(constant))
            .Add("map of a photograph", () => At(map)).Run(rounds), output);

        void At(Tensor timestep)
        {
            using var step = NewDisposeScope();
            evaluate(new TimestepMap(timestep, new AreaLevelMap()).Levels(Side, Side, levels));
        }
    }
}
