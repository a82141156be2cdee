namespace TorchTss.Checkpoints.Torch;

/// <summary>What a PyTorch file holds.</summary>
/// <param name="Container">How it is built.</param>
/// <param name="Root">The object that was saved.</param>
/// <param name="IsBigEndian">Whether numbers stand in it highest byte first.</param>
internal sealed record TorchContent(TorchContainer Container, object? Root, bool IsBigEndian)
{
    /// <summary>Reads a file that begins as one.</summary>
    /// <exception cref="Runtime.UserException">It is malformed, or wants something that is not in the table.</exception>
    public static TorchContent Of(FileMapping mapping, long length, string file, TorchFileOptions options, TorchFileKind kind) =>
        kind == TorchFileKind.Zip ? TorchArchive.Read(mapping, length, file, options) : LegacyStream.Read(mapping, length, file, options);
}
