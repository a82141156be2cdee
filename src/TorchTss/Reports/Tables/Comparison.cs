using System.Globalization;
using TorchTss.Experiments.Statistics;

namespace TorchTss.Reports.Tables;

/// <summary>A group against its baseline in one metric.</summary>
/// <param name="Difference">Candidate − baseline with its interval.</param>
/// <param name="Paired">Picture by picture; null for a metric of sets.</param>
internal sealed record Comparison(Estimate Difference, PairedComparison? Paired)
{
    /// <summary>"better", "worse", "undecided"; "no interval" where chance cannot be told from effect.</summary>
    public string Verdict => !Difference.HasInterval || Paired is null ? "no interval"
        : Paired.Verdict switch { > 0 => "better", < 0 => "worse", _ => "undecided" };

    /// <summary>Pictures, "9 : 3" or with equal ones "9 : 3 : 1"; empty without.</summary>
    public string Counts => Paired is null ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{Paired.Wins} : {Paired.Losses}{(Paired.Ties > 0 ? $" : {Paired.Ties}" : "")}");

    /// <summary>The verdict as a sign, so that colour is not the only one.</summary>
    public string Sign => Verdict switch { "better" => "✓", "worse" => "✗", "undecided" => "~", _ => "·" };
}
