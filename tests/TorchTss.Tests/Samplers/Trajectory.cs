using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

/// <summary>A run whose every step is kept: what most claims about samplers are made of.</summary>
internal sealed class Trajectory : IProgress<SamplerProgress>
{
    public List<float[]> Latents { get; } = [];

    public List<float[]> Denoised { get; } = [];

    public List<SamplerProgress> Reports { get; } = [];

    public static NoiseTable Table { get; } = NoiseTable.ScaledLinear();

    /// <summary>The sampler of a specification such as <c>euler:churn=5</c>.</summary>
    public static ISampler Sampler(string specification) => Catalog<ISampler>.Create(specification, "--sampler");

    /// <summary>The stand-in e = 0.3·x_in + 0.1 of the golden traces.</summary>
    public static Network GoldenNetwork { get; } = (input, _) => 0.3 * input + 0.1;

    /// <summary>The same levels everywhere: the table's at these timesteps, then clean.</summary>
    public static SamplingSchedule Schedule(params double[] timesteps) =>
        new([.. timesteps.Select(t => NoiseLevel.Uniform(Table.SigmaAt(t), t)), NoiseLevel.Clean()]);

    /// <summary>A level per position of a row, given as one list of timesteps per position; then clean.</summary>
    public static SamplingSchedule Rows(params double[][] lists) => new([.. Enumerable.Range(0, lists[0].Length).Select(k =>
    {
        var timestep = tensor(lists.Select(l => l[k]).ToArray(), [1, 1, 1, lists.Length], float64);
        return new NoiseLevel(Table.SigmaAt(timestep), timestep);
    }), NoiseLevel.Clean()]);

    public static Trajectory Of(ISampler sampler, Denoise denoise, Tensor x, SamplingSchedule schedule, INoise? noise = null)
    {
        using var scope = NewDisposeScope();
        var run = new Trajectory();
        SamplingLoop.Run(sampler, denoise, x, schedule, noise ?? new SeededNoise(1), run);
        return run;
    }

    /// <summary>x after each step, as a variance-preserving scheduler has it, from x = 1 there.</summary>
    public static double[][] VariancePreserving(ISampler sampler, Denoise denoise, SamplingSchedule schedule, INoise? noise = null)
    {
        using var scope = NewDisposeScope();
        var x = (schedule.Steps[0].From.Sigma.square() + 1).sqrt().to(float32);
        var run = Of(sampler, denoise, x, schedule, noise);
        return [.. run.Latents.Select((latent, k) => Scaled(latent, schedule.Steps[k].To.Sigma))];
    }

    public void Report(SamplerProgress value)
    {
        Latents.Add([.. value.Latent.contiguous().data<float>()]);
        Denoised.Add([.. value.Denoised.contiguous().data<float>()]);
        Reports.Add(value);
    }

    private static double[] Scaled(float[] latent, Tensor sigma)
    {
        var sigmas = sigma.data<double>().ToArray();
        return [.. latent.Select((v, i) => v / Math.Sqrt(Math.Pow(sigmas[i % sigmas.Length], 2) + 1))];
    }
}
