using System.Diagnostics;
using System.Globalization;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Benchmarks;

/// <summary>Scores a picture of 12 megapixels with each metric that needs no download, in a process of its own: seconds and peak memory.</summary>
/// <remarks>The picture is made, not read: its 36 MB and those of its reference are part of the peak, and so are the runtime and libtorch.</remarks>
[Named("metric-memory", "4000x3000 pixels through NIQE, SSIM and PSNR: seconds and peak memory (Linux); argument: another list of metrics")]
internal sealed class MetricMemoryBenchmark : IBenchmark
{
    private const int Width = 4000, Height = 3000;
    private const double MostMegabytes = 1500;
    private const string Child = "--child";

    private static readonly string[] _metrics =
        ["niqe", "niqe:variant=basicsr", "ssim", "ssimc", "ssim:downsample=true", "ssim:variant=basicsr", "psnr", "psnry", "psnr:variant=basicsr"];

    public void Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new UserException("metric-memory: peak memory is read from /proc, so this benchmark runs on Linux only");
        }
        if (arguments is [Child, var metric])
        {
            Measure(metric, output);
            return;
        }
        var table = new TextTable($"{Width}x{Height}", "score", "first s", "again s", "peak MB");
        foreach (var name in arguments.Count > 0 ? arguments : _metrics)
        {
            var numbers = InChild(name);
            table.Add(name, numbers[0], numbers[1], numbers[2], numbers[3]);
            if (numbers[3] >= MostMegabytes)
            {
                throw new UserException(string.Create(CultureInfo.InvariantCulture,
                    $"metric-memory: {name} took {numbers[3]:F0} MB, promised are {MostMegabytes}"));
            }
        }
        table.Print(output);
    }

    private static void Measure(string name, TextWriter output)
    {
        var metric = (IImageMetric)Catalog<IMetric>.Create(name, "metric-memory");
        using var scorer = metric.Open(new MetricFolder(), Compute.Reference);
        var (image, reference) = (Picture(1), Picture(2));
        var times = new double[2];
        var score = 0.0;
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            score = scorer.Score(image, metric.Traits.NeedsReference ? reference : null);
            times[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{score} {times[0]} {times[1]} {ProcessMemory.PeakMegabytes}"));
    }

    /// <summary>Waves with noise on them: textured everywhere.</summary>
    private static Image8 Picture(int seed)
    {
        var image = new Image8(Width, Height);
        var random = new Random(seed);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var (x, y) = (i / 3 % Width, i / 3 / Width);
            image.Pixels[i] = (byte)(128 + 60 * Math.Sin(x / 23.0) * Math.Cos(y / 31.0) + random.Next(-20, 21));
        }
        return image;
    }

    private static double[] InChild(string metric)
    {
        string[] command = [typeof(Program).Assembly.Location, "metric-memory", Child, metric];
        using var child = Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true })!;
        var text = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 ? [.. text.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))]
            : throw new UserException($"metric-memory: the measuring process of {metric} ended with {child.ExitCode}: {text}");
    }
}
