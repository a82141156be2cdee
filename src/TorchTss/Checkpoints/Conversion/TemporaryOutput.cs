using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Conversion;

/// <summary>A folder beside the output that takes its place, or gives its files to it, when everything is written.</summary>
internal sealed class TemporaryOutput : IDisposable
{
    private readonly string _output, _parent, _folder;

    /// <summary>Makes the folder.</summary>
    /// <exception cref="UserException">No such parent, or one that cannot be written to.</exception>
    public TemporaryOutput(string output)
    {
        (_output, _parent) = (output, Path.GetDirectoryName(Path.GetFullPath(output))!);
        if (!Directory.Exists(_parent)) throw new UserException($"{output}: there is no folder {_parent}; make it first");
        _folder = Path.Combine(_parent, $".{Path.GetFileName(output)}.{Guid.NewGuid():N}.tmp");
        Guarded(() => Directory.CreateDirectory(_folder));
    }

    /// <summary>Where to write a file of the output; its folder is made.</summary>
    /// <param name="path">Within the output.</param>
    public string Make(string path)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }

    /// <summary>Where that file is after <see cref="Commit"/>.</summary>
    public string Final(string path) => path.Length > 0 && Directory.Exists(_output) ? Path.Combine(_output, path)
        : Path.Combine(Path.GetDirectoryName(_output) ?? "", path);

    /// <summary>Moves everything to its place, an index last.</summary>
    /// <param name="isFolder">The output is a folder, not files beside each other.</param>
    public void Commit(bool isFolder) => Guarded(() =>
    {
        if (isFolder)
        {
            Directory.Move(_folder, _output);
            return;
        }
        foreach (var file in Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal).OrderBy(f => f.EndsWith(".json", StringComparison.Ordinal)))
        {
            File.Move(file, Path.Combine(_parent, Path.GetFileName(file)));
        }
    });

    /// <summary>Removes what is still there.</summary>
    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{_output}: cannot be written ({e.Message}); choose another place", e);
        }
    }
}
