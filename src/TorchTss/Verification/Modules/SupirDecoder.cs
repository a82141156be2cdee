using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's decoder alone, without the 1×1 convolution before it.</summary>
[Named("supir.Decoder", "decoder of SUPIR's autoencoder (sgm)")]
internal sealed class SupirDecoder() : SupirAutoencoderSide<Decoder>(Parameters, input: "z", answer: "x")
{
    /// <summary>The decoder of a <c>ddconfig</c> under ldm's names.</summary>
    public static LdmAutoencoderParameters<Decoder> Parameters(ConfigReader ddconfig) =>
        new(() => new Decoder(LdmAutoencoderConfig.Read(ddconfig)), "decoder.");
}
