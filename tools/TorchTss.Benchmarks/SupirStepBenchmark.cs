using TorchTss.Hosts;
using TorchTss.Networks.Supir;
using TorchTss.Runtime;
using TorchTss.Schedules.Grids;
using static TorchSharp.torch;

namespace TorchTss.Benchmarks;

/// <summary>One step of SUPIR at full width, control network and UNet on both halves of guidance: scalar timestep, constant map, map of a photograph.</summary>
[Named("supir-step", "SUPIR at full width, 64x64 latents, guided: a timestep map beside a scalar; arguments: rounds (3) dtype (bf16) threads (all)")]
internal sealed class SupirStepBenchmark : IBenchmark
{
    public void Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        var config = SupirConfig.Released;
        new MapBesideScalar(3, "bf16", new LegacyDdpmGrid(), TssRanges.Supir).Run(arguments, output, config.Levels, dtype =>
        {
            var unet = SyntheticWeights.Fill(() => new LightUNet(config), dtype);
            var control = SyntheticWeights.Fill(() => new GlvControl(config), dtype);
            long[] latents = [2, 4, MapBesideScalar.Side, MapBesideScalar.Side];
            var (x, hint) = (randn(latents).to(dtype), randn(latents).to(dtype));
            var text = randn([2, 77, config.ContextChannels[0]]).to(dtype);
            var vector = randn([2, config.VectorChannels]).to(dtype);
            return levels => unet.call(x, levels, (text, vector), control.call(x, levels, text, vector, hint), ControlScale.Of(1));
        });
    }
}
