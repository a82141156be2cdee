using System.Diagnostics;
using System.Globalization;
using TorchTss.Checkpoints;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Benchmarks;

/// <summary>Opens a 2 GB file of 274 tensors and takes every tensor, each way in processes of its own so that memory starts clean.</summary>
/// <remarks>The file is in the page cache. The first time in a process includes compiling the reader's code; "again" is the second time.</remarks>
[Named("safetensors-load", "2 GB of weights: views of the file against copies through byte[], time and anonymous memory (Linux)")]
internal sealed class SafetensorsLoadBenchmark : IBenchmark
{
    private const int Rounds = 5, Tensors = 274;
    private const long Bytes = 2L << 30;
    private const double MostMilliseconds = 100, MostMegabytes = 50;

    private static readonly string[] _ways = ["views", "views, again", "byte[] copies"];

    public void Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new UserException("safetensors-load: anonymous memory is read from /proc, so this benchmark runs on Linux only");
        }
        if (arguments is [var way, var file])
        {
            if (way == "views, again") Views(file).ForEach(t => t.Dispose());
            var one = Measure(way, file);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Wall} {one.Cpu} {one.Megabytes}"));
            return;
        }
        var folder = Directory.CreateTempSubdirectory("torchtss-");
        try
        {
            var path = Path.Combine(folder.FullName, "weights.safetensors");
            Write(path);
            Report(path, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Report(string path, TextWriter output)
    {
        var results = _ways.ToDictionary(way => way, _ => new List<Measurement>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var way in _ways) results[way].Add(InChild(way, path));
        }
        var title = string.Create(CultureInfo.InvariantCulture, $"{Tensors} tensors, {new FileInfo(path).Length / 1e9:F2} GB");
        var table = new TextTable(title, "wall median ms", "min", "ratio", "cpu median ms", "anonymous MB", "most");
        var views = Wall("views");
        foreach (var way in _ways)
        {
            var memory = results[way].ConvertAll(r => r.Megabytes);
            table.Add(way, Wall(way).Median, Wall(way).Minimum, Wall(way).Median / views.Median,
                Statistic.Of(results[way].ConvertAll(r => r.Cpu)).Median,
                Statistic.Of(memory).Median, memory.Max());
        }
        table.Print(output);
        var most = results["views"].Max(r => r.Megabytes);
        if (views.Median >= MostMilliseconds || most >= MostMegabytes)
        {
            var found = string.Create(CultureInfo.InvariantCulture, $"{views.Median:F1} ms and up to {most:F1} MB");
            throw new UserException(
                $"safetensors-load: views took {found}, promised are {MostMilliseconds} ms and {MostMegabytes} MB; is the machine busy?");
        }
        output.WriteLine($"views: below {MostMilliseconds} ms and {MostMegabytes} MB, as promised");

        Statistic Wall(string way) => Statistic.Of(results[way].ConvertAll(r => r.Wall));
    }

    private static Measurement Measure(string way, string path)
    {
        using (zeros(1)) { }                                    // libtorch is up, whatever the way
        GC.Collect();
        var (memory, cpu, start) = (ProcessMemory.AnonymousMegabytes, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var tensors = way == "byte[] copies" ? Copies(path) : Views(path);
        var result = new Measurement(
            Stopwatch.GetElapsedTime(start).TotalMilliseconds,
            (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds,
            ProcessMemory.AnonymousMegabytes - memory);
        return tensors.Count == Tensors ? result : throw new UserException($"{path}: {tensors.Count} tensors, {Tensors} expected");
    }

    private static List<Tensor> Views(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return [.. file.Names.Select(file.Tensor)];
    }

    /// <summary>What one writes at first: seek, read into an array, copy into a tensor.</summary>
    private static List<Tensor> Copies(string path)
    {
        using var file = SafetensorsFile.Open(path);
        using var stream = File.OpenRead(path);
        var dataStart = stream.Length - file.Index.Values.Sum(e => e.Length);
        var tensors = new List<Tensor>();
        foreach (var (name, entry) in file.Index)
        {
            stream.Position = dataStart + entry.Offset;
            var bytes = new byte[entry.Length];
            stream.ReadExactly(bytes);
            var tensor = empty(entry.Shape.AsSpan(), file.Entries.First(e => e.Name == name).Dtype);
            bytes.CopyTo(tensor.bytes);
            tensors.Add(tensor);
        }
        return tensors;
    }

    private static Measurement InChild(string way, string path)
    {
        string[] command = [typeof(Program).Assembly.Location, "safetensors-load", way, path];
        using var child = Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true })!;
        var text = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 && text.Split(' ') is [var wall, var cpu, var memory]
            ? new(double.Parse(wall), double.Parse(cpu), double.Parse(memory))
            : throw new UserException($"safetensors-load: the measuring process ended with {child.ExitCode}: {text}");
    }

    /// <summary>F32, F16 and BF16 in turn, all of about the same number of bytes.</summary>
    private static void Write(string path)
    {
        ScalarType[] dtypes = [ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16];
        var each = Bytes / Tensors / 4 / 256 * 256;
        var entries = Enumerable.Range(0, Tensors).Select(i => (Name: $"blocks.{i}.weight", Dtype: dtypes[i % 3]))
            .Select(t => new CheckpointEntry(t.Name, t.Dtype, [256, each / 256 * (t.Dtype == ScalarType.Float32 ? 1 : 2)])).ToArray();
        using var writer = new SafetensorsWriter(path, entries);
        foreach (var entry in writer.Names.Select(name => entries.First(e => e.Name == name)))
        {
            using var values = rand(entry.Shape.AsSpan(), float32).to(entry.Dtype!.Value);
            writer.Add(entry.Name, values);
        }
        writer.Commit();
    }

    private readonly record struct Measurement(double Wall, double Cpu, double Megabytes);
}
