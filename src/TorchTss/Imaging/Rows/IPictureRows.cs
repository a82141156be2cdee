using TorchSharp;

namespace TorchTss.Imaging.Rows;

/// <summary>A picture that is read from top to bottom, so that it need never be there as a whole.</summary>
internal interface IPictureRows : IDisposable
{
    /// <summary>H.</summary>
    int Height { get; }

    /// <summary>W.</summary>
    int Width { get; }

    /// <summary>Some rows. Those above <paramref name="top"/> are gone afterwards.</summary>
    /// <param name="top">The first, not above that of an earlier call.</param>
    /// <param name="bottom">Behind the last.</param>
    /// <returns>[1, 3, bottom − top, W] float32, the caller's.</returns>
    torch.Tensor Read(int top, int bottom);
}
