using System.Collections.Immutable;

namespace TorchTss.Schedules.Grids;

/// <summary>Align Your Steps' published noise levels for ten steps: eleven σ, the last one the end that a run replaces by 0.</summary>
/// <remarks>Sabour et al. 2024, the authors' howto page.</remarks>
internal static class AysTable
{
    private static readonly ImmutableArray<double> _sd =
    [
        14.6146412293, 6.4745760956, 3.8636745985, 2.6946151520, 1.8841921177, 1.3943805092,
        0.9642583904, 0.6523686016, 0.3977456272, 0.1515232662, 0.0291671582,
    ];

    private static readonly ImmutableArray<double> _sdxl =
    [
        14.6146412293, 6.3184485287, 3.7681790315, 2.1811480769, 1.3405244945, 0.8620721141,
        0.5550693289, 0.3798540708, 0.2332364134, 0.1114188177, 0.0291671582,
    ];

    /// <summary>The levels, noisiest first.</summary>
    public static ImmutableArray<double> Of(AysModel model) => model == AysModel.Sdxl ? _sdxl : _sd;
}
