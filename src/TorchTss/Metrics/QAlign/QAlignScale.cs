using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Metrics.QAlign;

/// <summary>What the five answers are worth, from excellent to bad in equal steps.</summary>
/// <param name="Name">As users type it.</param>
/// <param name="Worst">Of "bad".</param>
/// <param name="Best">Of "excellent".</param>
internal sealed record QAlignScale(string Name, double Worst, double Best)
{
    private static readonly QAlignScale[] _known = [new("1-5", 1, 5), new("0-1", 0, 1)];

    /// <summary>The scale of that name.</summary>
    /// <exception cref="UsageException">No such scale.</exception>
    public static QAlignScale Of(string name) => _known.FirstOrDefault(s => s.Name == name)
        ?? throw new UsageException($"qalign setting scale={name}: {NearestName.Complaint(name, _known.Select(s => s.Name))}");

    /// <summary>The expected worth.</summary>
    /// <param name="logits">[B, 5] float32, excellent first.</param>
    /// <returns>[B].</returns>
    public Tensor Expected(Tensor logits)
    {
        using var scope = NewDisposeScope();
        var worth = linspace(Best, Worst, logits.size(1), logits.dtype, logits.device);
        return (logits.softmax(1) * worth).sum(1).MoveToOuterDisposeScope();
    }
}
