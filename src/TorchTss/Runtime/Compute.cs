using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchTss.Runtime;

/// <summary>Where networks run and in which dtype. Latents, schedules and embeddings of time stay float32 or better everywhere.</summary>
/// <param name="Device">The CPU or a CUDA device.</param>
/// <param name="Dtype">float32, bfloat16, or on CUDA float16.</param>
public sealed record Compute(Device Device, ScalarType Dtype)
{
    /// <summary>The CPU in float32: what parity is decided on.</summary>
    public static Compute Reference { get; } = new(CPU, ScalarType.Float32);

    /// <summary>Chooses from the user's words; on the CPU also turns on the fast exact matrix multiplication.</summary>
    /// <param name="device"><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</param>
    /// <param name="dtype"><c>auto</c> (fp32 on the CPU, bf16 on CUDA), <c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</param>
    /// <exception cref="UsageException">An unknown word, a device that is not there, or fp16 on the CPU.</exception>
    public static Compute Choose(string device, string dtype)
    {
        var chosen = Of(ChooseDevice(device), dtype);
        if (chosen.Device.type == DeviceType.CPU) OneDnnMatmul.EnableWhereExact();
        return chosen;
    }

    /// <summary>The same for a plan: a CUDA device need not be there.</summary>
    /// <param name="device">As in <see cref="Choose"/>.</param>
    /// <param name="dtype">As in <see cref="Choose"/>.</param>
    /// <exception cref="UsageException">An unknown word, or fp16 on the CPU.</exception>
    internal static Compute Planned(string device, string dtype) =>
        Of(CudaIndex(device) is { } index ? new Device(DeviceType.CUDA, index) : ChooseDevice(device), dtype);

    private static Compute Of(Device chosen, string dtype)
    {
        var onCpu = chosen.type == DeviceType.CPU;
        var type = dtype switch
        {
            "auto" => onCpu ? ScalarType.Float32 : ScalarType.BFloat16,
            "fp32" => ScalarType.Float32,
            "bf16" => ScalarType.BFloat16,
            "fp16" when onCpu => throw new UsageException(
                "--dtype fp16: CPUs compute fp16 some 500 times slower than bf16; use --dtype bf16 or fp32, or a CUDA device"),
            "fp16" => ScalarType.Float16,
            _ => throw new UsageException($"--dtype {dtype}: {NearestName.Complaint(dtype, ["auto", "fp32", "bf16", "fp16"])}"),
        };
        return new Compute(chosen, type);
    }

    /// <summary>"cpu fp32", for people.</summary>
    public override string ToString() => $"{Device} {Dtype switch { ScalarType.Float32 => "fp32", ScalarType.BFloat16 => "bf16", _ => "fp16" }}";

    private static Device ChooseDevice(string text)
    {
        if (text == "cpu") return CPU;
        if (text == "auto") return cuda.is_available() ? new Device("cuda:0") : CPU;
        if (CudaIndex(text) is not { } index)
        {
            throw new UsageException($"--device {text}: {NearestName.Complaint(text, ["auto", "cpu", "cuda", "cuda:0"])}");
        }
        if (!cuda.is_available())
        {
            throw new UsageException($"--device {text}: this build or this machine has no CUDA; "
                + "use --device cpu, or build with -p:TorchBackend=cuda on a machine with an NVIDIA driver");
        }
        if (index >= cuda.device_count()) throw new UsageException($"--device {text}: there are {cuda.device_count()} CUDA devices, numbered from 0");
        return new Device($"cuda:{index}");
    }

    /// <summary>The number in <c>cuda:n</c>, 0 for <c>cuda</c>; null for anything else.</summary>
    private static int? CudaIndex(string text) => text == "cuda" ? 0
        : text.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(text[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}
