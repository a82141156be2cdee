using TorchTss.Hosts;
using TorchTss.Imaging;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Benchmarks;

/// <summary>Seven steps of TDS and SDS on the sample photograph at 512×512: maps as they occur.</summary>
internal static class PhotographSchedule
{
    private const int Factor = 8, Steps = 7;

    /// <summary>The schedule of a host.</summary>
    public static SamplingSchedule Of(IBaseGrid grid, ValueRange n, ValueRange a)
    {
        using var scope = NewDisposeScope();
        var picture = HostPicture.Enlarge(ImageFile.Read(Path.Combine(AppContext.BaseDirectory, "weights", "photos", "sample-lr.png")), 4);
        var tss = new TssSettings { Tds = true, Sds = true };
        var variance = LatentVariance.Of(picture, picture, tss, Factor);
        return SpatialSchedule.Build(NoiseTable.ScaledLinear(), grid, tss, n, a, Steps, variance);
    }

    /// <summary>How many different timesteps a map has.</summary>
    public static long Distinct(Tensor map)
    {
        using var scope = NewDisposeScope();
        return map.flatten().unique().output.numel();
    }
}
