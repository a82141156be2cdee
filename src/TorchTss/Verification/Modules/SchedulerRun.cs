using TorchTss.Checkpoints;
using TorchTss.Denoisers;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>A trajectory case: the stand-in network, the recorded noise, and every step's sample in the scheduler's own space.</summary>
/// <param name="Fixture">The case.</param>
/// <param name="VariancePreserving">Whether the scheduler's samples are x/√(σ²+1) rather than x.</param>
internal sealed record SchedulerRun(FixtureCase Fixture, bool VariancePreserving)
{
    /// <summary>The number of steps that the call asks for.</summary>
    public int Steps => Fixture.Call.RequiredCount("num_inference_steps");

    /// <summary>Timesteps that the call gives instead of a number of steps.</summary>
    public double[]? CustomTimesteps => Fixture.Call.Numbers("timesteps");

    /// <summary>[N, h, w]: a list of timesteps for every position; null: one for all.</summary>
    public Tensor? TimestepMap => Fixture.OptionalInput("timestep_map");

    /// <summary>A number in the call.</summary>
    public double Argument(string key, double absent) => Fixture.Call.OptionalNumber(key) ?? absent;

    /// <summary>The whole-numbered list of DDPM and DDIM: the call's own, else as the configuration spaces it; none for maps.</summary>
    public double[] OneStepTimesteps(ConfigReader config, int trainSteps)
    {
        var spacing = config.Name("timestep_spacing", "leading", "leading", "linspace", "trailing");
        var offset = config.Whole("steps_offset", 0);
        return CustomTimesteps ?? (TimestepMap is null ? SchedulerTimesteps.OneStepWhole(spacing, Steps, trainSteps, offset) : []);
    }

    /// <summary>What DDPM and DDIM say of their list, beside the trajectory; nothing for maps.</summary>
    public IReadOnlyDictionary<string, Tensor> WithList(Dictionary<string, Tensor> outputs, double[] timesteps)
    {
        if (TimestepMap is not null) return outputs;
        outputs["timesteps"] = tensor(timesteps.Select(t => (long)t).ToArray());
        outputs["init_noise_sigma"] = tensor(1f);
        return outputs;
    }

    /// <summary>A flag in the call.</summary>
    public bool Flag(string key) => Fixture.Call.Flag(key, false);

    /// <summary>The schedule of a list: σ has one entry more than the timesteps.</summary>
    public static SamplingSchedule Schedule(double[] timesteps, double[] sigmas) =>
        new([.. sigmas.Select((sigma, k) => NoiseLevel.Uniform(sigma, k < timesteps.Length ? timesteps[k] : NoiseLevel.EndTimestep))]);

    /// <summary>The schedule of a map: the table's σ at every position's own timesteps, then clean.</summary>
    public static SamplingSchedule Schedule(NoiseTable table, Tensor map)
    {
        using var scope = NewDisposeScope();
        return new([.. Enumerable.Range(0, (int)map.shape[0]).Select(k => Level(map[k].to(float64).unsqueeze(0).unsqueeze(0))), NoiseLevel.Clean()]);

        NoiseLevel Level(Tensor timestep) => new(table.SigmaAt(timestep).DetachFromDisposeScope(), timestep.DetachFromDisposeScope());
    }

    /// <summary>Runs the case.</summary>
    /// <returns><c>x.k</c> after step k and <c>x0.k</c>, the step's x0.</returns>
    public Dictionary<string, Tensor> Outputs(ISampler sampler, SamplingSchedule schedule, Func<Network, Denoise> denoiser)
    {
        using var scope = NewDisposeScope();
        SkipWhatMadeTheMap(schedule.Count);
        var outputs = new Dictionary<string, Tensor>();
        var noise = Fixture.StepNoise(schedule.Count, Fixture.Input("x"));
        SamplingLoop.Run(sampler, denoiser(Affine()), Start(schedule), schedule, noise, new Recorder(progress =>
        {
            outputs[$"x.{progress.Index}"] = (progress.Latent * Scale(schedule.Steps[progress.Index].To)).DetachFromDisposeScope();
            outputs[$"x0.{progress.Index}"] = progress.Denoised.clone().DetachFromDisposeScope();
        }));
        // Made inside the loop's scope, which is gone; they belong to the caller's.
        foreach (var output in outputs.Values) scope.Attach(output);
        foreach (var output in outputs.Values) output.MoveToOuterDisposeScope();
        return outputs;
    }

    private Tensor Start(SamplingSchedule schedule) => Fixture.Input("x") / Scale(schedule.Steps[0].From);

    /// <summary>What a σ-space sample is multiplied by to be the scheduler's own.</summary>
    private Tensor Scale(NoiseLevel level) => VariancePreserving ? (1 / (level.Sigma.square() + 1).sqrt()).to(float32) : ones(1);

    /// <summary>Where timesteps are given, their number and what they were made from are no arguments of the scheduler.</summary>
    private void SkipWhatMadeTheMap(int steps)
    {
        if (CustomTimesteps is not null || TimestepMap is not null) Fixture.Call.Only("num_inference_steps", steps);
        if (TimestepMap is null) return;
        Fixture.Call.Ignore("tss");
        Fixture.IgnoreInputs("v");
    }

    /// <summary>The stand-in: a·x + b + c·t/1000.</summary>
    private Network Affine()
    {
        Fixture.Call.Name("network", "affine", "affine");
        var (a, b, c) = (Argument("a", 0), Argument("b", 0), Argument("c", 0));
        return (input, timestep) =>
        {
            using var scope = NewDisposeScope();
            return (a * input + (b + c * timestep / 1000).to(float32)).MoveToOuterDisposeScope();
        };
    }

    private sealed class Recorder(Action<SamplerProgress> report) : IProgress<SamplerProgress>
    {
        public void Report(SamplerProgress value) => report(value);
    }
}
