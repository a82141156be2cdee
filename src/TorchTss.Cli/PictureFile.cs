using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>Writes ready PNG bytes whole or not at all, into a folder that is made where it is missing.</summary>
internal static class PictureFile
{
    /// <exception cref="UserException">The file cannot be written.</exception>
    public static void Write(string file, byte[] png)
    {
        OutputFolder.Prepare(Path.GetDirectoryName(Path.GetFullPath(file))!);
        AtomicFile.Write(file, stream => stream.Write(png));
    }
}
