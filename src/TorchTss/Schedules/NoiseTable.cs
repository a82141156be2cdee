using System.Collections.Immutable;
using static TorchSharp.torch;

namespace TorchTss.Schedules;

/// <summary>The noise that a network was trained with: ᾱ and σ for every 0-based timestep, in float64.</summary>
/// <remarks>σ = √((1−ᾱ)/ᾱ), in units of the latent's standard deviation. diffusers and sgm compute the same table in float32 and float64;
/// they differ in the seventh digit, which nothing may depend on.</remarks>
public sealed class NoiseTable
{
    private NoiseTable(IEnumerable<double> alphaBars)
    {
        AlphaBars = [.. alphaBars];
        Sigmas = [.. AlphaBars.Select(a => Math.Sqrt((1 - a) / a))];
        LogSigmas = [.. Sigmas.Select(Math.Log)];
    }

    /// <summary>ᾱ by timestep, falling.</summary>
    public ImmutableArray<double> AlphaBars { get; }

    /// <summary>σ by timestep, rising; under a zero terminal SNR the last but one may lie above the last, which is a convention.</summary>
    public ImmutableArray<double> Sigmas { get; }

    /// <summary>ln σ by timestep, ordered as σ is.</summary>
    public ImmutableArray<double> LogSigmas { get; }

    /// <summary>The number of training timesteps, 1000 for every host here.</summary>
    public int Count => AlphaBars.Length;

    /// <summary>β linear in its square root: "scaled_linear" in diffusers, "linear" in ldm. The table of every Stable Diffusion model.</summary>
    public static NoiseTable ScaledLinear(double betaStart = 0.00085, double betaEnd = 0.012, int count = 1000) =>
        FromBetas(Linspace(Math.Sqrt(betaStart), Math.Sqrt(betaEnd), count).Select(r => r * r));

    /// <summary>β linear: "linear" in diffusers, "sqrt_linear" in ldm.</summary>
    public static NoiseTable Linear(double betaStart = 0.0001, double betaEnd = 0.02, int count = 1000) =>
        FromBetas(Linspace(betaStart, betaEnd, count));

    /// <summary>ᾱ a squared cosine: "squaredcos_cap_v2" in diffusers, β at most 0.999 (Nichol and Dhariwal 2021, Eq. 17).</summary>
    /// <remarks>1 − β is rounded to float32 as the original's is: near β = 0.999 that is the fifth digit of σ.</remarks>
    internal static NoiseTable SquaredCosine(int count = 1000)
    {
        return FromBetas(Enumerable.Range(0, count).Select(i => 1 - (double)(1 - (float)Math.Min(1 - At(i + 1) / At(i), 0.999))));

        double At(int i) => Math.Pow(Math.Cos(((double)i / count + 0.008) / 1.008 * Math.PI / 2), 2);
    }

    /// <summary>The table of given β.</summary>
    public static NoiseTable FromBetas(IEnumerable<double> betas)
    {
        var product = 1.0;
        return new NoiseTable(betas.Select(b => product *= 1 - b).ToArray());
    }

    /// <summary>Shifted and scaled so that the last step is pure noise.</summary>
    /// <remarks>Lin et al. 2024, "Common diffusion noise schedules and sample steps are flawed". The last ᾱ cannot be 0;
    /// it is 2⁻²⁴, as diffusers' sigma schedulers put it.</remarks>
    public NoiseTable WithZeroTerminalSnr() => WithZeroTerminalSnr(Math.Pow(2, -24));

    /// <summary>The same with another ᾱ at the end.</summary>
    internal NoiseTable WithZeroTerminalSnr(double pureNoise)
    {
        var roots = AlphaBars.Select(Math.Sqrt).ToArray();
        var (first, last) = (roots[0], roots[^1]);
        var rescaled = roots.Select(r => (r - last) * first / (first - last)).Select(r => r * r).ToArray();
        rescaled[^1] = pureNoise;
        return new NoiseTable(rescaled);
    }

    /// <summary>σ of a map of timesteps; between integers linear in ln σ.</summary>
    /// <param name="timestep">float64 in 0..Count−1, any shape.</param>
    /// <returns>float64, same shape; at integers the table's own value to the bit.</returns>
    public Tensor SigmaAt(Tensor timestep)
    {
        using var scope = NewDisposeScope();
        var low = timestep.floor().clamp(0, Count - 1);
        var fraction = timestep - low;
        var index = low.to_type(ScalarType.Int64).flatten();
        var exact = Gather(Sigmas, index).view(timestep.shape);
        var lower = Gather(LogSigmas, index).view(timestep.shape);
        var upper = Gather(LogSigmas, (index + 1).clamp_(0, Count - 1)).view(timestep.shape);
        return where(fraction == 0, exact, (lower + (upper - lower) * fraction).exp()).MoveToOuterDisposeScope();
    }

    /// <summary>σ of one timestep.</summary>
    public double SigmaAt(double timestep)
    {
        var low = (int)Math.Clamp(Math.Floor(timestep), 0, Count - 1);
        var fraction = timestep - low;
        return fraction == 0 ? Sigmas[low] : Math.Exp(LogSigmas[low] + (LogSigmas[Math.Min(low + 1, Count - 1)] - LogSigmas[low]) * fraction);
    }

    /// <summary>The fractional timestep of a σ: the inverse of <see cref="SigmaAt(double)"/>, clamped to the table.</summary>
    /// <remarks>From the last entry that does not exceed it, as diffusers does, also where the table ends out of order.</remarks>
    public double TimestepOf(double sigma)
    {
        var log = Math.Log(sigma);
        var low = Count - 2;
        while (low > 0 && LogSigmas[low] > log) low--;
        if (log >= LogSigmas[^1]) low = Count - 2;
        return low + Math.Clamp((log - LogSigmas[low]) / (LogSigmas[low + 1] - LogSigmas[low]), 0, 1);
    }

    /// <summary>The table index whose σ is nearest, the smaller of two equally near:
    /// what sgm's discrete denoiser tells the network after churn.</summary>
    /// <param name="sigma">float64, any shape; compared in float32 as the original does.</param>
    /// <returns>float64, same shape, whole numbers.</returns>
    public Tensor NearestIndex(Tensor sigma)
    {
        using var scope = NewDisposeScope();
        var (sigmas, order) = tensor(Sigmas.ToArray(), float32).sort();
        var wanted = sigma.to_type(ScalarType.Float32).flatten();
        var upper = searchsorted(sigmas, wanted).clamp_(1, Count - 1);
        var lower = upper - 1;
        var below = (wanted - sigmas.index_select(0, lower)).abs();
        var above = (sigmas.index_select(0, upper) - wanted).abs();
        return order.index_select(0, where(below <= above, lower, upper)).to_type(ScalarType.Float64).view(sigma.shape).MoveToOuterDisposeScope();
    }

    private static Tensor Gather(ImmutableArray<double> values, Tensor index) => tensor(values.ToArray(), float64).index_select(0, index);

    /// <summary>torch's float64 linspace: the second half counts down from the end.</summary>
    private static IEnumerable<double> Linspace(double start, double end, int count)
    {
        var step = (end - start) / (count - 1);
        return Enumerable.Range(0, count).Select(i => i < count / 2 ? start + i * step : end - (count - 1 - i) * step);
    }
}
