using TorchTss.Runtime;

namespace TorchTss.Schedules;

/// <summary>The base grids by name. <c>host</c> is no grid of its own: it stands for the one that the host samples with.</summary>
public static class BaseGrids
{
    /// <summary>The name that every host resolves to its own plain schedule.</summary>
    public const string Host = "host";

    /// <summary>Every name with its line of help, <c>host</c> first.</summary>
    public static IReadOnlyList<(string Name, string Summary)> Listing =>
        [(Host, "the host's own plain schedule, so that n = 1 is the official host to the bit"),
            .. Catalog<IBaseGrid>.Entries.Select(e => (e.Name, e.Summary))];

    internal static IEnumerable<string> Names => Listing.Select(l => l.Name).Order(StringComparer.Ordinal);

    /// <summary>Makes a grid from <c>host</c>, <c>name</c> or <c>name:key=value</c>.</summary>
    /// <param name="specification">What the user asked for.</param>
    /// <param name="hostGrid">The host's own grid.</param>
    /// <exception cref="UsageException">No such grid; says so when the name is a warp's.</exception>
    public static IBaseGrid Resolve(string specification, IBaseGrid hostGrid) => specification == Host ? hostGrid : Create(specification);

    internal static IBaseGrid Create(string specification)
    {
        var name = specification.Split(':')[0].Trim();
        if (Names.Contains(name) && name != Host) return Catalog<IBaseGrid>.Create(specification, "--base-grid");
        throw new UsageException(Catalog<ITimeWarp>.Entries.Any(e => e.Name == name)
            ? $"--base-grid {name}: unknown, but {name} is a warp; use --warp {name}, or one of {string.Join(", ", Names)}"
            : $"--base-grid {specification}: {NearestName.Complaint(name, Names)}");
    }
}
