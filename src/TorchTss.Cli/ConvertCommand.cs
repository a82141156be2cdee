using System.CommandLine;
using System.Diagnostics;
using TorchTss.Checkpoints.Conversion;
using TorchTss.Reports;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Cli;

/// <summary><c>tss convert</c>: a checkpoint in another layout, type or container.</summary>
internal static class ConvertCommand
{
    private static readonly Dictionary<string, ScalarType> _types = new()
    {
        ["bf16"] = ScalarType.BFloat16,
        ["fp16"] = ScalarType.Float16,
        ["fp32"] = ScalarType.Float32,
    };

    public static (Command Command, IReadOnlyList<OptionGroup> Groups) Create()
    {
        var input = new Argument<string>("IN") { Description = "safetensors, an index of shards, .ckpt, .pt, .pth, .bin, or a diffusers folder" };
        var output = new Argument<string>("OUT") { Description = "the .safetensors file to make; with --to diffusers the folder" };
        var to = OptionParsing.Choice<ConversionTarget>("--to", "the layout (default: the same names in a safetensors file)");
        var dtype = OptionParsing.Text("--dtype", "TYPE", "bf16, fp16 or fp32 for all floating-point tensors (default: each keeps its own)");
        var shard = OptionParsing.Text("--shard-size", "SIZE", "most bytes in one file, such as 5GB; larger ones become shards with an index (default: no limit)");
        var ema = OptionParsing.Flag("--ema", "the averaged weights of a training file instead of the last ones");
        IReadOnlyList<OptionGroup> groups = [new("Options", [to, dtype, shard, ema])];
        var command = new Command("convert", "Write a checkpoint in another layout, type or container, one tensor at a time.") { input, output };
        foreach (var option in groups.SelectMany(g => g.Options)) command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            UnknownOptions.Refuse([parsed.GetValue(input), parsed.GetValue(output)], groups);
            var options = new ConversionOptions
            {
                Input = parsed.GetValue(input)!,
                Output = parsed.GetValue(output)!,
                To = parsed.GetValue(to),
                Dtype = parsed.GetValue(dtype) is { } name ? Type(name) : null,
                ShardBytes = parsed.GetValue(shard) is { } size ? ByteSize.Parse(size, "--shard-size") : null,
                Ema = parsed.GetValue(ema),
            };
            var configuration = parsed.InvocationConfiguration;
            Run(options, configuration.Output, configuration.Error, cancellation);
            return Task.FromResult(0);
        });
        return (command, groups);
    }

    private static void Run(ConversionOptions options, TextWriter to, TextWriter error, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var progress = ByteProgress.On(error);
        var result = Converter.Run(options, progress, cancellation);
        progress.Dispose();
        to.WriteLine($"wrote {options.Output}: {Number.Count(result.Tensors, "tensor")}, {ByteSize.Text(result.Bytes)}, "
            + $"{Number.Fixed(clock.Elapsed.TotalSeconds, 1)} s");
        if (result.Files.Count > 1)
        {
            foreach (var file in result.Files) to.WriteLine($"  {file}");
        }
        foreach (var remark in result.Remarks) to.WriteLine($"note: {remark}");
    }

    private static ScalarType Type(string name) => _types.TryGetValue(name, out var type) ? type
        : throw new UsageException($"--dtype {name}: {NearestName.Complaint(name, _types.Keys)}");
}
