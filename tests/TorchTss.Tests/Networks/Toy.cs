using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

/// <summary>The toy networks and inputs of stable-diffusion specification §9, filled by name.</summary>
internal static class Toy
{
    public static UNetConfig UNetA { get; } = new()
    {
        SampleSize = 16,
        Channels = [32, 64, 64, 64],
        Heads = [2, 4, 4, 4],
        ContextChannels = [24, 24, 24, 24],
        Groups = 8,
        LinearProjection = true,
    };

    public static ControlNetConfig ControlNetA { get; } = new()
    {
        Channels = UNetA.Channels,
        Heads = UNetA.Heads,
        ContextChannels = UNetA.ContextChannels,
        Groups = UNetA.Groups,
        LinearProjection = true,
    };

    public static ControlNetConfig ControlNetC => new()
    {
        Channels = UNetC.Channels,
        Layers = UNetC.Layers,
        Heads = UNetC.Heads,
        TransformerDepth = UNetC.TransformerDepth,
        MiddleDepth = UNetC.MiddleDepth,
        ContextChannels = UNetC.ContextChannels,
        Groups = UNetC.Groups,
        LinearProjection = true,
        TextTime = UNetC.TextTime,
    };

    public static UNetConfig UNetC { get; } = new()
    {
        SampleSize = 16,
        Channels = [32, 64, 64],
        Layers = [2, 2, 2],
        Heads = [2, 4, 4],
        TransformerDepth = [0, 1, 2],
        MiddleDepth = 2,
        ContextChannels = [24, 24, 24],
        Groups = 8,
        LinearProjection = true,
        TextTime = new(8, 60),
    };

    public static AutoencoderConfig AutoencoderD { get; } = new() { Channels = [32, 32, 64, 64], Groups = 8, SampleSize = 64 };

    public static TModule Filled<TModule>(TModule network) where TModule : nn.Module
    {
        using var off = no_grad();
        new DeterministicFill().Into(network, Compute.Reference);
        return network;
    }

    public static Tensor Input(string name, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++) values[i] = (float)DeterministicFill.Unit(name, (uint)i);
        using var managed = tensor(values, shape);
        return managed.clone();     // torch's own alignment: on memory of the garbage collector MKL rounds now one way, now another
    }

    public static Conditioning Text(long batch = 2) => new(Input("ctx", 2, 5, 24).narrow(0, 0, batch).contiguous());

    public static Conditioning TextTime() => new(
        Input("ctx", 2, 5, 24),
        Input("pool", 2, 12),
        tensor(new float[] { 1024, 1024, 0, 0, 1024, 1024, 512, 768, 8, 16, 1024, 960 }, [2, 6]));

    public static TimestepLevels Levels(Tensor timestep, Tensor latent, int levels, ILevelMap? rule = null) =>
        new TimestepMap(timestep, rule ?? new AreaLevelMap()).Levels(latent.size(2), latent.size(3), levels);

    public static Tensor Run(UNet unet, Tensor latent, Tensor timestep, Conditioning given, ILevelMap? rule = null) =>
        unet.call(latent, Levels(timestep, latent, unet.Config.Levels, rule), given, ControlResiduals.None);
}
