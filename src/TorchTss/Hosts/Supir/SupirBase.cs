using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using static System.FormattableString;

namespace TorchTss.Hosts.Supir;

/// <summary>What a model must be for SUPIR to be an addition to it.</summary>
internal static class SupirBase
{
    private const int RefinerWidth = 384;

    /// <summary>Why a UNet is not that of a base, as the middle of a sentence; null where it is.</summary>
    public static string? Fault(SupirPart unet)
    {
        using var files = unet.Open();
        var keys = new KeyTable(files.Weights.Entries);
        var family = ModelFamily.Of(keys);
        var channels = keys.Size("conv_in.weight", 1);
        if (family != ModelFamily.Sdxl) return $"is a model of {family.Name}";
        if (channels != 4) return Invariant($"is a model for inpainting or editing, whose UNet takes {channels} channels");
        if (keys.Size("conv_in.weight", 0) == RefinerWidth) return "is the SDXL refiner";
        return Predicts(unet.Source) is { } prediction and not "epsilon" ? $"is a model that predicts {prediction} and not the noise" : null;
    }

    private static string? Predicts(IModelSource source)
    {
        if (!source.Has("scheduler")) return null;
        using var scheduler = source.Config("scheduler");
        return scheduler.RootElement.TryGetProperty("prediction_type", out var type) ? type.GetString() : null;
    }
}
