namespace TorchTss.Reports;

/// <summary>What a report holds.</summary>
/// <param name="Bytes">Size of the page.</param>
/// <param name="Settings">Rows of the result table: settings that differ in more than their seed.</param>
/// <param name="Inputs">Pictures that were restored.</param>
/// <param name="Finished">Finished runs.</param>
/// <param name="Expected">Settings times pictures; the finished runs where not every setting is meant for every picture, as in a search.</param>
/// <param name="Embedded">Inputs whose pictures are in the page.</param>
/// <param name="Remarks">What a reader should know, one sentence each: what was left out and why.</param>
public sealed record ReportSummary(
    long Bytes, int Settings, int Inputs, int Finished, int Expected, int Embedded, IReadOnlyList<string> Remarks);
