namespace TorchTss.Imaging;

/// <summary>A resampling kernel, as Pillow defines it.</summary>
public interface IResampleFilter
{
    /// <summary>Half the kernel's width, in source pixels when enlarging.</summary>
    double Support { get; }

    /// <summary>The kernel at a distance.</summary>
    double Weight(double distance);
}
