using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's encoder alone, without the 1×1 convolution behind it.</summary>
[Named("supir.Encoder", "encoder of SUPIR's autoencoder (sgm)")]
internal sealed class SupirEncoder() : SupirAutoencoderSide<Encoder>(Parameters, input: "x", answer: "moments")
{
    /// <summary>The encoder of a <c>ddconfig</c> under ldm's names.</summary>
    public static LdmAutoencoderParameters<Encoder> Parameters(ConfigReader ddconfig) =>
        new(() => new Encoder(LdmAutoencoderConfig.Read(ddconfig)), "encoder.");
}
