using static TorchSharp.torch;

namespace TorchTss.Metrics.QAlign;

/// <summary>Which tokens are text and which come from the picture: modality-adaptive layers treat them with weights of their own.</summary>
/// <param name="text">Places of the text in the flattened batch, int64.</param>
/// <param name="picture">Places of the picture, int64.</param>
internal sealed class Modality(Tensor text, Tensor picture)
{
    /// <summary>From the places of a batch; the tensors belong to the scope of the caller.</summary>
    /// <param name="isPicture">[B, L] bool.</param>
    public static Modality Of(Tensor isPicture)
    {
        using var scope = NewDisposeScope();
        var flat = isPicture.flatten();
        return new Modality(Places(flat.logical_not()), Places(flat));

        static Tensor Places(Tensor mask) => mask.nonzero().squeeze(1).MoveToOuterDisposeScope();
    }

    /// <summary>Each token by the function of its kind.</summary>
    /// <param name="x">[B, L, C].</param>
    /// <param name="ofText">[n, C] → [n, D].</param>
    /// <param name="ofPicture">[n, C] → [n, D].</param>
    /// <returns>[B, L, D].</returns>
    public Tensor Apply(Tensor x, Func<Tensor, Tensor> ofText, Func<Tensor, Tensor> ofPicture)
    {
        using var scope = NewDisposeScope();
        var tokens = x.flatten(0, 1);
        var (first, second) = (ofText(tokens.index_select(0, text)), ofPicture(tokens.index_select(0, picture)));
        var result = first.new_empty([tokens.size(0), first.size(1)]);
        result.index_copy_(0, text, first).index_copy_(0, picture, second);
        return result.unflatten(0, x.shape[..2]).MoveToOuterDisposeScope();
    }
}
