using System.Numerics;
using TorchTss.Checkpoints.Torch.Pickles;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch;

/// <summary>The stream of torch.save before 1.6: a magic number, a version, a description of the machine, the object, the keys of its storages,
/// and then their data in that order.</summary>
internal sealed class LegacyStream
{
    private const long Version = 1001;

    private static readonly BigInteger _magic = BigInteger.Parse("119547037146038801333356", System.Globalization.CultureInfo.InvariantCulture);

    private readonly FileMapping _mapping;
    private readonly string _file;
    private readonly long _length;
    private readonly Dictionary<string, LegacyStorage> _storages = new(StringComparer.Ordinal);
    private long _position;

    private LegacyStream(FileMapping mapping, long length, string file) => (_mapping, _length, _file) = (mapping, length, file);

    /// <summary>Reads the five pickles; of the data nothing.</summary>
    /// <exception cref="UserException">Another stream, or a malformed one.</exception>
    public static TorchContent Read(FileMapping mapping, long length, string file, TorchFileOptions options)
    {
        var stream = new LegacyStream(mapping, length, file);
        var plain = new PlainScope();
        if (stream.Next(plain) is not BigInteger magic || magic != _magic)
        {
            throw new UserException($"{file}: is a Python pickle, but not one of torch.save; give the file with the weights");
        }
        if (stream.Next(plain) is not Version) throw TorchFault.Malformed(file, Invariant($"the stream is of another version than {Version}"));
        if (stream.Next(plain) is not PickleDict machine || machine["little_endian"] is not bool little)
        {
            throw TorchFault.Malformed(file, "the stream does not say its byte order");
        }
        var root = stream.Next(new TorchScope(options.Allow, isScript: false, stream.Load));
        stream.Place(stream.Next(plain) as PickleList ?? throw TorchFault.Malformed(file, "the stream has no list of storages"));
        return new TorchContent(TorchContainer.Legacy, root, !little);
    }

    private object? Next(IPickleScope scope)
    {
        var source = new PickleSource(_file, null, _position);
        var available = (int)Math.Min(_length - _position, Unpickler.MaximumLength);
        var (value, length) = _mapping.Read(_position, available, (source, scope), static (bytes, s) => Unpickler.Read(bytes, s.source, s.scope));
        _position += length;
        return value;
    }

    private object Load(PickleTuple id)
    {
        // Whole modules came with their source; the source is nothing to us, and the class is known to be opaque, or it would not be here.
        if (id.Items is ["module", PickleGlobal { IsInert: true } type, _, _]) return type;
        var storage = StorageId.Of(id, 6);
        if (storage.Bytes > _length) throw new PickleFault($"{storage}, more than the file has");
        if (!_storages.TryGetValue(storage.Key, out var known)) _storages[storage.Key] = known = new LegacyStorage(storage, _file);
        if (known.Id != storage) throw new PickleFault($"{storage} that was {known.Id} before");
        return id.Items[5] switch
        {
            null => known,
            PickleTuple { Items: [string, >= 0L and var offset, >= 0L and var elements] }
                when (Int128)(long)offset! + (long)elements! <= storage.Elements => new LegacyView(known, (long)offset, (long)elements),
            _ => throw new PickleFault($"{storage} seen in a way that it does not allow"),
        };
    }

    private void Place(PickleList keys)
    {
        foreach (var item in keys.Items)
        {
            if (item is not string key) throw TorchFault.Malformed(_file, $"the list of storages has {PickleText.Of(item)}");
            if (!_storages.TryGetValue(key, out var storage))
            {
                throw TorchFault.Malformed(_file, $"storage {PickleText.Quoted(key)} is listed, but nothing uses it");
            }
            if (storage.Position is not null) throw TorchFault.Malformed(_file, $"storage {PickleText.Quoted(key)} is listed twice");
            storage.Position = _position;
            _position += LegacyStorage.CountLength + storage.Id.Bytes;
        }
        if (_storages.Values.FirstOrDefault(s => s.Position is null) is { } lost)
        {
            throw TorchFault.Malformed(_file, $"{lost.Id} is not in the list of storages");
        }
        if (_position > _length) throw TorchFault.Truncated(_file, _position, _length);
        if (_position < _length) throw TorchFault.Malformed(_file, Invariant($"{_length - _position} bytes follow the last storage"));
    }
}
