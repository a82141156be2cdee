namespace TorchTss.Metrics.Fid;

/// <summary>How a picture comes to the 299×299 pixels of the FID network: implementations differ, and their numbers are not comparable.</summary>
internal enum FidMode
{
    /// <summary>clean-fid: Pillow's antialiased bicubic on floats. pyiqa's default.</summary>
    Clean,

    /// <summary>pytorch-fid: torch's bilinear, not antialiased.</summary>
    LegacyPytorch,

    /// <summary>The first FID: TensorFlow 1's bilinear, whose pixels are corners.</summary>
    LegacyTensorflow,

    /// <summary>BasicSR's folder script: torch's bilinear after normalisation.</summary>
    Basicsr,
}
