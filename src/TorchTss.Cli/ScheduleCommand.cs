using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TorchTss.Hosts;
using TorchTss.Imaging;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Cli;

/// <summary><c>tss schedule</c>: the timesteps of any setting, printed or plotted, without loading a network.</summary>
internal static class ScheduleCommand
{
    public static (Command Command, IReadOnlyList<OptionGroup> Groups) Create()
    {
        var input = new Argument<string?>("INPUT")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "picture whose variance decides with --sds; without one the schedule is shown for v = 0, 0.5 and 1",
        };
        var settings = new SettingsOptions();
        var plot = OptionParsing.Text("--plot", "OUT.png", "draw the schedule");
        var map = OptionParsing.Text("--variance-map", "OUT.png", "draw what SDS sees of INPUT (or of the bundled sample)");
        var json = OptionParsing.Flag("--json", "print one line of JSON");
        var overwrite = OptionParsing.Flag("--overwrite", "replace drawings that exist");
        IReadOnlyList<OptionGroup> groups = [new("Schedule", [plot, map, json, overwrite]), .. settings.ScheduleGroups];
        var command = new Command("schedule", "Print or plot the timesteps of any setting; nothing is loaded or restored.") { input };
        foreach (var option in groups.SelectMany(g => g.Options)) command.Add(option);
        command.SetAction(parsed =>
        {
            UnknownOptions.Refuse([parsed.GetValue(input)], groups);
            var request = new ScheduleRequest(
                settings.Bind(parsed), parsed.GetValue(input), parsed.GetValue(plot), parsed.GetValue(map), parsed.GetValue(json));
            request.CheckDrawings(parsed.GetValue(overwrite));
            Show(request, parsed.InvocationConfiguration.Output);
            return 0;
        });
        return (command, groups);
    }

    private static void Show(ScheduleRequest request, TextWriter to)
    {
        request.Settings.Check();
        using var scope = NewDisposeScope();
        var host = Catalog<IHostKind>.Create(request.Settings.Host, "--host");
        var profile = host.Describe(request.Settings);
        var resolved = request.Settings.Resolve(profile);
        foreach (var notice in request.Settings.Notices(profile).Where(_ => !request.Json)) to.WriteLine($"note: {notice}");
        var picture = request.Input is null && request.VarianceMap is null ? null
            : host.Enlarge(ImageFile.Read(request.Input ?? SamplePicture.Path), resolved);
        if (request.VarianceMap is { } file) VariancePicture.Write(picture!, resolved.Tss, file);

        // One row of values of v, or the picture's own map.
        var variance = !resolved.Tss.Sds ? null
            : request.Input is null ? tensor(new[] { 0.0, 0.5, 1.0 }, [1, 1, 1, 3])
            : LatentVariance.Of(picture!, picture!, resolved.Tss, profile.LatentFactor);
        using var schedule = HostSchedule.Build(profile, resolved, variance);
        var rows = ScheduleTable.Of(schedule, byValue: resolved.Tss.Sds && request.Input is null);
        if (request.Plot is { } plot) SchedulePlot.Write(rows, SettingsText.Strategy(resolved), plot);
        if (request.Json) to.WriteLine(JsonSerializer.Serialize(new { settings = resolved, steps = rows.Steps }, SettingsJson.Options));
        else Print(rows, resolved, to);
        foreach (var written in new[] { request.Plot, request.VarianceMap }.OfType<string>().Where(_ => !request.Json))
        {
            to.WriteLine($"wrote {written}");
        }
    }

    private static void Print(ScheduleTable rows, RunSettings resolved, TextWriter to)
    {
        to.WriteLine($"host {resolved.Host}, {SettingsText.Steps(resolved)}, {SettingsText.Strategy(resolved)}");
        to.WriteLine($"{"step",4}  {string.Concat(rows.Columns.Select(c => $"{c,22}"))}");
        foreach (var step in rows.Steps)
        {
            var cells = step.Cells.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Timestep:0.##} (σ {c.Sigma:0.0000})"));
            to.WriteLine($"{step.Step,4}  {string.Concat(cells.Select(c => $"{c,22}"))}");
        }
    }
}
