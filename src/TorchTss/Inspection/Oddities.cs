using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using static System.FormattableString;

namespace TorchTss.Inspection;

/// <summary>What a user should know about a single file before using it.</summary>
internal static class Oddities
{
    /// <summary>One sentence each.</summary>
    public static IEnumerable<string> Of(SingleFileModel model, IReadOnlyList<NetworkSummary> networks, IReadOnlyList<CheckpointEntry> entries)
    {
        var (keys, unknown) = (model.Keys, model.Match.Unknown);
        if (unknown.Count > 0) yield return Invariant($"{unknown.Count} {(unknown.Count == 1 ? "tensor is" : "tensors are")} known to no layout: {NameList.Of(unknown, shown: 3)}");
        if (model.IsSupir)
        {
            string[] absent = [.. SupirLayout.OwnComponents.Where(c => !model.Has(c)).Select(SupirLayout.Title)];
            if (absent.Length > 0) yield return $"is SUPIR without its {string.Join(" and its ", absent)}; take the file as it was published";
            if (!model.Has("unet")) yield return "is an addition to SDXL: SUPIR needs an SDXL base beside it";
        }
        if (model.Has("unet"))
        {
            if (!model.Has("vae")) yield return "has no autoencoder";
            if (!model.Has("text_encoder")) yield return "has no text encoder; prompts need one";
        }
        if (EmaWeights.Are(keys)) yield return "carries averaged weights beside the last ones; --ema takes them";
        if (model.Has("unet") && model.Family == ModelFamily.Sd2 && !keys.Has("v_pred"))
        {
            yield return "a file does not say what an SD 2.x model predicts; v is taken, which fits 2.1 and 2.0 at 768 pixels: for base give --prediction epsilon";
        }
        if (keys.Has("v_pred")) yield return "its author marks it as predicting v, which is taken";
        if (keys.Has("ztsnr")) yield return "its author marks its noise as ending in pure noise (zero terminal SNR), which is taken";
        if (networks is [{ Component: "vae" }]) yield return "an autoencoder alone does not say its scaling factor; its model's is taken where it is used";
        foreach (var oddity in Of(networks, entries)) yield return oddity;
    }

    /// <summary>What holds for folders too.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<NetworkSummary> networks, IReadOnlyList<CheckpointEntry> entries)
    {
        if (networks.FirstOrDefault(n => n.Component == "unet") is { } unet && UsesOf.LatentChannels(unet) is not 4 and var channels)
        {
            yield return Invariant($"its UNet takes {channels} channels; inpainting, depth and editing models are not supported");
        }
        var small = entries.Count(e => e.Stored.StartsWith("F8", StringComparison.Ordinal));
        if (small > 0) yield return Invariant($"{small} of its tensors {(small == 1 ? "is" : "are")} stored in 8-bit floats, which are widened while they are read");
    }
}
