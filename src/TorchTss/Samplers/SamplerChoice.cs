using System.Globalization;
using TorchTss.Runtime;

namespace TorchTss.Samplers;

/// <summary>A solver as the user wrote it, <c>name:key=value</c>, completed by what the host would have.</summary>
internal static class SamplerChoice
{
    /// <summary>Adds settings that the solver has and that are not given; a solver without them stays as it is.</summary>
    /// <param name="specification"><c>euler</c>, <c>euler:churn=5</c>.</param>
    /// <param name="settings">Names and values; a null value adds nothing.</param>
    /// <exception cref="UsageException">No such solver.</exception>
    public static string With(string specification, params ReadOnlySpan<(string Name, object? Value)> settings)
    {
        var (name, given) = specification.Split(':', 2) is [var n, var s] ? (n, s) : (specification, "");
        var known = Catalog<ISampler>.Find(name.Trim(), $"--sampler {name}").Settings;
        foreach (var (setting, value) in settings)
        {
            if (value is null || known.All(k => k.Name != setting) || Gives(given, setting)) continue;
            given += (given.Length == 0 ? "" : ",") + string.Create(CultureInfo.InvariantCulture, $"{setting}={value}");
        }
        return given.Length == 0 ? specification : $"{name}:{given}";
    }

    /// <summary>Whether a solver has a setting.</summary>
    public static bool Has(string specification, string setting) =>
        Catalog<ISampler>.Find(specification.Split(':')[0].Trim(), $"--sampler {specification}").Settings.Any(s => s.Name == setting);

    private static bool Gives(string settings, string name) => settings.Split(',').Any(p => p.Split('=')[0].Trim() == name);
}
