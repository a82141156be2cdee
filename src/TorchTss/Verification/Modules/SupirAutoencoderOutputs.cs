using System.Globalization;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>What a case of one side of SUPIR's autoencoder records: the answer, the middle block's, and of levels the first channels.</summary>
internal static class SupirAutoencoderOutputs
{
    private const int Shown = 4;

    /// <summary>Runs the network and collects the outputs that the case has.</summary>
    /// <param name="fixture">The case.</param>
    /// <param name="network">An encoder or a decoder.</param>
    /// <param name="x">Its input.</param>
    /// <param name="answer">What the case calls its answer.</param>
    public static IReadOnlyDictionary<string, Tensor> Of(FixtureCase fixture, nn.Module<Tensor, Tensor> network, Tensor x, string answer)
    {
        var levels = network.named_children().Where(c => c.name == "up_blocks").Sum(c => c.module.children().Count());
        var paths = fixture.Outputs.Where(o => o != answer).ToDictionary(o => o, o => Path(o, levels));
        Tensor? y = null;
        var inner = SupirInputs.Tapped(network, paths.Values, () => y = network.call(x));
        var outputs = paths.Where(p => inner.ContainsKey(p.Value)).ToDictionary(
            p => p.Key, p => p.Key == "mid" ? inner[p.Value] : inner[p.Value].narrow(1, 0, Math.Min(Shown, inner[p.Value].size(1))));
        outputs[answer] = y!;
        return outputs;
    }

    // A decoder's levels count from the picture in sgm and from the latent here.
    private static string Path(string output, int levels) => output.Split('.') switch
    {
        ["mid"] => "mid_block",
        ["down", var i] => $"down_blocks.{i}",
        ["up", var i] => FormattableString.Invariant($"up_blocks.{levels - 1 - int.Parse(i, CultureInfo.InvariantCulture)}"),
        _ => output,
    };
}
