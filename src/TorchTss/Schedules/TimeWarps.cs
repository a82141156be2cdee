using TorchTss.Runtime;

namespace TorchTss.Schedules;

/// <summary>The functions f(t; a, n) by name.</summary>
internal static class TimeWarps
{
    /// <summary>Makes a warp from <c>name</c> or <c>name:key=value</c>.</summary>
    /// <exception cref="UsageException">No such warp; says so when the name is a base grid's.</exception>
    public static ITimeWarp Create(string specification)
    {
        var name = specification.Split(':')[0].Trim();
        var known = Catalog<ITimeWarp>.Entries.Select(e => e.Name).ToArray();
        if (!known.Contains(name) && BaseGrids.Names.Contains(name))
        {
            throw new UsageException(
                $"--warp {name}: unknown, but {name} is a base grid; use --base-grid {name}, or one of {string.Join(", ", known)}");
        }
        return Catalog<ITimeWarp>.Create(specification, "--warp");
    }
}
