using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Verification;

/// <summary>Files that cases name by their path in the project they were made in, such as <c>shared/data/lpips_alex.safetensors</c>.</summary>
internal static class SharedFile
{
    /// <summary>The file below one of the case's ancestors, else the one of this name that ships with the metrics.</summary>
    /// <exception cref="UserException">In neither place.</exception>
    public static string Find(FixtureCase fixture, string path)
    {
        for (var folder = Path.GetFullPath(fixture.Folder); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, path))) return Path.Combine(folder, path);
        }
        var shipped = Path.Combine(MetricFolder.Shipped, Path.GetFileName(path));
        return File.Exists(shipped) ? shipped
            : throw new UserException($"{fixture.Name}: {path} is in no folder above the case, nor does it ship with this program; put it there");
    }
}
