using System.CommandLine;
using TorchTss.Inspection;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary><c>tss inspect</c>: what is this file, and who can use it?</summary>
internal static class InspectCommand
{
    public static (Command Command, IReadOnlyList<OptionGroup> Groups) Create()
    {
        var path = new Argument<string>("FILE|DIR") { Description = "safetensors, an index of shards, .ckpt, .pt, .pth, .bin, or a diffusers folder" };
        var keys = OptionParsing.Flag("--keys", "list every tensor: name, shape, type");
        var hash = OptionParsing.Flag("--hash", "compute the file's SHA-256, which reads all of it");
        var json = OptionParsing.Flag("--json", "print one JSON object and nothing else");
        var plan = OptionParsing.Flag("--plan", "say how much memory a run with these weights will take");
        var size = OptionParsing.Text("--size", "WxH", "with --plan: the input's size in pixels (default 512x512)");
        var memory = OptionParsing.Text("--memory", "SIZE", "with --plan: what is there, such as 12GB (default: what this machine has free)");
        var settings = new SettingsOptions();
        IReadOnlyList<OptionGroup> groups =
        [
            new("Options", [keys, hash, json]), new("Plan", [plan, size, memory]), .. settings.MemoryGroups,
        ];
        var command = new Command("inspect", "Say what a checkpoint is, who can use it and what is odd about it, without reading its weights.") { path };
        foreach (var option in groups.SelectMany(g => g.Options)) command.Add(option);
        command.SetAction(parsed =>
        {
            UnknownOptions.Refuse([parsed.GetValue(path)], groups);
            var given = parsed.GetValue(path)!;
            if (parsed.GetValue(plan))
            {
                foreach (var option in new[] { keys, hash, json }.Where(parsed.GetValue))
                {
                    throw new UsageException($"{option.Name}: has no effect beside --plan; leave one of the two out");
                }
                var run = settings.Bind(parsed) with { Weights = given };
                if (!settings.NamesHost(parsed)) run = run with { Host = "controlnet" };
                run.Check();
                var available = parsed.GetValue(memory) is { } there ? ByteSize.Parse(there, "--memory") : MachineMemory.Available;
                PlanText.Write(run, PixelSize.Parse(parsed.GetValue(size) ?? "512x512", "--size"), available, parsed.InvocationConfiguration.Output);
                return 0;
            }
            foreach (var option in new[] { size, memory }.Where(o => parsed.GetValue(o) is not null))
            {
                throw new UsageException($"{option.Name}: has no effect without --plan; add it");
            }
            var inspection = Inspector.Run(given, parsed.GetValue(hash));
            var to = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) InspectionText.WriteJson(inspection, parsed.GetValue(keys), to);
            else InspectionText.Write(inspection, parsed.GetValue(keys), to);
            return 0;
        });
        return (command, groups);
    }
}
