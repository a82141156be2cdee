using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>A UNet alone, as ComfyUI and trainers cut it out of a single file.</summary>
[Named("ldm-unet", "a UNet alone under ldm's names: input_blocks, middle_block, output_blocks")]
internal sealed class LdmUNetLayout : ILayout
{
    private static readonly string[] _prefixes = ["", "diffusion_model."];

    /// <inheritdoc/>
    public IReadOnlyList<LayoutPart> Parts(KeyTable keys) => SupirLayout.IsSupir(keys) ? [] :
    [
        .. from prefix in _prefixes
           where keys.HasUnder($"{prefix}input_blocks.0.0.") && keys.HasUnder($"{prefix}output_blocks.0.")
           select new LayoutPart("unet", prefix, new LdmUNetKeys()),
    ];
}
