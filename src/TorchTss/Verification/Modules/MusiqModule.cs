using TorchSharp;
using TorchTss.Metrics.Musiq;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>MUSIQ: its opinion and, with the original's empty tokens at the end of every scale but the last, what it makes of the patches.</summary>
[Named("pyiqa.MUSIQ", "MUSIQ of any size and head (pyiqa)")]
internal sealed class MusiqModule : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new MusiqNetwork(MusiqConfig.Read(fixture.Config));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var network = (MusiqNetwork)module!;
        var pixels = fixture.Pixels("image", network);
        var scales = MusiqScale.Of(pixels.size(2), pixels.size(3), network.Config);
        var empty = scales.Select(s => Missing(s, network.Config)).ToArray();
        var answer = network.call(pixels);
        return new Dictionary<string, torch.Tensor>
        {
            ["dist"] = answer,
            ["mos"] = MusiqNetwork.Opinion(answer),
            ["embedding"] = Tokens(network, pixels, scales, empty),
            ["spatial_pos"] = PerToken(s => s.Positions()),
            ["scale_id"] = PerToken(s => Repeated(s, s.Index)),
            ["mask"] = PerToken(s => Repeated(s, 1)),
        };

        torch.Tensor PerToken(Func<MusiqScale, long[]> values) =>
            torch.tensor(scales.Zip(empty, (s, missing) => (long[])[.. values(s), .. new long[missing]]).SelectMany(v => v).ToArray())
                .expand(pixels.size(0), -1);
    }

    private static long[] Repeated(MusiqScale scale, long value) => [.. Enumerable.Repeat(value, scale.Rows * scale.Columns)];

    /// <summary>An empty token is a patch of zeros.</summary>
    private static torch.Tensor Tokens(MusiqNetwork network, torch.Tensor pixels, IReadOnlyList<MusiqScale> scales, int[] empty)
    {
        var blank = network.Embed(torch.zeros([1, 3, network.Config.Patch, network.Config.Patch], pixels.dtype, pixels.device)).unsqueeze(0);
        return torch.cat([.. scales.Zip(empty).SelectMany(p =>
            new[] { network.Tokens(p.First, pixels * 2 - 1), blank.expand(pixels.size(0), p.Second, -1) })], 1);
    }

    /// <summary>A scale of a given longer side is filled up to the square of that side.</summary>
    private static int Missing(MusiqScale scale, MusiqConfig config)
    {
        if (scale.Index == config.LongerSides.Length) return 0;
        var rows = (config.LongerSides[scale.Index] + config.Patch - 1) / config.Patch;
        return rows * rows - scale.Rows * scale.Columns;
    }
}
