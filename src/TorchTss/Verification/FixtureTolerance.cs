using System.Text.Json;
using TorchSharp;

namespace TorchTss.Verification;

/// <summary>Bounds of a case: relative to the largest reference value, or in grey levels for 8-bit pictures.</summary>
/// <param name="Relative">max|y − ref| / max|ref|; absolute where the reference is all zero.</param>
/// <param name="GreyLevels">By output name; the name <c>*</c> stands for every 8-bit output.</param>
internal sealed record FixtureTolerance(double Relative, IReadOnlyDictionary<string, double> GreyLevels)
{
    public static FixtureTolerance Of(JsonElement root)
    {
        if (!root.TryGetProperty("tolerance", out var tolerance) || tolerance.ValueKind != JsonValueKind.Object)
        {
            return new FixtureTolerance(0, new Dictionary<string, double>());
        }
        var levels = new Dictionary<string, double>();
        if (tolerance.TryGetProperty("u8", out var all)) levels["*"] = all.GetDouble();
        if (tolerance.TryGetProperty("abs", out var named))
        {
            foreach (var one in named.EnumerateObject()) levels[one.Name] = one.Value.GetDouble();
        }
        return new FixtureTolerance(tolerance.TryGetProperty("rel", out var rel) ? rel.GetDouble() : 0, levels);
    }

    /// <summary>The same for a network that computes in another dtype.</summary>
    /// <remarks>Measured: over the 178 outputs of the diffusers cases the largest error in bf16 is 1800 times the float32 bound, the median 440.
    /// So bf16 has 3000 times the bound, 3 to 15 % of the largest value; fp16, with three more bits, an eighth of that.</remarks>
    public FixtureTolerance For(torch.ScalarType dtype) => dtype switch
    {
        torch.ScalarType.BFloat16 => this with { Relative = Relative * 3000 },
        torch.ScalarType.Float16 => this with { Relative = Relative * 375 },
        _ => this,
    };

    /// <summary>Grey levels allowed for an 8-bit output, 0 when nothing is said.</summary>
    public double LevelsFor(string output) => GreyLevels.TryGetValue(output, out var own) ? own : GreyLevels.GetValueOrDefault("*");
}
