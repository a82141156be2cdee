namespace TorchTss.Cli;

/// <summary>A picture to restore and where its result goes.</summary>
/// <param name="Path">The input file.</param>
/// <param name="Output">The output file.</param>
internal sealed record InputPicture(string Path, string Output);
