namespace TorchTss.Metrics;

/// <summary>What tables, plots and statistics need to know of a metric without running it.</summary>
public sealed record MetricTraits
{
    /// <summary>Its name in tables: "PSNR", "CLIPIQA".</summary>
    public required string Title { get; init; }

    /// <summary>Which way it improves.</summary>
    public required Better Better { get; init; }

    /// <summary>The least possible value; −∞ when there is none.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest possible value; ∞ when there is none.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>The unit, for instance "dB"; empty for a bare number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Decimals in tables: those of the paper.</summary>
    public int Decimals { get; init; } = 4;

    /// <summary>Whether a reference picture of the same size is needed.</summary>
    public bool NeedsReference { get; init; }

    /// <summary>The shortest side it can score, in pixels.</summary>
    public int SmallestSide { get; init; } = 1;
}
