using System.CommandLine;
using TorchTss.Inspection;

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
        IReadOnlyList<OptionGroup> groups = [new("Options", [keys, hash, json])];
        var command = new Command("inspect", "Say what a checkpoint is, who can use it and what is odd about it, without reading its weights.") { path };
        foreach (var option in groups.SelectMany(g => g.Options)) command.Add(option);
        command.SetAction(parsed =>
        {
            UnknownOptions.Refuse([parsed.GetValue(path)], groups);
            var inspection = Inspector.Run(parsed.GetValue(path)!, parsed.GetValue(hash));
            var to = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) InspectionText.WriteJson(inspection, parsed.GetValue(keys), to);
            else InspectionText.Write(inspection, parsed.GetValue(keys), to);
            return 0;
        });
        return (command, groups);
    }
}
