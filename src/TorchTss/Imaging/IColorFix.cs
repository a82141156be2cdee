using TorchSharp;

namespace TorchTss.Imaging;

/// <summary>Gives a restored picture the colours of its source.</summary>
public interface IColorFix
{
    /// <summary>How many rows above and below have a say in a row, so that a picture can be corrected in bands; null: all of them.</summary>
    int? Reach => null;

    /// <summary>The corrected picture, not clamped.</summary>
    /// <param name="restored">[B, 3, H, W] float32, about −1..1.</param>
    /// <param name="source">[B, 3, H, W] float32: what the colours are taken from.</param>
    torch.Tensor Apply(torch.Tensor restored, torch.Tensor source);
}
