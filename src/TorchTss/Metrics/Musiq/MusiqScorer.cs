using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Metrics.Musiq;

/// <summary>A loaded MUSIQ.</summary>
/// <param name="metric">Says which sizes fit.</param>
/// <param name="network">Owned from now on.</param>
/// <param name="device">Where the network is.</param>
internal sealed class MusiqScorer(IMetric metric, MusiqNetwork network, Device device) : IImageScorer
{
    /// <inheritdoc/>
    public double Score(Image8 image, Image8? reference)
    {
        PictureSize.Check(metric, image, reference);
        using var off = no_grad();
        using var scope = NewDisposeScope();
        return MusiqNetwork.Opinion(network.call(ImageTensor.From(image).to(device))).item<float>();
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
