using TorchSharp;
using TorchTss.Schedules;

namespace TorchTss.Tests.Schedules;

/// <summary>A warp as a function of numbers.</summary>
internal static class Curve
{
    public static double[] Of(ITimeWarp warp, double[] t, double a, double n, double top = 999)
    {
        using var scope = torch.NewDisposeScope();
        return warp.Apply(torch.tensor(t), torch.full(1, a, torch.float64), torch.full(1, n, torch.float64), top).data<double>().ToArray();
    }

    public static double At(ITimeWarp warp, double t, double a, double n, double top = 999) => Of(warp, [t], a, n, top)[0];
}
