using System.Globalization;
using TorchTss.Runtime;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>The variance map with its two stages before normalisation (V0, Vg) and its means over latent cells (<c>latent.8</c>).</summary>
[Named("tss.VarianceMap", "TSS Eq. 4: local variance, its blur, the normalised map and its latent maps")]
internal sealed class TssVarianceMap : IFixtureModule
{
    private const string Latent = "latent.";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var image = fixture.Input("image");                                                 // [H,W,3] or [H,W] uint8
        var planes = image.dim() == 2 ? image.view(1, 1, image.size(0), image.size(1)) : image.permute(2, 0, 1).unsqueeze(0);
        var window = VarianceMap.EffectiveWindow(fixture.Config.Count("variance_window", 33), planes.size(2), planes.size(3));
        var sigma = fixture.Config.OptionalNumber("variance_sigma");
        fixture.Call.Only("effective_window", window);
        fixture.Call.Ignore("effective_sigma");                                             // shows in Vg
        var local = VarianceMap.LocalVariance(VarianceMap.Gray(planes), window);
        var blurred = VarianceMap.Blurred(local, window, sigma);
        var normalized = VarianceMap.Normalized(blurred);
        var outputs = new Dictionary<string, Tensor> { ["V0"] = local[0, 0], ["Vg"] = blurred[0, 0], ["v"] = normalized[0, 0] };
        foreach (var name in fixture.Outputs.Where(o => o.StartsWith(Latent, StringComparison.Ordinal)))
        {
            outputs[name] = VarianceMap.LatentMap(normalized, int.Parse(name[Latent.Length..], CultureInfo.InvariantCulture))[0, 0];
        }
        return outputs;
    }
}
