using TorchTss.Experiments.Tuning;
using TorchTss.Schedules;

namespace TorchTss.Tests.Experiments.Tuning;

/// <summary>A bowl over the search space with a known bottom, measured with an offset per picture and noise per run; counts its runs.</summary>
internal sealed class Synthetic(Candidate bottom, double noise, int seed)
{
    private const double NSpan = 1.6, ASpan = 0.4;

    private readonly Dictionary<(Candidate, int Picture, int Seed), double> _kept = [];

    /// <summary>Runs that were not there yet.</summary>
    public int Made { get; private set; }

    /// <summary>Runs after which the power fails.</summary>
    public int? FailsAfter { get; set; }

    public IReadOnlyList<Judgement> Measure(RoundKind _, IReadOnlyList<Candidate> candidates, Fidelity on) =>
        [.. candidates.Select(c => new Judgement(Runs(on).Average(r => Run(c, r.Picture, r.Seed))))];

    public static SearchSpace Space(bool spatial = true) => new([1, 1.4, 1.8, 2.2, 2.6], [0.3, 0.5, 0.7], spatial, false);

    private static IEnumerable<(int Picture, int Seed)> Runs(Fidelity fidelity) =>
        from seed in Enumerable.Range(0, fidelity.Seeds) from picture in Enumerable.Range(0, fidelity.Pictures) select (picture, seed);

    private double Run(Candidate c, int picture, int run)
    {
        if (_kept.TryGetValue((c, picture, run), out var kept)) return kept;
        if (Made == FailsAfter) throw new IOException("power failure");
        Made++;
        var point = new[] { c.N.Minimum, c.N.Maximum, c.A.Minimum, c.A.Maximum }.Select(BitConverter.DoubleToInt64Bits);
        return _kept[(c, picture, run)] = Distance(c.N, bottom.N, NSpan) + Distance(c.A, bottom.A, ASpan)
            + Draw(picture) + noise * Draw([.. point, picture, run]);
    }

    private static double Distance(ValueRange at, ValueRange bottom, double span) =>
        Math.Pow((at.Minimum - bottom.Minimum) / span, 2) + Math.Pow((at.Maximum - bottom.Maximum) / span, 2);

    /// <summary>Uniform in −1…1, from everything it is given.</summary>
    private double Draw(params IEnumerable<long> parts)
    {
        var z = (ulong)seed;
        foreach (var part in parts)
        {
            z += (ulong)part + 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
        }
        return (z >> 11) * (2.0 / (1UL << 53)) - 1;
    }
}
