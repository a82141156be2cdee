using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>SUPIR's own networks as its authors publish them, or the same merged with an SDXL model into one file.</summary>
[Named("supir", "SUPIR beside or within SDXL: model.control_model, model.diffusion_model.project_modules, first_stage_model.denoise_encoder")]
internal sealed class SupirLayout : ILayout
{
    /// <summary>The networks that only SUPIR has, as components.</summary>
    public const string Control = "control", Adaptors = "adaptors", DenoiseEncoder = "denoise_encoder";

    private const string AdaptorKeys = "project_modules.", EncoderKeys = "denoise_encoder.";

    private static readonly string[] _controls = ["model.control_model.", "control_model."];
    private static readonly string[] _unets = ["model.diffusion_model.", "diffusion_model."];
    private static readonly string[] _autoencoders = ["first_stage_model.", "vae."];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> OwnComponents { get; } = [Control, Adaptors, DenoiseEncoder];

    /// <summary>Whether the file has any of SUPIR's own networks.</summary>
    public static bool IsSupir(KeyTable keys) => Own(keys).Any();

    /// <summary>Whether a component is one that only SUPIR has.</summary>
    public static bool IsOwn(string component) => OwnComponents.Contains(component);

    /// <summary>What people call it.</summary>
    public static string Title(string component) => component switch
    {
        Control => "control network",
        Adaptors => "adaptors",
        _ => "denoising encoder",
    };

    /// <inheritdoc/>
    public IReadOnlyList<LayoutPart> Parts(KeyTable keys) => IsSupir(keys) ? [.. Base(keys), .. Own(keys)] : [];

    /// <summary>Its control network has one layer for the hint, an embedding of the vector, and no convolutions to the skips.</summary>
    private static IEnumerable<LayoutPart> Own(KeyTable keys) =>
    [
        .. from prefix in _controls
           where keys.HasUnder($"{prefix}input_hint_block.0.") && keys.HasUnder($"{prefix}label_emb.") && !keys.HasUnder($"{prefix}zero_convs.")
           select new LayoutPart(Control, prefix, new SupirKeys()),
        .. from prefix in (IEnumerable<string>)[.. _unets, ""]
           where keys.HasUnder($"{prefix}{AdaptorKeys}0.")
           select new LayoutPart(Adaptors, prefix + AdaptorKeys, new SupirKeys()),
        .. from prefix in (IEnumerable<string>)[.. _autoencoders, ""]
           where keys.HasUnder($"{prefix}{EncoderKeys}down.0.block.0.")
           select new LayoutPart(DenoiseEncoder, prefix + EncoderKeys, new DenoiseEncoderKeys()),
    ];

    private static IEnumerable<LayoutPart> Base(KeyTable keys) =>
    [
        .. from prefix in _unets
           where keys.HasUnder($"{prefix}input_blocks.")
           select new LayoutPart("unet", prefix, new OtherKeys(new LdmUNetKeys(), AdaptorKeys)),
        .. from prefix in _autoencoders
           where keys.HasUnder($"{prefix}decoder.")
           select new LayoutPart("vae", prefix, new OtherKeys(new LdmAutoencoderKeys(), EncoderKeys)),
        .. SgmLayout.TextEncoders(keys),
    ];
}
