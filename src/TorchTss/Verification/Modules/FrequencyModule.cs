using TorchTss.Checkpoints;
using TorchTss.Experiments.Frequency;
using TorchTss.Imaging;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>Bands, texture classes, SNR, noise and its changes of 8-bit pictures against a reference.</summary>
[Named("analysis.frequency", "the frequency analysis: SNR and noise by band and by texture class against a reference")]
internal sealed class FrequencyModule : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var (config, cuts) = (fixture.Config, Cuts(fixture.Config));
        var patch = config.Count("patch", 128);
        var filter = config.Name("patch_filter", "patch", "patch", "full") == "full" ? PatchFilter.Full : PatchFilter.Patch;
        var channel = config.Name("channel", "luma", "luma", "rgb") == "rgb" ? FrequencyChannel.Rgb : FrequencyChannel.Luma;
        using var meter = new EnergyMeter(cuts, patch, filter);

        var picture = ImageTensor.FromRows(fixture.Input("reference"));
        var planes = SignalPlanes.Of(picture, channel);
        var reference = meter.Of(planes);
        var variances = PatchGrid.Variances(SignalPlanes.Of(picture, FrequencyChannel.Luma), patch);
        var thresholds = config.Numbers("thresholds") is [var first, var second]
            ? new TextureThresholds(first, second) : TextureThresholds.Thirds(variances);
        var classes = variances.Select(thresholds.ClassOf).ToArray();
        var pixels = planes.size(1) * planes.size(2);
        var iterates = fixture.Inputs("x.").Select(Figures).ToArray();
        var noise = Whole(iterates, f => f.Noise, cuts.Count);
        return new Dictionary<string, Tensor>
        {
            ["bins"] = tensor(meter.MapOf(planes.size(1), planes.size(2)).Bins.ToArray()),
            ["snr_db"] = Whole(iterates, f => f.SnrDb, cuts.Count),
            ["noise"] = noise,
            ["delta"] = noise[1..] - noise[..^1],
            ["patch_variance"] = tensor(variances),
            ["thresholds"] = tensor(new[] { thresholds.First, thresholds.Second }),
            ["patch_class"] = tensor(classes.Select(c => (long)c).ToArray()),
            ["class_snr_db"] = ByClass(iterates, f => f.SnrDb, cuts),
            ["class_noise"] = ByClass(iterates, f => f.Noise, cuts),
        };

        BandFigure[] Figures(Tensor rows)
        {
            var residual = meter.Of(SignalPlanes.Of(ImageTensor.FromRows(rows), channel) - planes);
            return [.. BandFigures.Of(reference, residual, classes, cuts.Names, pixels, patch)];
        }
    }

    /// <summary>Pairs [p, q], or numbers, of which six decimals count.</summary>
    private static BandCuts Cuts(ConfigReader config)
    {
        if (config.Value("cuts") is not { } given) return BandCuts.Default;
        var text = string.Join(',', given.EnumerateArray().Select(c => c.GetRawText().Trim('[', ']').Replace(',', '/').Replace(" ", "")));
        return BandCuts.Parse(text) ?? throw config.Refusal("cuts", $"is {given.GetRawText()}, but cut-offs are rising fractions below √2");
    }

    /// <summary>[iterate, band].</summary>
    private static Tensor Whole(BandFigure[][] iterates, Func<BandFigure, double> figure, int bands) =>
        tensor(iterates.SelectMany(i => i.Where(f => f.Scope == BandFigures.All).Select(figure)).ToArray(), [iterates.Length, bands]);

    /// <summary>[iterate, class, band]; NaN for a class without patches.</summary>
    private static Tensor ByClass(BandFigure[][] iterates, Func<BandFigure, double> figure, BandCuts cuts)
    {
        var values = from i in iterates
                     from scope in BandFigures.Scopes.Skip(1)
                     from band in cuts.Names
                     select i.FirstOrDefault(f => f.Scope == scope && f.Band == band) is { } one ? figure(one) : double.NaN;
        return tensor(values.ToArray(), [iterates.Length, BandFigures.Scopes.Count - 1, cuts.Count]);
    }
}
