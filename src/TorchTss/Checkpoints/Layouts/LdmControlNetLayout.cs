using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>A ControlNet in one file, as its authors publish it.</summary>
[Named("ldm-controlnet", "a ControlNet alone under ldm's names: control_model.input_hint_block, or without the prefix")]
internal sealed class LdmControlNetLayout : ILayout
{
    private static readonly string[] _prefixes = ["", "control_model."];

    /// <inheritdoc/>
    public IReadOnlyList<LayoutPart> Parts(KeyTable keys) => keys.HasUnder("model.diffusion_model.") ? [] :
    [
        .. from prefix in _prefixes
           where keys.HasUnder($"{prefix}input_hint_block.") && keys.HasUnder($"{prefix}zero_convs.")
           select new LayoutPart("controlnet", prefix, new LdmUNetKeys()),
    ];
}
