using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>What <c>tss schedule</c> was asked for.</summary>
internal sealed record ScheduleRequest(RunSettings Settings, string? Input, string? Plot, string? VarianceMap, bool Json)
{
    /// <summary>Refuses drawings that would replace something, or that are no PNG.</summary>
    /// <exception cref="UsageException">The first that cannot be.</exception>
    public void CheckDrawings(bool overwrite)
    {
        (string Option, string? File)[] drawings = [("--plot", Plot), ("--variance-map", VarianceMap)];
        foreach (var (option, file) in drawings)
        {
            if (file is null) continue;
            if (!Path.GetExtension(file).Equals(".png", StringComparison.OrdinalIgnoreCase))
            {
                throw new UsageException($"{option} {file}: drawings are PNG files; give a name that ends in .png");
            }
            if (Is(file, Input)) throw new UsageException($"{option} {file}: this is the input, and inputs are never overwritten; give another name");
            if (!overwrite && File.Exists(file)) throw new UsageException($"{option} {file}: exists; --overwrite replaces it, or give another name");
        }
        if (Is(Plot, VarianceMap)) throw new UsageException($"--plot {Plot}: is the variance map's name too; give each its own");
    }

    private static bool Is(string? one, string? other) =>
        one is not null && other is not null && OutputNames.Comparer.Equals(RealPath.Of(one), RealPath.Of(other));
}
