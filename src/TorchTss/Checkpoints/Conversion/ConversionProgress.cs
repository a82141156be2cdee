namespace TorchTss.Checkpoints.Conversion;

/// <summary>Where a conversion stands, told after every tensor.</summary>
/// <param name="File">The file that is written.</param>
/// <param name="Done">Bytes written of all files.</param>
/// <param name="Total">Bytes to write.</param>
public sealed record ConversionProgress(string File, long Done, long Total);
