using TorchTss.Hosts;
using TorchTss.Networks;
using TorchTss.Runtime;
using TorchTss.Schedules.Grids;
using static TorchSharp.torch;

namespace TorchTss.Benchmarks;

/// <summary>One UNet evaluation of the SD 1.5 shape at 64×64 latents: scalar timestep, constant map, and the map of a real photograph.</summary>
[Named("timestep-map", "SD 1.5 UNet, 64x64 latents: a timestep map beside a scalar; arguments: rounds (7) dtype (fp32) threads (all)")]
internal sealed class TimestepMapBenchmark : IBenchmark
{
    public void Run(IReadOnlyList<string> arguments, TextWriter output) =>
        new MapBesideScalar(7, "fp32", new UniformGrid(), TssRanges.Pasd).Run(arguments, output, UNetConfig.Sd15.Levels, dtype =>
        {
            var unet = SyntheticWeights.Fill(() => new UNet(UNetConfig.Sd15), dtype);
            var x = randn([1, 4, MapBesideScalar.Side, MapBesideScalar.Side]).to(dtype);
            var given = new Conditioning(randn([1, 77, UNetConfig.Sd15.ContextChannels[0]]).to(dtype));
            return levels => unet.call(x, levels, given, ControlResiduals.None);
        });
}
