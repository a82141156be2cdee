using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Verification.Modules;

/// <summary>The grids of this build under the names that the fixtures give them.</summary>
internal static class TssGrids
{
    /// <summary>The grid of a host key such as <c>stablesr-ddpm</c>, or of a grid's own name.</summary>
    /// <exception cref="UserException">A name that is neither.</exception>
    public static IBaseGrid Of(string key)
    {
        var name = key switch
        {
            "supir" => "legacy-ddpm",
            "pasd" => "linspace",
            "stablesr" or "stablesr-ddpm" or "stablesr-ddim" => "respaced",
            "tiny" => "uniform",
            _ => key,
        };
        return BaseGrids.Create(name);
    }
}
