using System.Diagnostics;
using System.Globalization;
using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Benchmarks;

/// <summary>Decodes 1024² and 4096² pixels in tiles with an autoencoder of small width, each in its own process: what grows is the result.</summary>
/// <remarks>The picture is float32; runtime, libtorch and network are part of the peaks.</remarks>
[Named("tiled-vae", "a tiled decoder at 1024x1024 and 4096x4096 pixels: peak memory (Linux); argument: another list of tilings")]
internal sealed class TiledAutoencoderBenchmark : IBenchmark
{
    private const int Small = 128, Large = 512;
    private const double MostGrowth = 1.1;
    private const string Child = "--child";

    private static readonly string[] _kinds = ["overlap", "fast", "fast:fade=4"];
    private static readonly AutoencoderConfig _config = new() { Channels = [16, 32, 64, 64], Groups = 8, Layers = 1 };

    public void Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        if (!OperatingSystem.IsLinux()) throw new UserException("tiled-vae: peak memory is read from /proc, so this benchmark runs on Linux only");
        if (arguments is [Child, var kind, var side])
        {
            Measure(kind, int.Parse(side, CultureInfo.InvariantCulture), output);
            return;
        }
        double pixels = Large * Large * _config.Factor * _config.Factor;
        var picture = pixels * _config.DecodedChannels * sizeof(float) / (1 << 20);
        var table = new TextTable("tiling", "1024x1024 MB", "4096x4096 MB", "picture MB", "growth beside it", "seconds");
        foreach (var name in arguments.Count > 0 ? arguments : _kinds)
        {
            var (small, large) = (InChild(name, Small), InChild(name, Large));
            var growth = large.Megabytes / (small.Megabytes + picture);
            table.Add(name, small.Megabytes, large.Megabytes, picture, growth, large.Seconds);
            if (growth > MostGrowth)
            {
                table.Print(output);
                throw new UserException(string.Create(CultureInfo.InvariantCulture,
                    $"tiled-vae: {name} takes {growth:F2} times the memory of a small picture and the large one itself, promised are {MostGrowth}"));
            }
        }
        table.Print(output);
    }

    private static void Measure(string kind, int side, TextWriter output)
    {
        using var off = no_grad();
        using var autoencoder = new Autoencoder(_config);
        new DeterministicFill().Into(autoencoder, Compute.Reference);
        using var latent = randn([1, _config.LatentChannels, side, side], float32);
        using var source = TileSource.Of(latent);
        var start = Stopwatch.GetTimestamp();
        using var picture = autoencoder.Decode(source, Catalog<IAutoencoderTiling>.Create(kind, "tiled-vae"));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ProcessMemory.PeakMegabytes} {seconds}"));
    }

    private static (double Megabytes, double Seconds) InChild(string kind, int side)
    {
        string[] command = [typeof(Program).Assembly.Location, "tiled-vae", Child, kind, side.ToString(CultureInfo.InvariantCulture)];
        using var child = Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true })!;
        var text = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 && text.Split(' ') is [var megabytes, var seconds]
            ? (double.Parse(megabytes, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture))
            : throw new UserException($"tiled-vae: the measuring process of {kind} ended with {child.ExitCode}: {text}");
    }
}
