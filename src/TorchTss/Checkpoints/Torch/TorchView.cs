using System.Collections.Immutable;
using TorchTss.Checkpoints.Torch.Pickles;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch;

/// <summary>A tensor as a way of looking at a storage, inside of which it lies wholly.</summary>
internal sealed record TorchView
{
    private TorchView(TorchStorage storage, TorchDtype dtype, long offset, ImmutableArray<long> shape, ImmutableArray<long> strides) =>
        (Storage, Dtype, Offset, Shape, Strides) = (storage, dtype, offset, shape, strides);

    /// <summary>What it looks at.</summary>
    public TorchStorage Storage { get; }

    /// <summary>Of its elements.</summary>
    public TorchDtype Dtype { get; }

    /// <summary>Its first element, counted in elements.</summary>
    public long Offset { get; }

    /// <summary>Sizes, outermost first.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>Steps in elements; 0 repeats.</summary>
    public ImmutableArray<long> Strides { get; }

    /// <summary>How many elements the shape has.</summary>
    public long Elements { get; private init; }

    /// <summary>How many elements of the storage lie from the first to the last.</summary>
    public long Span { get; private init; }

    /// <summary>Whether the elements follow each other as in a tensor of its own.</summary>
    public bool IsContiguous
    {
        get
        {
            var expected = 1L;
            for (var d = Shape.Length - 1; d >= 0; d--)
            {
                if (Shape[d] != 1 && Strides[d] != expected) return false;
                expected *= Shape[d];
            }
            return true;
        }
    }

    /// <summary>A view, checked against the storage.</summary>
    /// <exception cref="PickleFault">It reaches outside, or is none.</exception>
    public static TorchView Of(TorchStorage storage, TorchDtype dtype, long offset, ImmutableArray<long> shape, ImmutableArray<long> strides)
    {
        if (shape.Length != strides.Length) throw new PickleFault(Invariant($"a tensor of {shape.Length} sizes and {strides.Length} strides"));
        if (offset < 0 || shape.Any(s => s < 0) || strides.Any(s => s < 0))
        {
            throw new PickleFault(Invariant($"a tensor {Shown()} with a negative number"));
        }
        var available = storage.Dtype == TorchDtype.Untyped ? storage.Elements / dtype.Bytes : storage.Elements;
        if (shape.Contains(0)) return new TorchView(storage, dtype, offset, shape, strides);

        Int128 elements = 1, last = offset;
        foreach (var (size, stride) in shape.Zip(strides))
        {
            elements *= size;
            last += (Int128)(size - 1) * stride;
            if (last >= available || elements > long.MaxValue) break;       // before 128 bits are too few
        }
        if (last >= available) throw new PickleFault(Invariant($"a tensor {Shown()} that reaches beyond its storage of {available} elements"));
        if (elements > long.MaxValue) throw new PickleFault(Invariant($"a tensor {Shown()} of more elements than 64 bits can count"));
        return new TorchView(storage, dtype, offset, shape, strides) { Elements = (long)elements, Span = (long)(last - offset + 1) };

        string Shown() => Invariant($"{NameList.Shape(shape)} with strides {NameList.Shape(strides)} at {offset}");
    }
}
