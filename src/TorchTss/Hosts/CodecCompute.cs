using TorchTss.Networks;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts;

/// <summary>Where an autoencoder runs, and in what.</summary>
internal static class CodecCompute
{
    /// <summary>As the other networks, but one that says that it overflows in fp16 runs in float32; bf16 has float32's range.</summary>
    public static Compute Of(AutoencoderConfig config, Compute compute) =>
        compute.Dtype == ScalarType.Float16 && config.ForceUpcast ? compute with { Dtype = ScalarType.Float32 } : compute;
}
