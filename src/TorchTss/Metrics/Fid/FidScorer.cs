using System.Runtime.InteropServices;
using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Metrics.Fid;

/// <summary>A loaded FID network.</summary>
internal sealed class FidScorer(FidInception network, FidMode mode, Device device) : ISetScorer
{
    /// <summary>2048 features.</summary>
    public float[] Describe(Image8 image)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var features = network.call(FidPicture.Of(image, mode).to(device)).cpu().contiguous();
        return MemoryMarshal.Cast<byte, float>(features.bytes).ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
