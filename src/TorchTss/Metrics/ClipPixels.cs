using static TorchSharp.torch;

namespace TorchTss.Metrics;

/// <summary>The colours that CLIP's networks see.</summary>
internal static class ClipPixels
{
    /// <summary>(x − mean)/deviation per channel.</summary>
    /// <param name="pixels">[B, 3, H, W] in 0..1.</param>
    public static Tensor Normalize(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        var mean = Channels(0.48145466f, 0.4578275f, 0.40821073f);
        var deviation = Channels(0.26862954f, 0.26130258f, 0.27577711f);
        return (pixels - mean).div_(deviation).MoveToOuterDisposeScope();

        Tensor Channels(params float[] values) => tensor(values, [1, 3, 1, 1]).to(pixels.dtype).to(pixels.device);
    }
}
