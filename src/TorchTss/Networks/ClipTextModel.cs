using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>A CLIP text encoder: tokens to states that a denoising network attends to.</summary>
/// <remarks>Keys and numbers of transformers CLIPTextModel and CLIPTextModelWithProjection. Callers hold <c>no_grad</c>.</remarks>
internal sealed class ClipTextModel : Module
{
    [ComponentName(Name = "text_model")] private readonly ClipTextTower _tower;
    [ComponentName(Name = "text_projection")] private readonly Linear? _projection;

    public ClipTextModel(ClipTextConfig config) : base(nameof(ClipTextModel))
    {
        Config = config;
        _tower = new ClipTextTower(config);
        _projection = config.Projection is { } channels ? Linear(config.Width, channels, hasBias: false) : null;
        RegisterComponents();
    }

    /// <summary>The shape it was built with.</summary>
    public ClipTextConfig Config { get; }

    /// <summary>States of texts.</summary>
    /// <param name="ids">[B, L] int64, L up to the number of positions.</param>
    /// <param name="wanted">Which states.</param>
    public ClipTextStates Encode(Tensor ids, ClipTextOutput wanted)
    {
        using var scope = NewDisposeScope();
        var depth = Config.Layers - wanted.Skip;
        var hidden = _tower.Through(_tower.Embed(ids), 0, depth);
        var states = wanted.Normalized ? _tower.Normalize(hidden) : hidden;
        var pooled = wanted.Pooled ? Pool(_tower.Through(hidden, depth, Config.Layers), ids) : null;
        return new ClipTextStates(states.MoveToOuterDisposeScope(), pooled?.MoveToOuterDisposeScope());
    }

    /// <summary>The last layer at the first end token, normalised and projected.</summary>
    private Tensor Pool(Tensor last, Tensor ids)
    {
        using var scope = NewDisposeScope();
        var ends = (Config.EndId is { } end ? ids.eq(end).to(int32) : ids).argmax(1);        // the first of equal ones
        var row = _tower.Normalize(last[arange(ids.size(0), device: ids.device), ends]);
        return (_projection?.call(row) ?? row).MoveToOuterDisposeScope();
    }
}
