using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Conversion;

/// <summary>A folder beside the output that takes its place, or gives its files to it, when everything is written.</summary>
internal sealed class TemporaryOutput : IDisposable
{
    private readonly string _output, _parent, _folder;
    private readonly long _size;

    /// <summary>Makes the folder.</summary>
    /// <param name="output">What is to be there at the end.</param>
    /// <param name="size">Bytes that will be written, for the error.</param>
    /// <exception cref="UserException">No such parent, or one that cannot be written to.</exception>
    public TemporaryOutput(string output, long size)
    {
        (_output, _size, _parent) = (output, size, Path.GetDirectoryName(Path.GetFullPath(output))!);
        if (!Directory.Exists(_parent)) throw new UserException($"{output}: there is no folder {_parent}; make it first");
        _folder = Path.Combine(_parent, $".{Path.GetFileName(output)}.{Guid.NewGuid():N}.tmp");
        Guarded(() => Directory.CreateDirectory(_folder));
    }

    /// <summary>Where to write a file of the output; its folder is made.</summary>
    /// <param name="path">Within the output.</param>
    /// <exception cref="UserException">The folder cannot be made.</exception>
    public string Make(string path)
    {
        var full = Path.Combine(_folder, path);
        Guarded(() => Directory.CreateDirectory(Path.GetDirectoryName(full)!));
        return full;
    }

    /// <summary>Writes a small file of the output.</summary>
    /// <exception cref="UserException">A full disk, or one that fails.</exception>
    public void Write(string path, byte[] content)
    {
        var full = Make(path);
        Guarded(() => File.WriteAllBytes(full, content));
    }

    /// <summary>Moves everything to its place, an index last; all of it or nothing.</summary>
    /// <param name="isFolder">The output is a folder, not files beside each other.</param>
    /// <exception cref="UserException">Something is there by now, or the system refuses.</exception>
    public void Commit(bool isFolder)
    {
        if (isFolder)
        {
            Refuse(_output);
            Guarded(() => Directory.Move(_folder, _output));
            return;
        }
        var moved = new Stack<(string From, string To)>();
        try
        {
            foreach (var from in Files())
            {
                var to = Path.Combine(_parent, Path.GetFileName(from));
                Refuse(to);
                Guarded(() => File.Move(from, to));
                moved.Push((from, to));
            }
        }
        catch
        {
            foreach (var (from, to) in moved) Tried(() => File.Move(to, from));
            throw;
        }
    }

    /// <summary>Refuses a place that something is at.</summary>
    /// <exception cref="UserException">It is taken.</exception>
    public static void Refuse(string path)
    {
        if (File.Exists(path) || Directory.Exists(path)) throw new UserException($"{path}: exists; choose another name, or delete it first");
    }

    /// <summary>Removes what is still there, as far as that can be done.</summary>
    public void Dispose()
    {
        if (Directory.Exists(_folder)) Tried(() => Directory.Delete(_folder, recursive: true));
    }

    /// <summary>The sentence for an error of the system.</summary>
    internal UserException Mend(Exception e) => TemporaryFile.IsFull(e) ? TemporaryFile.Full(_output, _size, e)
        : new UserException($"{_output}: cannot be written ({SystemReason.Of(e)}); choose another place", e);

    private IEnumerable<string> Files() => Directory.GetFiles(_folder)
        .Order(StringComparer.Ordinal).OrderBy(f => f.EndsWith(".json", StringComparison.Ordinal));

    // While an error is on its way nothing may take its place.
    private static void Tried(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Mend(e);
        }
    }
}
