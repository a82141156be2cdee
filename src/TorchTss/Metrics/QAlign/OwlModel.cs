using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>mPLUG-Owl2: a picture encoder, an abstractor and a LLaMA whose keys, values and norms tell text from picture.</summary>
/// <remarks>mPLUG-Owl2 modeling_mplug_owl2.py, MPLUGOwl2LlamaForCausalLM; keys as in q-future/one-align.</remarks>
internal sealed class OwlModel : Module<Tensor, Tensor, Tensor>
{
    /// <summary>Stands in a prompt where the picture goes.</summary>
    public const long PictureSlot = -200;

    [ComponentName(Name = "model")] private readonly OwlBackbone _model;
    [ComponentName(Name = "lm_head")] private readonly Linear _head;

    public OwlModel(OwlConfig c) : base(nameof(OwlModel))
    {
        Config = c;
        _model = new OwlBackbone(c);
        _head = Linear(c.Width, c.Vocabulary, hasBias: false);
        RegisterComponents();
    }

    /// <summary>Its shape.</summary>
    public OwlConfig Config { get; }

    /// <summary>The picture encoder.</summary>
    public OwlVision Vision => _model.Vision;

    /// <summary>What makes few tokens of its many.</summary>
    public OwlAbstractor Abstractor => _model.Abstractor;

    /// <summary>What the model thinks at the end of a prompt.</summary>
    /// <param name="pixels">[B, 3, S, S] normalised, in the network's type.</param>
    /// <param name="ids">[B, L] int64 with one <see cref="PictureSlot"/> in every row.</param>
    /// <returns>[B, width], for <see cref="Logits"/>.</returns>
    public override Tensor forward(Tensor pixels, Tensor ids)
    {
        using var scope = NewDisposeScope();
        return Continue(Abstractor.call(Vision.call(pixels)), ids).MoveToOuterDisposeScope();
    }

    /// <summary>The language model's part.</summary>
    /// <param name="picture">[B, n, width], what the abstractor makes of the picture.</param>
    /// <param name="ids">[B, L].</param>
    /// <returns>[B, width].</returns>
    public Tensor Continue(Tensor picture, Tensor ids) => _model.Last(picture, ids);

    /// <summary>How likely some words are to come next.</summary>
    /// <param name="state">[B, width].</param>
    /// <param name="words">[n] int64.</param>
    /// <returns>[B, n] logits, computed in float32: in half precision they would be steps of 1/64 and more.</returns>
    public Tensor Logits(Tensor state, Tensor words)
    {
        using var scope = NewDisposeScope();
        var rows = _head.weight!.index_select(0, words).to(float32);
        return state.to(float32).matmul(rows.t()).MoveToOuterDisposeScope();
    }
}
