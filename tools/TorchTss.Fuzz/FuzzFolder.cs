using TorchTss.Fuzz.Mutators;

namespace TorchTss.Fuzz;

/// <summary>A folder with one mutant after another, in which every opening of another file is seen.</summary>
internal sealed class FuzzFolder : IDisposable
{
    private const string Name = "mutant.pth";

    private readonly string _outer = Directory.CreateTempSubdirectory("torchtss-fuzz-").FullName;
    private readonly OpenedFiles? _opened;

    /// <summary>Makes the folder, with canaries in it and above it.</summary>
    public FuzzFolder()
    {
        Inner = Directory.CreateDirectory(Path.Combine(_outer, "inner")).FullName;
        foreach (var folder in new[] { _outer, Inner }) File.WriteAllText(Path.Combine(folder, HostileWords.Canary), "nobody may open this");
        _opened = OpenedFiles.In(_outer, Inner);
    }

    /// <summary>Where mutants lie; also to be the working directory of a program.</summary>
    public string Inner { get; }

    /// <summary>The mutant.</summary>
    public string Mutant => Path.Combine(Inner, Name);

    /// <summary>Whether openings are seen on this system.</summary>
    public bool IsWatched => _opened is not null;

    /// <summary>Puts the next mutant in place.</summary>
    public void Write(byte[] mutant)
    {
        File.Delete(Mutant);                                    // a new file is not waited for as an overwritten one is
        File.WriteAllBytes(Mutant, mutant);
    }

    /// <summary>A file other than the mutant that was opened since the last question; null: none.</summary>
    public string? Opened() => _opened?.Next().FirstOrDefault(name => name != Name);

    /// <inheritdoc/>
    public void Dispose()
    {
        _opened?.Dispose();
        Directory.Delete(_outer, recursive: true);
    }
}
