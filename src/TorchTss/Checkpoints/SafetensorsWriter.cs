using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Writes a safetensors file: the header first, then one tensor after another, so that no two need be in memory at once.</summary>
/// <remarks>Everything goes to a temporary file beside the target, which takes its place in <see cref="Commit"/>: a file under the final name
/// is always whole. The layout is the reference writer's: wide types first, then by name, the header padded to 8 bytes.</remarks>
public sealed class SafetensorsWriter : IDisposable
{
    private const int Piece = 1 << 22;          // bytes

    private readonly Dictionary<string, SafetensorsEntry> _missing;
    private readonly TemporaryFile _file;
    private readonly long _dataStart;

    /// <summary>Begins a file with these tensors.</summary>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="tensors">Name, dtype and shape of every tensor to come, in any order.</param>
    /// <param name="metadata">Strings for <c>__metadata__</c>; <c>format</c> is <c>pt</c> unless given.</param>
    /// <exception cref="UserException">A dtype that the format lacks, an unwritable folder, a disk that is too small.</exception>
    /// <exception cref="ArgumentException">A name that is given twice or reserved.</exception>
    public SafetensorsWriter(string path, IEnumerable<CheckpointEntry> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var placed = SafetensorsHeaderText.Place(tensors.Select(t => Unplaced(t, path)));
        _missing = placed.ToDictionary(t => t.Name, StringComparer.Ordinal);
        if (_missing.ContainsKey(SafetensorsHeader.MetadataName))
        {
            throw new ArgumentException($"{SafetensorsHeader.MetadataName} is no name for a tensor", nameof(tensors));
        }
        Names = [.. placed.Select(t => t.Name)];
        var strings = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" };
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>()) strings[key] = value;
        var header = SafetensorsHeaderText.Of(placed, strings);
        if (header.Length - 8 > SafetensorsHeader.MaximumLength)
        {
            throw new UserException(
                $"{path}: the header would be {header.Length - 8} bytes long, {SafetensorsHeader.MaximumLength} are allowed; write several files");
        }
        _dataStart = header.Length;
        _file = new TemporaryFile(path, _dataStart + (placed is [.., var last] ? last.Offset + last.Length : 0));
        try
        {
            _file.Write(0, header);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>The names in the order of the file; adding tensors in this order writes it from front to back.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Writes all tensors of a dictionary.</summary>
    /// <inheritdoc cref="SafetensorsWriter(string, IEnumerable{CheckpointEntry}, IReadOnlyDictionary{string, string})" path="/exception"/>
    public static void Write(string path, IReadOnlyDictionary<string, torch.Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var writer = new SafetensorsWriter(path, tensors.Select(t => new CheckpointEntry(t.Key, t.Value.dtype, [.. t.Value.shape])), metadata);
        foreach (var name in writer.Names) writer.Add(name, tensors[name]);
        writer.Commit();
    }

    /// <summary>Writes the data of one announced tensor, from any device and with any strides.</summary>
    /// <exception cref="ArgumentException">A name that was not announced or is written already, or another dtype or shape than announced.</exception>
    /// <exception cref="UserException">The disk is full or fails.</exception>
    public void Add(string name, torch.Tensor tensor)
    {
        if (!_missing.TryGetValue(name, out var entry))
        {
            throw new ArgumentException($"'{name}' was not announced or is written already", nameof(name));
        }
        if (entry.Dtype.Torch() != tensor.dtype || !entry.Shape.AsSpan().SequenceEqual(tensor.shape))
        {
            var announced = $"announced was {entry.Dtype} {NameList.Shape(entry.Shape)}";
            throw new ArgumentException($"'{name}' is {tensor.dtype} {NameList.Shape(tensor.shape)}, {announced}", nameof(tensor));
        }
        Write(entry, tensor);
        _missing.Remove(name);
    }

    /// <summary>Writes the data of one announced tensor in the announced type, converted piece by piece so that no second copy is in memory.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tensor">Its data.</param>
    /// <param name="written">Told after every piece, so that the pages that were read may go.</param>
    /// <returns>Whether finite values became infinite.</returns>
    /// <exception cref="ArgumentException">A name that was not announced or is written already, or another shape than announced.</exception>
    /// <exception cref="UserException">The disk is full or fails.</exception>
    internal bool AddConverted(string name, torch.Tensor tensor, Action? written = null)
    {
        if (!_missing.TryGetValue(name, out var entry) || !entry.Shape.AsSpan().SequenceEqual(tensor.shape))
        {
            throw new ArgumentException($"'{name}' was not announced in this shape or is written already", nameof(name));
        }
        var overflows = Write(entry, tensor, written);
        _missing.Remove(name);
        return overflows;
    }

    private bool Write(SafetensorsEntry entry, torch.Tensor tensor, Action? written = null)
    {
        using var scope = torch.NewDisposeScope();
        var (dtype, overflows) = (entry.Dtype.Torch()!.Value, false);
        var flat = tensor.detach().cpu().resolve_conj().resolve_neg().reshape(-1);
        var width = entry.Dtype.Bits() / 8;
        for (long at = 0, count; at < flat.numel(); at += count)
        {
            count = Math.Min(Piece / width, flat.numel() - at);
            using var piece = torch.NewDisposeScope();
            var source = flat.narrow(0, at, count);
            var converted = source.to(dtype).contiguous();
            if (dtype == torch.ScalarType.Float16 && dtype != tensor.dtype)
            {
                overflows |= converted.isinf().any().item<bool>() && !source.isinf().any().item<bool>();
            }
            _file.Write(_dataStart + entry.Offset + at * width, NativeTensor.Slice(converted, 0, (int)(count * width)));
            written?.Invoke();
        }
        return overflows;
    }

    /// <summary>Puts the finished file in place.</summary>
    /// <exception cref="InvalidOperationException">Announced tensors were not added.</exception>
    /// <exception cref="UserException">The file cannot take its place.</exception>
    public void Commit()
    {
        if (_missing.Count > 0) throw new InvalidOperationException($"tensors not written: {NameList.Of(_missing.Keys)}");
        _file.Commit();
    }

    /// <summary>Removes the temporary file unless it has been committed.</summary>
    public void Dispose() => _file.Dispose();

    private static SafetensorsEntry Unplaced(CheckpointEntry tensor, string path)
    {
        var dtype = tensor.Dtype is { } scalar ? SafetensorsDtypes.FromTorch(scalar) : null;
        if (dtype is null)
        {
            throw new UserException($"{path}: tensor '{tensor.Name}' is {tensor.Dtype}, which safetensors cannot store; convert it first");
        }
        var elements = tensor.Shape.Aggregate(1L, (product, size) => checked(product * size));
        return new SafetensorsEntry(tensor.Name, dtype.Value, tensor.Shape, 0, checked(elements * (dtype.Value.Bits() / 8)));
    }
}
