namespace TorchTss.Experiments.Frequency;

/// <summary>A run that is still to be made.</summary>
/// <param name="Cell">What.</param>
/// <param name="Record">False for a long run that is there already and is made again, because results are to be compared with it.</param>
internal sealed record FrequencyJob(FrequencyCell Cell, bool Record);
