using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Imaging;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics;

/// <summary>Pictures and weights that any language can make: metrics specification §11.3.</summary>
internal static class ClosedForm
{
    /// <summary>T(s): a ramp with noise.</summary>
    public static Image8 Picture(uint seed, int width, int height)
    {
        var image = new Image8(width, height);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var (c, x, y) = ((uint)(i % 3), (uint)(i / 3 % width), (uint)(i / 3 / width));
            image.Pixels[i] = (byte)(3 * x + 5 * y + 40 * c + (Mix(seed + c * 1000003 + y * 1009 + x) >> 26));
        }
        return image;
    }

    /// <summary>r(name, 0 …), each as offset + scale·r, in rows.</summary>
    public static Tensor Rows(string name, int rows, int columns, double offset = 0, double scale = 1) =>
        tensor(Enumerable.Range(0, rows * columns).Select(i => offset + scale * DeterministicFill.Unit(name, (uint)i)).ToArray(), [rows, columns]);

    /// <summary>Fills a network by that section's rule, which has smaller amplitudes than the parity cases and no negative head. Fixed codes
    /// of places stay as they are.</summary>
    public static TModule Filled<TModule>(TModule network) where TModule : nn.Module
    {
        using var off = no_grad();
        using var amplitudes = JsonDocument.Parse("""{"norm": 0.1, "bias": 0.1, "var": [1, 0.5], "keep": ["pos_embed"]}""");
        new DeterministicFill(amplitudes.RootElement).Into(network, Compute.Reference);
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (name.StartsWith("lin", StringComparison.Ordinal)) parameter.abs_();
            if (parameter.dim() == 0) parameter.fill_(Math.Log(100));
        }
        return network;
    }

    private static uint Mix(uint h)
    {
        h ^= h >> 16;
        h *= 0x85EBCA6B;
        h ^= h >> 13;
        h *= 0xC2B2AE35;
        return h ^ (h >> 16);
    }
}
