using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace TorchTss.Verification;

/// <summary>open_clip's parameters within an embedder of StableSR or SUPIR, which put <c>model.</c> before their names.</summary>
internal sealed class OpenClipTextEmbedder : Module
{
    /// <summary>What stands before every name.</summary>
    public const string Prefix = "model.";

    public OpenClipTextEmbedder(OpenClipTextParameters model) : base(nameof(OpenClipTextEmbedder))
    {
        Model = model;
        RegisterComponents();
    }

    [field: ComponentName(Name = "model")]
    public OpenClipTextParameters Model { get; }
}
