using TorchSharp;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch;

/// <summary>Makes tensors of views: of the file itself where its bytes can be used as they are, else of a copy.</summary>
/// <param name="mapping">The file.</param>
/// <param name="length">Its bytes.</param>
/// <param name="isBigEndian">Whether its numbers stand in it highest byte first.</param>
/// <param name="file">Its path.</param>
internal sealed class TorchViewReader(FileMapping mapping, long length, bool isBigEndian, string file)
{
    // Strides of 0 let a few bytes stand for a tensor of any size.
    private const long AlwaysAllowed = 64 << 20;

    /// <summary>The tensor, contiguous; owned by the caller.</summary>
    /// <exception cref="UserException">A type or size that cannot be, or something else where its data should be.</exception>
    public torch.Tensor Read(string name, TorchView view)
    {
        var scalar = view.Dtype.Readable ?? throw new UserException(
            $"{file}: tensor '{name}' is {view.Dtype.Name}, which libtorch cannot hold; convert it to float32, float16 or bfloat16");
        if (view.Elements == 0)
        {
            TensorCopy.CheckEmpty(name, view.Shape, file);
            return torch.empty(view.Shape.AsSpan(), scalar);
        }
        if (view.IsContiguous) return Flat(view, view.Shape.AsSpan(), scalar);

        var bytes = (Int128)view.Elements * (view.Dtype.Float8 is null ? view.Dtype.Bytes : sizeof(float));
        if (bytes > Math.Max(length, AlwaysAllowed))
        {
            var shape = NameList.Shape(view.Shape);
            throw new UserException(
                Invariant($"{file}: tensor '{name}' {shape} repeats what is stored until it has {bytes} bytes, more than the file; leave it out"));
        }
        using var scope = torch.NewDisposeScope();
        return Flat(view, [view.Span], scalar).as_strided([.. view.Shape], [.. view.Strides], 0).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>Gives its memory back to the system.</summary>
    public void Release(TorchView view)
    {
        if (view.Elements > 0) mapping.Release(Start(view), view.Span * view.Dtype.Bytes);
    }

    /// <summary>The elements from the first to the last as they lie in the storage.</summary>
    private torch.Tensor Flat(TorchView view, ReadOnlySpan<long> shape, torch.ScalarType scalar)
    {
        var start = Start(view);
        // The map begins on a page, so an offset is aligned exactly where the address is.
        var isPlain = view.Dtype.Float8 is null && start % view.Dtype.Bytes == 0 && !(isBigEndian && view.Dtype.Swapped > 1);
        if (isPlain) return mapping.View(start, shape, scalar);
        var copy = torch.empty(shape, scalar);
        TensorCopy.Fill(copy, mapping, start, view.Span * view.Dtype.Bytes, view.Dtype.Float8, isBigEndian ? view.Dtype.Swapped : 1);
        return copy;
    }

    private long Start(TorchView view) => view.Storage.Start(mapping) + view.Offset * view.Dtype.Bytes;
}
