using TorchTss.Experiments.Results;

namespace TorchTss.Experiments.Frequency;

/// <summary>Where an analysis stands, told after every run.</summary>
/// <param name="Done">Runs that this call has made.</param>
/// <param name="Count">Runs that it has to make.</param>
/// <param name="StepsLeft">Iterations that are still to come.</param>
/// <param name="Steps">Iterations of this run.</param>
/// <param name="Setting">Its setting.</param>
/// <param name="Input">Its picture.</param>
/// <param name="Seconds">What it took, measuring included.</param>
/// <param name="Failure">Why it could not be made; null when it was.</param>
internal sealed record FrequencyProgress(
    int Done, int Count, long StepsLeft, int Steps, ResultSetting Setting, ResultInput Input, double Seconds, string? Failure);
