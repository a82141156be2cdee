using TorchTss.Runtime;

namespace TorchTss.Benchmarks;

/// <summary>Writes a SUPIR of small width, to try the host without a download.</summary>
[Named("synthetic-supir", "FOLDER: an SDXL base and a SUPIR of small width with random numbers, under the published names; pictures will be noise")]
internal sealed class SmallSupir : IBenchmark
{
    public void Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        if (arguments is not [var folder]) throw new UsageException("synthetic-supir: give the FOLDER to write into");
        output.WriteLine($"wrote {SyntheticSupir.Write(folder)}: tss PICTURE --host supir --weights {folder} --min-size 64");
    }
}
