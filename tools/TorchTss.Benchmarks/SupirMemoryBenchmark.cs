using System.Diagnostics;
using System.Globalization;
using TorchTss.Hosts;
using TorchTss.Hosts.Memory;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Benchmarks;

/// <summary>Restores to 1024² and 4096² pixels in tiles with a SUPIR of small width, each in its own process: what grows is the picture.</summary>
/// <remarks>Two steps of TDS and SDS with churn, guidance and wavelet colours. 4000² is worked on at another size and resized at the end.
/// Peaks are the kernel's (VmHWM), runtime, libtorch and weights included; stages are anonymous memory. A run holds two pictures
/// of 8 bits, the enlarged input and the result; the promise is one float32 picture.</remarks>
[Named("supir-memory", "SUPIR of small width in tiles at 1024x1024 and 4096x4096 pixels: peak memory (Linux); arguments: sides, key=value")]
internal sealed class SupirMemoryBenchmark : IBenchmark
{
    private const double MostGrowth = 1.1;
    private const int Scale = 4;
    private const string Child = "--child";

    private static readonly int[] _sides = [1024, 4096, 4000];

    public void Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        if (!OperatingSystem.IsLinux()) throw new UserException("supir-memory: peak memory is read from /proc, so this benchmark runs on Linux only");
        if (arguments.Count > 2 && arguments[0] == Child)
        {
            Measure(arguments[1], Number(arguments[2]), arguments.Skip(3), output);
            return;
        }
        var sides = arguments.Where(a => !a.Contains('=')).Select(Number).ToArray() is { Length: > 0 } given ? given : _sides;
        var weights = Directory.CreateTempSubdirectory("supir-memory");
        try
        {
            Compare(SyntheticSupir.Write(weights.FullName), sides, [.. arguments.Where(a => a.Contains('='))], output);
        }
        finally
        {
            weights.Delete(recursive: true);
        }
    }

    private static void Compare(string weights, int[] sides, string[] options, TextWriter output)
    {
        var table = new TextTable("output", "peak MB", "beside a float picture", "beside its 8 bits", "planned MB", "seconds");
        double? first = null;
        var worst = 0.0;
        foreach (var side in sides)
        {
            var (numbers, stages) = InChild(weights, side, options);
            var (peak, picture) = (numbers[0], 3.0 * side * side / (1 << 20));
            first ??= peak;
            var growth = side == sides[0] ? 1 : peak / (first.Value + sizeof(float) * picture);
            worst = Math.Max(worst, growth);
            table.Add($"{side}x{side}", peak, growth, side == sides[0] ? 1.0 : peak / (first.Value + picture), numbers[1], numbers[2]);
            output.WriteLine($"{side}x{side}: {stages}");
        }
        table.Print(output);
        if (worst > MostGrowth)
        {
            throw new UserException(string.Create(CultureInfo.InvariantCulture,
                $"supir-memory: a large picture takes {worst:F2} times the memory of a small one and its own floats, promised are {MostGrowth}"));
        }
    }

    private static void Measure(string weights, int side, IEnumerable<string> options, TextWriter output)
    {
        var settings = options.Aggregate(Settings(weights), With);
        var input = Picture(side / Scale);
        var kind = Catalog<IHostKind>.Create(settings.Host, "--host");
        var compute = Compute.Choose(settings.Device, settings.Dtype);
        using var peaks = new StagePeaks();
        peaks.Begin("loading");
        using var resolver = new SuperResolver(new StagedHost(kind.Open(settings, compute), peaks.Begin), compute);
        var image = resolver.Run(input, settings).Image;
        if (image.Width != side || image.Height != side) throw new InvalidOperationException($"{image.Width}x{image.Height}");
        var need = MemoryCheck.Need(settings, input.Width, input.Height)!;
        var stages = peaks.Stages.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} {s.Megabytes:F0} MB {s.Seconds:F1} s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{ProcessMemory.PeakMegabytes} {need.Peak / (double)(1 << 20)}"));
        output.Write(string.Join(", ", stages));
    }

    private static RunSettings Settings(string weights) => new()
    {
        Host = "supir",
        Weights = weights,
        Scale = Scale,
        MinSize = 64,
        Steps = 2,
        SChurn = 5,
        Tile = 512,
        LatentTile = 128,
        Device = "cpu",
        Tss = new() { Tds = true, Sds = true },
    };

    private static RunSettings With(RunSettings settings, string option) => option.Split('=', 2) switch
    {
        ["tile", var v] => settings with { Tile = Number(v) },
        ["kind", var v] => settings with { TileKind = v },
        ["latent-tile", var v] => settings with { LatentTile = Number(v) },
        ["colour", var v] => settings with { ColorFix = v },
        ["restore", var v] => settings with { Restore = Number(v) },
        ["steps", var v] => settings with { Steps = Number(v) },
        _ => throw new UsageException($"supir-memory: {option} is none of tile, kind, latent-tile, colour, restore and steps"),
    };

    /// <summary>Waves with noise on them: textured everywhere, more so to the right.</summary>
    private static Image8 Picture(int side)
    {
        var image = new Image8(side, side);
        var random = new Random(1);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var (x, y) = (i / 3 % side, i / 3 / side);
            image.Pixels[i] = (byte)(128 + 60 * Math.Sin(x / 23.0) * Math.Cos(y / 31.0) + random.Next(-20, 21) * x / side);
        }
        return image;
    }

    private static (double[] Numbers, string Stages) InChild(string weights, int side, string[] options)
    {
        var size = side.ToString(CultureInfo.InvariantCulture);
        string[] command = [typeof(Program).Assembly.Location, "supir-memory", Child, weights, size, .. options];
        var clock = Stopwatch.StartNew();
        using var child = Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true })!;
        var text = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 && text.Split('\n') is [var numbers, var stages]
            ? ([.. numbers.Split(' ').Take(2).Select(n => double.Parse(n, CultureInfo.InvariantCulture)), clock.Elapsed.TotalSeconds], stages)
            : throw new UserException($"supir-memory: the measuring process of {side} ended with {child.ExitCode}: {text}");
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
