using TorchTss.Denoisers;
using TorchTss.Networks;
using TorchTss.Networks.Supir;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Hosts.Supir;

/// <summary>SUPIR's networks and its recipe around them as one denoiser (supir.md 4.2 to 4.4, 5.3).</summary>
internal static class SupirDenoising
{
    /// <summary>Control network and UNet as one network that has seen the picture, for a step of the whole latent or of a tile.</summary>
    /// <param name="model">The networks.</param>
    /// <param name="known">What they are told; belongs to the caller's scope.</param>
    /// <param name="s">Resolved settings.</param>
    /// <param name="compute">Where the networks run.</param>
    public static Func<SamplerStep, Network> Networks(SupirModel model, SupirConditions known, RunSettings s, Compute compute)
    {
        var rule = Catalog<ILevelMap>.Create(s.Tss.LevelMap, "--level-map");
        var strength = new SigmaLine(s.ControlScale!.Value, s.ControlStart ?? s.ControlScale.Value, IsBf16: s.OfficialRounding);
        var (text, vector) = (known.Text, known.Vector);
        return step => (input, timestep) =>
        {
            using var scope = NewDisposeScope();
            var (x, hint) = (Placed(input), Placed(step.Cut(known.Guide)));
            if (hint.size(0) < x.size(0)) hint = hint.expand(x.size(0), -1, -1, -1);
            var levels = new TimestepMap(timestep, rule).Levels(x.size(2), x.size(3), model.Levels, compute.Device);
            // The schedule's σ, before churn; the adaptors take its mean over their cells.
            var scale = strength.IsConstant ? ControlScale.Of(strength.AtClean) : Placed(strength.At(step.From.Sigma));
            var control = model.Control.Use(n => n.call(x, levels, text, vector, hint));
            return model.UNet.Use(n => n.call(x, levels, (text, vector), control, scale)).to(float32).MoveToOuterDisposeScope();
        };

        Tensor Placed(Tensor t) => t.to(compute.Dtype).to(compute.Device);
    }

    /// <summary>The denoiser that samplers see: σ rounded to the table, guidance linear in σ, restoration.</summary>
    /// <param name="networks">See <see cref="Networks"/>.</param>
    /// <param name="known">What they are told.</param>
    /// <param name="s">Resolved settings.</param>
    /// <param name="table">The noise that they were trained with.</param>
    public static Denoise Denoiser(Func<SamplerStep, Network> networks, SupirConditions known, RunSettings s, NoiseTable table)
    {
        // Every σ goes to the nearest of the table, as in the original; under a rounding of the user's own only those that churn raised.
        var raised = s.Tss.Rounding == TimestepRounding.Host ? RaisedNoise.Discrete : RaisedNoise.Network;
        var prediction = Predictions.Of(s.Prediction!, "--prediction");
        Denoise denoise = (x, sigma, step) => networks(step).Denoiser(prediction, table, raised)(x, sigma, step);
        if (known.IsGuided) denoise = denoise.WithGuidance(Guidance(s));
        return known.Center is { } center ? denoise.WithRestoration(center, s.Restore!.Value, bf16: s.OfficialRounding) : denoise;
    }

    /// <summary>The guidance weight over σ.</summary>
    public static SigmaLine Guidance(RunSettings s) => new(s.GuidanceScale!.Value, s.CfgStart ?? s.GuidanceScale.Value, s.ClampCfg, s.OfficialRounding);
}
