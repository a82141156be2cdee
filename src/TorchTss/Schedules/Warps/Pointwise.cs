using static TorchSharp.torch;

namespace TorchTss.Schedules.Warps;

/// <summary>A formula in numbers, applied at every position of broadcast float64 maps.</summary>
/// <remarks>Torch's vectorised pow and the plain one, which it uses for what is left over at the end of a tensor, differ in the last bit; then a
/// timestep that is truncated could depend on where its pixel lies. One function for all positions keeps a map equal to its numbers.</remarks>
internal static class Pointwise
{
    /// <summary>f(t, a, n) at every position.</summary>
    /// <returns>float64 of the broadcast shape.</returns>
    public static Tensor Map(Tensor t, Tensor a, Tensor n, Func<double, double, double, double> formula)
    {
        using var scope = NewDisposeScope();
        var maps = broadcast_tensors(t, a, n);
        var (times, turns, powers) = (Numbers(maps[0]), Numbers(maps[1]), Numbers(maps[2]));
        for (var i = 0; i < times.Length; i++) times[i] = formula(times[i], turns[i], powers[i]);
        return tensor(times, maps[0].shape).MoveToOuterDisposeScope();
    }

    private static double[] Numbers(Tensor map) => map.contiguous().data<double>().ToArray();
}
