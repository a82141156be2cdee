using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>All of an mPLUG-Owl2 but its last layer: the prompt with the picture's tokens in place of the slot goes through LLaMA's layers.</summary>
/// <remarks>mPLUG-Owl2 modeling_mplug_owl2.py, MPLUGOwl2LlamaModel.</remarks>
internal sealed class OwlBackbone : Module
{
    [ComponentName(Name = "vision_model")] private readonly OwlVision _vision;
    [ComponentName(Name = "visual_abstractor")] private readonly OwlAbstractor _abstractor;
    [ComponentName(Name = "embed_tokens")] private readonly TokenEmbedding _tokens;
    [ComponentName(Name = "layers")] private readonly ModuleList<LlamaLayer> _layers;
    [ComponentName(Name = "norm")] private readonly RmsNorm _norm;
    private readonly OwlConfig _config;

    public OwlBackbone(OwlConfig c) : base(nameof(OwlBackbone))
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
        var row = ids.cpu().data<long>().ToArray();
        return Array.IndexOf(row, OwlModel.PictureSlot) is >= 0 and var slot ? slot
            : throw new ArgumentException($"a prompt needs a picture: there is no {OwlModel.PictureSlot} in it", nameof(ids));
    }

    private static Tensor IsPicture(long slot, long length, long total, Device device)
    {
        using var scope = NewDisposeScope();
        var places = arange(total, device: device);
        return ((places >= slot) & (places < slot + length)).MoveToOuterDisposeScope();
    }
}
