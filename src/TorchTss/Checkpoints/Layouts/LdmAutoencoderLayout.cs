using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>An autoencoder alone.</summary>
[Named("ldm-vae", "an autoencoder alone under ldm's names: decoder.up.0.block.0, also behind first_stage_model. or vae.")]
internal sealed class LdmAutoencoderLayout : ILayout
{
    private static readonly string[] _prefixes = ["", "first_stage_model.", "vae."];

    /// <inheritdoc/>
    public IReadOnlyList<LayoutPart> Parts(KeyTable keys) => keys.HasUnder("model.diffusion_model.") || SupirLayout.IsSupir(keys) ? [] :
    [
        .. from prefix in _prefixes
           where keys.HasUnder($"{prefix}decoder.up.0.block.0.") && keys.HasUnder($"{prefix}encoder.down.0.block.0.")
           select new LayoutPart("vae", prefix, new LdmAutoencoderKeys()),
    ];
}
