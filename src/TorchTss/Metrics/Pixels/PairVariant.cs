namespace TorchTss.Metrics.Pixels;

/// <summary>Whose PSNR and SSIM: the same formulas in other dtypes, ranges and with other guards.</summary>
internal enum PairVariant
{
    /// <summary>pyiqa 0.1.13 and later.</summary>
    Pyiqa,

    /// <summary>BasicSR's functions on 8-bit arrays.</summary>
    Basicsr,

    /// <summary>BasicSR's functions on tensors.</summary>
    BasicsrPt,
}
