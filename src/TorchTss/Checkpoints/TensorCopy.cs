using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Tensors that cannot be views of their file: unaligned ones, empty ones, those of another byte order,
/// and 8-bit floats, which become float32.</summary>
internal static class TensorCopy
{
    private const int Chunk = 1 << 24;

    /// <summary>The tensor of <paramref name="entry"/>, whose data begins <paramref name="start"/> bytes into the file.</summary>
    /// <exception cref="UserException">An empty tensor of a shape that libtorch cannot hold.</exception>
    public static torch.Tensor Of(SafetensorsEntry entry, FileMapping mapping, long start, string file)
    {
        CheckEmpty(entry.Name, entry.Shape, file);
        var tensor = torch.empty(entry.Shape.AsSpan(), entry.Dtype.Readable());
        Fill(tensor, mapping, start, entry.Length, entry.Dtype.IsFloat8() ? entry.Dtype : null);
        return tensor;
    }

    /// <summary>Copies bytes of a file into a contiguous tensor.</summary>
    /// <param name="tensor">Of the same number of elements.</param>
    /// <param name="mapping">The file.</param>
    /// <param name="start">Where its bytes begin.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="float8">How 8-bit floats are decoded; null: they are no such.</param>
    /// <param name="swapped">So many bytes at a time are put in reverse order: 1, 2, 4 or 8.</param>
    public static void Fill(torch.Tensor tensor, FileMapping mapping, long start, long length, SafetensorsDtype? float8, int swapped = 1)
    {
        var table = float8 is { } dtype ? Float8.Table(dtype) : null;
        var width = table is null ? 1 : sizeof(float);
        for (var at = 0L; at < length; at += Chunk)
        {
            var part = (int)Math.Min(Chunk, length - at);
            mapping.Read(start + at, part, NativeTensor.Slice(tensor, at * width, part * width), (bytes, to) => Fill(bytes, to, table, swapped));
        }
    }

    /// <summary>Even an empty tensor has strides, and libtorch wants them below 2^63.</summary>
    /// <exception cref="UserException">They are not.</exception>
    public static void CheckEmpty(string name, ImmutableArray<long> shape, string file)
    {
        if (shape.Aggregate(Int128.One, (product, size) => product < long.MaxValue ? product * Math.Max(size, 1) : product) < long.MaxValue) return;
        throw new UserException(
            $"{file}: tensor '{name}' is empty, but its shape {NameList.Shape(shape)} is larger than libtorch can hold; leave it out");
    }

    private static int Fill(ReadOnlySpan<byte> bytes, Span<byte> to, float[]? table, int swapped)
    {
        if (table is not null)
        {
            var values = MemoryMarshal.Cast<byte, float>(to);
            for (var i = 0; i < bytes.Length; i++) values[i] = table[bytes[i]];
            return bytes.Length;
        }
        bytes.CopyTo(to);
        switch (swapped)
        {
            case 2:
                Swap<ushort>(to, BinaryPrimitives.ReverseEndianness);
                break;
            case 4:
                Swap<uint>(to, BinaryPrimitives.ReverseEndianness);
                break;
            case 8:
                Swap<ulong>(to, BinaryPrimitives.ReverseEndianness);
                break;
            default:
                break;
        }
        return bytes.Length;
    }

    private static void Swap<T>(Span<byte> bytes, Func<T, T> reverse) where T : struct
    {
        foreach (ref var value in MemoryMarshal.Cast<byte, T>(bytes)) value = reverse(value);
    }
}
