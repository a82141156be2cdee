using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Metrics.Lpips;

/// <summary>A loaded LPIPS.</summary>
internal sealed class LpipsScorer(IMetric metric, LpipsNetwork network, Device device) : IImageScorer
{
    /// <inheritdoc/>
    public double Score(Image8 image, Image8? reference)
    {
        PictureSize.Check(metric, image, reference);
        using var off = no_grad();
        using var scope = NewDisposeScope();
        return network.call(ImageTensor.From(image).to(device), ImageTensor.From(reference!).to(device)).sum().item<float>();
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
