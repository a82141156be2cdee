using System.Text.Json;
using TorchTss.Networks;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Hosts;

/// <summary>Ranges of n and a: from <c>tss.json</c> beside the weights, else those of the paper's host with the same backbone
/// (TSS Table 5).</summary>
internal static class TssRanges
{
    /// <summary>SUPIR's.</summary>
    public static (ValueRange N, ValueRange A) Supir { get; } = (new(2.2, 2.5), new(0.58, 0.63));

    /// <summary>PASD's.</summary>
    public static (ValueRange N, ValueRange A) Pasd { get; } = (new(1, 2), new(0.4, 0.6));

    private static readonly (ValueRange N, ValueRange A) _stableSr = (new(1, 1.2), new(0.45, 0.65));

    /// <exception cref="UserException">A <c>tss.json</c> that is not {"n": [min, max], "a": [min, max]}.</exception>
    /// <param name="weights">A folder, or a file beside which it may stand.</param>
    /// <param name="unet">The UNet, where there is none.</param>
    public static (ValueRange N, ValueRange A) Of(string weights, UNetConfig unet)
    {
        var path = Path.Combine(Directory.Exists(weights) ? weights : Path.GetDirectoryName(weights) ?? "", "tss.json");
        if (!File.Exists(path)) return unet.TextTime is not null ? Supir : unet.ContextChannels[0] == 1024 ? _stableSr : Pasd;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return (Range(json.RootElement.GetProperty("n")), Range(json.RootElement.GetProperty("a")));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new UserException($"{path}: expected {{\"n\": [min, max], \"a\": [min, max]}}; mend it or take it away", e);
        }
    }

    private static ValueRange Range(JsonElement pair) => new(pair[0].GetDouble(), pair[1].GetDouble());
}
