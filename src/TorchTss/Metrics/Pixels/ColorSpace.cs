namespace TorchTss.Metrics.Pixels;

/// <summary>Which luma is taken of RGB.</summary>
internal enum ColorSpace
{
    /// <summary>0.299 R + 0.587 G + 0.114 B, full range.</summary>
    Yiq,

    /// <summary>BT.601 studio range, 16 to 235, as Matlab's rgb2ycbcr.</summary>
    Ycbcr,
}
