namespace TorchTss.Experiments;

/// <summary>What of a cell stays in the results file beside its numbers.</summary>
public enum Keep
{
    /// <summary>Numbers only: the smallest file; a metric that is added later makes the pictures again.</summary>
    Numbers,

    /// <summary>The result, the variance map and the timestep maps.</summary>
    Pictures,

    /// <summary>Also the decoded x̂0 of every step; costs a decoding per step.</summary>
    Previews,
}
