using System.Collections.Immutable;
using static TorchSharp.torch;

namespace TorchTss.Checkpoints;

/// <summary>What is done to a tensor of one spelling to make a tensor of another: always a view, no value changes.</summary>
internal sealed class TensorStep
{
    private readonly string _name;
    private readonly Func<ImmutableArray<long>, ImmutableArray<long>?> _shape;
    private readonly Func<Tensor, Tensor> _view;

    private TensorStep(string name, Func<ImmutableArray<long>, ImmutableArray<long>?> shape, Func<Tensor, Tensor> view) =>
        (_name, _shape, _view) = (name, shape, view);

    /// <summary>The tensor as it is.</summary>
    public static TensorStep None { get; } = new("none", s => s, t => t.alias());

    /// <summary>The weight of a convolution of one element as that of a linear layer: [o, i, 1, 1] or [o, i, 1] → [o, i].</summary>
    public static TensorStep Squeeze { get; } = new("squeeze", s => s is [_, _, 1, 1] or [_, _, 1] ? [s[0], s[1]] : null, t => t.flatten(1));

    /// <summary>The weight of a linear layer as that of a 1×1 convolution: [o, i] → [o, i, 1, 1].</summary>
    public static TensorStep Unsqueeze { get; } = new("unsqueeze", s => s is [var o, var i] ? [o, i, 1, 1] : null, t => t.unflatten(1, [-1, 1, 1]));

    /// <summary>[a, b] → [b, a].</summary>
    public static TensorStep Transpose { get; } = new("transpose", s => s is [var a, var b] ? [b, a] : null, t => t.t());

    /// <summary>Part of the first dimension, such as one projection of several in one tensor: [n, …] → [to − from, …].</summary>
    public static TensorStep Rows(long from, long to) => new(
        $"rows {from}:{to}",
        s => s is [var rows, ..] && 0 <= from && from < to && to <= rows ? s.SetItem(0, to - from) : null,
        t => t.narrow(0, from, to - from));

    /// <summary>The shape of the result; null where a tensor of this shape cannot take the step.</summary>
    public ImmutableArray<long>? Shape(ImmutableArray<long> source) => _shape(source);

    /// <summary>The result, a view of <paramref name="source"/> that outlives it; owned by the caller.</summary>
    public Tensor View(Tensor source) => _view(source);

    /// <summary>As key maps write it: squeeze, transpose, rows 0:768.</summary>
    public override string ToString() => _name;
}
