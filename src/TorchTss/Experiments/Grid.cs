using TorchTss.Experiments.Axes;
using TorchTss.Experiments.Results;
using TorchTss.Hosts;
using TorchTss.Runtime;

namespace TorchTss.Experiments;

/// <summary>Every combination of axis values as settings.</summary>
internal static class Grid
{
    /// <summary>The settings of points, in their order, with everything that is wrong with any of them.</summary>
    /// <returns>Resolved settings, and one sentence per different problem.</returns>
    public static (IReadOnlyList<ResultSetting> Settings, IReadOnlyList<string> Problems, IReadOnlyList<string> Notices) Of(
        Experiment experiment, IEnumerable<IReadOnlyList<(string Axis, AxisValue Value)>> points)
    {
        var (settings, problems, notices) = (new List<ResultSetting>(), new List<string>(), new List<string>());
        foreach (var point in points)
        {
            var given = point.Aggregate(experiment.Base, (s, value) => value.Value.Apply(s));
            var axes = point.Select(p => KeyValuePair.Create(p.Axis, p.Value.Text)).ToArray();
            try
            {
                given.Check();
                var host = Catalog<IHostKind>.Create(given.Host, "--host");
                var profile = host.Describe(given);
                if (point.Any(p => p.Axis == "tss") && profile.DefaultsOf(given.Preset).Tss)
                {
                    throw new UsageException($"--preset {given.Preset}: brings TDS and SDS, which an axis tss is to switch; "
                        + "leave one of the two out, for instance with --steps 7 in place of the preset");
                }
                var resolved = Absolute(given.Resolve(profile));
                notices.AddRange(given.Notices(profile));
                notices.AddRange(HostOptions.Unread(given, profile));
                notices.AddRange(host.Notices(given));
                settings.Add(new ResultSetting(ResultKey.Of(SettingsJson.Write(resolved)), axes, resolved));
            }
            catch (UserException e)
            {
                problems.AddRange(e.Message.Split(Environment.NewLine));
            }
        }
        return (settings, [.. problems.Distinct()], [.. notices.Distinct()]);
    }

    /// <summary>All points, the first axis outermost.</summary>
    public static IEnumerable<IReadOnlyList<(string Axis, AxisValue Value)>> Points(IEnumerable<Axis> axes) =>
        axes.Aggregate<Axis, IEnumerable<IReadOnlyList<(string, AxisValue)>>>(
            [[]], (points, axis) => from point in points from value in axis.Values select (IReadOnlyList<(string, AxisValue)>)[.. point, (axis.Name, value)]);

    /// <summary>The same files whatever folder a later run starts in.</summary>
    private static RunSettings Absolute(RunSettings s) => s with
    {
        Weights = Full(s.Weights),
        ControlNet = Full(s.ControlNet),
        Supir = Full(s.Supir),
        Vae = Full(s.Vae),
        Embeddings = Full(s.Embeddings),
    };

    private static string? Full(string? path) => path is null ? null : Path.GetFullPath(path);
}
