using System.Runtime.InteropServices;
using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Runtime;
using static System.FormattableString;
using static TorchSharp.torch;

namespace TorchTss.Metrics.QAlign;

/// <summary>Brings a Q-Align model into memory, or says in numbers why it cannot be there.</summary>
internal static class QAlignLoader
{
    // As libtorch says it of CUDA, of the CPU, and of the CPU under Windows.
    private static readonly string[] _outOfMemory = ["out of memory", "can't allocate memory", "not enough memory"];

    /// <summary>The type that a model computes in.</summary>
    /// <param name="stored">Of its weights in the file.</param>
    /// <param name="compute">What was asked for. A GPU computes in half precision, as the original does: in the one asked for, else in float16.
    /// The CPU computes in bfloat16 what is stored in half precision, and in float32 what is stored in it.</param>
    public static ScalarType Dtype(ScalarType stored, Compute compute) => compute.Device.type == DeviceType.CPU
        ? stored == ScalarType.Float32 ? ScalarType.Float32 : ScalarType.BFloat16
        : compute.Dtype == ScalarType.Float32 ? ScalarType.Float16 : compute.Dtype;

    /// <summary>Builds the model and gives it its values.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="weights">Its values; not disposed.</param>
    /// <param name="compute">The device, and the type for <see cref="Dtype"/>.</param>
    /// <param name="memory">Bytes that this process may have.</param>
    /// <exception cref="UserException">Other keys or shapes than those of config.json, or too little memory.</exception>
    public static (OwlModel Model, ScalarType Dtype) Load(OwlConfig config, ICheckpoint weights, Compute compute, long memory)
    {
        var dtype = Dtype(weights.Entries.MaxBy(Elements)?.Dtype ?? ScalarType.Float32, compute);       // small tables may be stored more exactly
        if (compute.Device.type == DeviceType.CPU && Converted(weights, dtype) > memory)
        {
            throw TooLarge(weights, compute with { Dtype = dtype }, $"this machine has {Size(memory)}");
        }
        var model = MetaDevice.Build(() => new OwlModel(config));
        try
        {
            StrictLoader.Load(model, "the mPLUG-Owl2 of its config.json", weights, dtype, compute.Device, ["*.rotary_emb.inv_freq"]);
        }
        catch (Exception e)
        {
            model.Dispose();
            if (e is not ExternalException || !_outOfMemory.Any(words => e.Message.Contains(words, StringComparison.Ordinal))) throw;
            throw TooLarge(weights, compute with { Dtype = dtype }, "there is less free");
        }
        model.eval();
        return (model, dtype);
    }

    /// <summary>Bytes of the tensors that cannot stay in their file because they are stored in another type.</summary>
    private static long Converted(ICheckpoint weights, ScalarType dtype) =>
        weights.Entries.Where(e => e.Dtype != dtype).Sum(e => Elements(e) * dtype.ElementSize());

    private static long Elements(CheckpointEntry entry) => entry.Shape.Aggregate(1L, (product, size) => product * size);

    private static UserException TooLarge(ICheckpoint weights, Compute compute, string found)
    {
        var bytes = weights.Entries.Sum(Elements) * compute.Dtype.ElementSize();
        return new UserException($"{weights.Path}: QAlign needs {Size(bytes)} of memory for its weights on {compute}, but {found}; "
            + "leave this metric out, or use a device with more memory");
    }

    private static string Size(long bytes) => bytes < 1_000_000_000 ? Invariant($"{bytes / 1e6:0.#} MB") : Invariant($"{bytes / 1e9:0.#} GB");
}
