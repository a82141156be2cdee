using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>What a level of the encoder and a level of the decoder have in common: a row of residual blocks.</summary>
internal static class AutoencoderLevel
{
    /// <summary>The blocks; the first changes the width.</summary>
    public static ModuleList<AutoencoderResnetBlock> Resnets(int input, int output, int layers, int groups) =>
        new([.. Enumerable.Range(0, layers).Select(j => new AutoencoderResnetBlock(Resnet(j == 0 ? input : output, output, groups)))]);

    /// <summary>A residual block of an autoencoder: no time, and a smaller ε than in a UNet.</summary>
    public static ResnetShape Resnet(int input, int output, int groups) => new(input, output, Time: 0, groups, Eps: 1e-6);

    /// <summary>One after the other; every inner result goes as soon as the next is there.</summary>
    public static Tensor Run(ModuleList<AutoencoderResnetBlock> resnets, Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = resnets[0].call(x);
        for (var j = 1; j < resnets.Count; j++)
        {
            var next = resnets[j].call(h);
            h.Dispose();
            h = next;
        }
        return h.MoveToOuterDisposeScope();
    }
}
