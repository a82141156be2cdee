using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>mPLUG-Owl2: a picture encoder, an abstractor and a LLaMA whose keys, values and norms tell text from picture.</summary>
/// <remarks>mPLUG-Owl2 modeling_mplug_owl2.py, MPLUGOwl2LlamaForCausalLM; keys as in q-future/one-align.</remarks>
internal sealed class OwlModel : Module<Tensor, Tensor, Tensor>
{
    /// <summary>Stands in a prompt where the picture goes.</summary>
    public const long PictureSlot = -200;

    [ComponentName(Name = "model")] private readonly Backbone _model;
    [ComponentName(Name = "lm_head")] private readonly Linear _head;

    public OwlModel(OwlConfig c) : base(nameof(OwlModel))
    {
        Config = c;
        _model = new Backbone(c);
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

    private sealed class Backbone : Module
    {
        [ComponentName(Name = "vision_model")] private readonly OwlVision _vision;
        [ComponentName(Name = "visual_abstractor")] private readonly OwlAbstractor _abstractor;
        [ComponentName(Name = "embed_tokens")] private readonly TokenEmbedding _tokens;
        [ComponentName(Name = "layers")] private readonly ModuleList<LlamaLayer> _layers;
        [ComponentName(Name = "norm")] private readonly RmsNorm _norm;
        private readonly OwlConfig _config;

        public Backbone(OwlConfig c) : base(nameof(Backbone))
        {
            (_vision, _abstractor) = (new OwlVision(c.Vision), new OwlAbstractor(c.Abstractor, c.Width));
            _tokens = new TokenEmbedding(c.Vocabulary, c.Width);
            _layers = new([.. Enumerable.Range(0, c.Layers).Select(_ => new LlamaLayer(c))]);
            _norm = new RmsNorm(c.Width, c.Epsilon);
            _config = c;
            RegisterComponents();
        }

        public OwlVision Vision => _vision;

        public OwlAbstractor Abstractor => _abstractor;

        /// <summary>The last token's state [B, width].</summary>
        public Tensor Last(Tensor picture, Tensor ids)
        {
            using var scope = NewDisposeScope();
            var slots = Enumerable.Range(0, (int)ids.size(0)).Select(b => Slot(ids[b])).ToArray();
            var h = stack([.. slots.Select((slot, b) => Filled(ids[b], slot, picture[b]))], 0);
            var modality = Modality.Of(stack([.. slots.Select(slot => IsPicture(slot, picture.size(1), h.size(1), h.device))], 0));
            var rotary = Rotary.Of(h.size(1), _config.HeadSize, _config.Theta, h.dtype, h.device);
            foreach (var layer in _layers)
            {
                var next = layer.call(h, modality, rotary);
                h.Dispose();
                h = next;
            }
            return _norm.call(h.select(1, -1)).MoveToOuterDisposeScope();
        }

        /// <summary>[L] ids with the picture's tokens in place of the slot: [L − 1 + n, width].</summary>
        private Tensor Filled(Tensor ids, long slot, Tensor picture)
        {
            using var scope = NewDisposeScope();
            var (before, after) = (_tokens.call(ids.narrow(0, 0, slot)), _tokens.call(ids.narrow(0, slot + 1, ids.size(0) - slot - 1)));
            return cat([before, picture, after], 0).MoveToOuterDisposeScope();
        }

        private static long Slot(Tensor ids)
        {
            using var scope = NewDisposeScope();
            return ids.cpu().data<long>().ToArray() is var row && Array.IndexOf(row, PictureSlot) is >= 0 and var slot ? slot
                : throw new ArgumentException($"a prompt needs a picture: there is no {PictureSlot} in it", nameof(ids));
        }

        private static Tensor IsPicture(long slot, long length, long total, Device device)
        {
            using var scope = NewDisposeScope();
            var places = arange(total, device: device);
            return ((places >= slot) & (places < slot + length)).MoveToOuterDisposeScope();
        }
    }
}
