using System.Text.Json;
using TorchTss.Imaging.Png;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>A result that is already there: what its text says of how it was made.</summary>
internal static class EarlierResult
{
    /// <summary>Every setting that made a picture, for whoever finds the file later.</summary>
    public static Dictionary<string, string> Text(string source, RunSettings resolved) => new()
    {
        ["Software"] = $"TorchTss {ProgramVersion.Text}",
        ["Source"] = Path.GetFileName(source),
        ["tss"] = JsonSerializer.Serialize(resolved, SettingsJson.Options),
    };

    /// <summary>Whether a file is there; a link that leads nowhere is none.</summary>
    public static bool Exists(string file) => File.Exists(RealPath.Of(file));

    /// <summary>How it differs from what this run would make; null where it does not, or does not say.</summary>
    public static string? Difference(InputPicture picture, RunSettings resolved)
    {
        try
        {
            var (found, own) = (PngText.Read(picture.Output), Text(picture.Path, resolved));
            if (!found.TryGetValue("tss", out var settings)) return null;
            if (settings != own["tss"]) return "it was made with other settings";
            return found.GetValueOrDefault("Source") == own["Source"] ? null : $"it was made from {found.GetValueOrDefault("Source")}";
        }
        catch (UserException)
        {
            return "it is no picture";
        }
    }
}
