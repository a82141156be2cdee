using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Verification;

/// <summary>A text encoder's parameters under open_clip's names, for the cases that are filled by these. It is not run:
/// <see cref="Encoder"/> reads it into the encoder that hosts use.</summary>
internal sealed class OpenClipTextParameters : Module
{
    /// <param name="config">Its shape.</param>
    /// <param name="scaled">Whether the scale between texts and pictures is there.</param>
    public OpenClipTextParameters(ClipTextConfig config, bool scaled) : base("open_clip")
    {
        Tokens = new TokenEmbedding(config.Vocabulary, config.Width);
        Positions = new Parameter(empty(config.Positions, config.Width));
        Blocks = new Transformer(config);
        Norm = LayerNorm(config.Width, eps: config.NormEps);
        Projection = config.Projection is { } channels ? new Parameter(empty(config.Width, channels)) : null;
        Scale = scaled ? new Parameter(empty([])) : null;
        RegisterComponents();
    }

    [field: ComponentName(Name = "token_embedding")]
    public TokenEmbedding Tokens { get; }

    [field: ComponentName(Name = "positional_embedding")]
    public Parameter Positions { get; }

    [field: ComponentName(Name = "transformer")]
    public Module Blocks { get; }

    [field: ComponentName(Name = "ln_final")]
    public LayerNorm Norm { get; }

    [field: ComponentName(Name = "text_projection")]
    public Parameter? Projection { get; }

    [field: ComponentName(Name = "logit_scale")]
    public Parameter? Scale { get; }

    /// <summary>The shape that open_clip's arguments say.</summary>
    /// <param name="json">width, heads, layers, context_length, vocab_size, mlp_ratio.</param>
    /// <param name="projection">Width of the projected pooled state; null without.</param>
    public static ClipTextConfig Config(ConfigReader json, int? projection)
    {
        var width = json.Count("width", 512);
        return new ClipTextConfig
        {
            Vocabulary = json.Count("vocab_size", 49408),
            Positions = json.Count("context_length", 77),
            Width = width,
            PerceptronWidth = (int)(width * json.Number("mlp_ratio", 4)),
            Layers = json.Count("layers", 12),
            Heads = json.Count("heads", 8),
            QuickGelu = false,
            Projection = projection,
        };
    }

    /// <summary>The encoder with these parameters, or with those of a file.</summary>
    /// <param name="file">A checkpoint under open_clip's names.</param>
    /// <param name="prefix">What stands before them.</param>
    /// <param name="config">What is read of it.</param>
    /// <param name="like">Of its device and dtype.</param>
    public static ClipTextModel Encoder(ICheckpoint file, string prefix, ClipTextConfig config, Module like)
    {
        var parameter = like.parameters().First();
        using var source = new LayoutPart("text_encoder", prefix, new OpenClipTextKeys(config.Layers, config.Projection is not null)).Read(file);
        var model = MetaDevice.Build(() => new ClipTextModel(config));
        StrictLoader.Load(model, "the text encoder", source, parameter.dtype, parameter.device);
        return model;
    }

    /// <summary>The blocks under their name in the file.</summary>
    private sealed class Transformer : Module
    {
        public Transformer(ClipTextConfig c) : base(nameof(Transformer))
        {
            Blocks = new([.. Enumerable.Range(0, c.Layers).Select(_ => new ClipTextBlock(c.Width, c.Heads, GELU(), c.PerceptronWidth))]);
            RegisterComponents();
        }

        [field: ComponentName(Name = "resblocks")]
        public ModuleList<ClipTextBlock> Blocks { get; }
    }
}
