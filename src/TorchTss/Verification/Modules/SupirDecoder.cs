using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's decoder alone, without the 1×1 convolution before it.</summary>
[Named("supir.Decoder", "decoder of SUPIR's autoencoder (sgm)")]
internal sealed class SupirDecoder : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => Parameters(fixture.Config).Build();

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        using var decoder = Parameters(fixture.Config).Read(module!);
        return SupirAutoencoderOutputs.Of(fixture, decoder, fixture.Input("z", decoder), "x");
    }

    /// <summary>The decoder of a <c>ddconfig</c> under ldm's names.</summary>
    public static LdmAutoencoderParameters<Decoder> Parameters(Checkpoints.ConfigReader ddconfig) =>
        new(() => new Decoder(LdmAutoencoderConfig.Read(ddconfig)), "decoder.");
}
