using TorchTss.Schedules;

namespace TorchTss.Hosts;

/// <summary>The schedule of one picture on one host.</summary>
public static class HostSchedule
{
    /// <summary>Base grid, warp and, under SDS, the variance of the picture (TSS Eq. 4–7).</summary>
    /// <param name="profile">The host's tables and grid.</param>
    /// <param name="frame">The prepared picture.</param>
    /// <param name="resolved">Resolved settings.</param>
    public static SamplingSchedule Build(HostProfile profile, Frame frame, RunSettings resolved)
    {
        using var variance = resolved.Tss.Sds ? LatentVariance.Of(frame.Upsampled, frame.Padded, resolved.Tss, profile.LatentFactor) : null;
        return Build(profile, resolved, variance);
    }

    /// <summary>The same with a given variance map, [1, 1, h, w] float64; null without SDS.</summary>
    public static SamplingSchedule Build(HostProfile profile, RunSettings resolved, TorchSharp.torch.Tensor? variance) => SpatialSchedule.Build(
        profile.Table, BaseGrids.Resolve(resolved.Tss.BaseGrid, profile.Grid),
        resolved.Tss, profile.NRange, profile.ARange, resolved.Steps!.Value, variance);
}
