using TorchTss.Checkpoints;

namespace TorchTss.Tests;

/// <summary>Copies of the bundled weights to damage.</summary>
internal static class WeightsFolder
{
    public static string Bundled => Path.Combine(AppContext.BaseDirectory, "weights", "tiny");

    /// <summary>A copy in which one tensor of the UNet is left out.</summary>
    public static string Copy(string to, string dropFromUNet)
    {
        foreach (var file in Directory.EnumerateFiles(Bundled, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(Bundled, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var unet = Path.Combine(to, "unet", "diffusion_pytorch_model.safetensors");
        var damaged = unet + ".damaged";
        using (var original = SafetensorsFile.Open(unet))
        {
            SafetensorsWriter.Write(damaged, original.Names.Where(n => n != dropFromUNet).ToDictionary(n => n, original.Tensor));
        }
        File.Move(damaged, unet, overwrite: true);
        return to;
    }
}
