using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Metrics.ClipIqa;

/// <summary>How much nearer a picture is to good words than to bad ones, on average over pairs of them.</summary>
internal sealed class ClipIqaScorer : IImageScorer
{
    private readonly IMetric _metric;
    private readonly Clip _clip;
    private readonly Device _device;
    private readonly bool _positions;
    private readonly Tensor _texts;                             // [2·pairs, features], computed once

    /// <param name="metric">Says which sizes fit.</param>
    /// <param name="clip">Owned from now on.</param>
    /// <param name="options">Words and positions.</param>
    /// <param name="device">Where the network is.</param>
    public ClipIqaScorer(IMetric metric, Clip clip, ClipIqaOptions options, Device device)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        (_metric, _clip, _device, _positions) = (metric, clip, device, options.PosEmbedding);
        _texts = clip.EncodeText(ClipPromptTokens.Of(options.Prompts).to(device)).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public double Score(Image8 image, Image8? reference)
    {
        PictureSize.Check(_metric, image, reference);
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var features = _clip.Visual.call(ClipPixels.Normalize(ImageTensor.From(image).to(_device)), _positions);
        return Preference(_clip.Logits(features, _texts)).item<float>();
    }

    /// <summary>The mean over pairs of softmax(good, bad) at the good one.</summary>
    /// <param name="logits">[B, 2·pairs], good and bad by turns.</param>
    /// <returns>[B] in 0..1.</returns>
    public static Tensor Preference(Tensor logits)
    {
        using var scope = NewDisposeScope();
        return logits.unflatten(1, [-1, 2]).softmax(2).select(2, 0).mean([1]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _texts.Dispose();
        _clip.Dispose();
    }
}
