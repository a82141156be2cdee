using System.Text;
using TorchTss.Checkpoints.Torch.Pickles;
using TorchTss.Checkpoints.Torch.Zip;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch;

/// <summary>The zip archive of torch.save and torch.jit.save: one folder with data.pkl, the object, and data/KEY, its storages.</summary>
internal sealed class TorchArchive
{
    private const string Pickle = "data.pkl";

    private readonly FileMapping _mapping;
    private readonly string _file, _root;
    private readonly Dictionary<string, ZipEntry> _entries;
    private readonly Dictionary<StorageId, ZipStorage> _storages = [];

    private TorchArchive(FileMapping mapping, string file, string root, IReadOnlyList<ZipEntry> entries) =>
        (_mapping, _file, _root, _entries) = (mapping, file, root, entries.ToDictionary(e => e.Name, StringComparer.Ordinal));

    /// <summary>Reads the directory and the pickle; no storage.</summary>
    /// <exception cref="UserException">An archive of something else, or a malformed one.</exception>
    public static TorchContent Read(FileMapping mapping, long length, string file, TorchFileOptions options)
    {
        var entries = ZipDirectory.Read(mapping, length, file);
        var archive = new TorchArchive(mapping, file, RootOf(entries, file), entries);
        var isScript = archive.Find("constants.pkl") is not null;
        var scope = new TorchScope(options.Allow, isScript, archive.Load);
        var root = archive.Find(Pickle)!.Read(mapping, file, (file, scope), static (bytes, s) =>
            Unpickler.Read(bytes, new PickleSource(s.file, Pickle), s.scope).Value);
        return new TorchContent(isScript ? TorchContainer.TorchScript : TorchContainer.Zip, root, archive.IsBigEndian());
    }

    private ZipEntry? Find(string name) => _entries.GetValueOrDefault($"{_root}/{name}");

    // The folder's name is free: "archive", or that of the file when it was saved.
    private static string RootOf(IReadOnlyList<ZipEntry> entries, string file)
    {
        var pickles = entries.Where(e => e.Name.EndsWith($"/{Pickle}", StringComparison.Ordinal) && e.Name.Count('/') == 1).ToArray();
        if (pickles.Length == 0)
        {
            var first = entries.Count == 0 ? "it is empty" : $"it has no {Pickle}, but {ZipText.Shown(entries[0].Name)}";
            throw new UserException($"{file}: is a zip archive, but none of torch.save: {first}; give the file with the weights");
        }
        var root = pickles[0].Name[..^(Pickle.Length + 1)];
        return entries.FirstOrDefault(e => !e.Name.StartsWith($"{root}/", StringComparison.Ordinal)) is { } other
            ? throw TorchFault.Malformed(file, $"the zip archive has {ZipText.Shown(other.Name)} beside the folder {ZipText.Shown(root)}")
            : root;
    }

    private bool IsBigEndian() => Find("byteorder")?.Read(_mapping, _file, 0, static (bytes, _) => Encoding.Latin1.GetString(bytes)) switch
    {
        null or "little" => false,
        "big" => true,
        var other => throw TorchFault.Malformed(_file, $"the byte order is {PickleText.Quoted(other)} instead of 'little' or 'big'"),
    };

    private ZipStorage Load(PickleTuple id)
    {
        var storage = StorageId.Of(id, 5);
        if (_storages.TryGetValue(storage, out var known)) return known;
        if (Find($"data/{storage.Key}") is not { } entry) throw new PickleFault($"{storage} which the archive does not have");
        if (!entry.IsPlain) throw TorchFault.Packed(_file, entry);
        if (entry.Size != storage.Bytes) throw new PickleFault(Invariant($"{storage} which has {entry.Size} bytes instead of {storage.Bytes}"));
        return _storages[storage] = new ZipStorage(storage, entry, _file);
    }
}
