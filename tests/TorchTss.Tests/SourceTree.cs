namespace TorchTss.Tests;

/// <summary>Where the sources are, found upwards from the test assembly.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Library => Path.Combine(Root, "src", "TorchTss");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "TorchTss.sln")) ? folder
            : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))
                ?? throw new InvalidOperationException("TorchTss.sln is not above the tests"));
}
