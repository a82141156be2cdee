namespace TorchTss.Verification;

/// <summary>One group of rows of a schedule table.</summary>
/// <param name="Name">Grid and function, e.g. <c>supir polynomial</c>.</param>
/// <param name="Rows">How many rows the group has.</param>
/// <param name="Relative">The largest relative difference of a real value.</param>
/// <param name="Failure">The first thing that differs, in words; null when the group passes.</param>
internal sealed record ScheduleTableResult(string Name, int Rows, double Relative, string? Failure)
{
    /// <summary>Whether every row agrees.</summary>
    public bool Passed => Failure is null;
}
