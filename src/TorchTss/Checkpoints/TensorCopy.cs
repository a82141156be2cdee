using System.Runtime.InteropServices;
using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Tensors that cannot be views of their file: unaligned ones, empty ones, and 8-bit floats, which become float32.</summary>
internal static class TensorCopy
{
    private const int Chunk = 1 << 24;

    /// <summary>The tensor of <paramref name="entry"/>, whose data begins <paramref name="start"/> bytes into the file.</summary>
    /// <exception cref="UserException">An empty tensor of a shape that libtorch cannot hold.</exception>
    public static torch.Tensor Of(SafetensorsEntry entry, FileMapping mapping, long start, string file)
    {
        // Even an empty tensor has strides, and libtorch wants them below 2^63.
        if (entry.Shape.Aggregate(Int128.One, (product, size) => product < long.MaxValue ? product * Math.Max(size, 1) : product) >= long.MaxValue)
        {
            throw new UserException(
                $"{file}: tensor '{entry.Name}' is empty, but its shape {NameList.Shape(entry.Shape)} "
                + "is larger than libtorch can hold; leave it out");
        }
        var tensor = torch.empty(entry.Shape.AsSpan(), entry.Dtype.Readable());
        var table = entry.Dtype.IsFloat8() ? Float8.Table(entry.Dtype) : null;
        for (var at = 0L; at < entry.Length; at += Chunk)
        {
            var length = (int)Math.Min(Chunk, entry.Length - at);
            var width = table is null ? 1 : sizeof(float);
            mapping.Read(start + at, length, NativeTensor.Slice(tensor, at * width, length * width), (bytes, to) => Fill(bytes, to, table));
        }
        return tensor;
    }

    private static int Fill(ReadOnlySpan<byte> bytes, Span<byte> to, float[]? table)
    {
        if (table is null)
        {
            bytes.CopyTo(to);
            return bytes.Length;
        }
        var values = MemoryMarshal.Cast<byte, float>(to);
        for (var i = 0; i < bytes.Length; i++) values[i] = table[bytes[i]];
        return bytes.Length;
    }
}
