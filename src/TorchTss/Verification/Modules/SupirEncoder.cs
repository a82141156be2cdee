using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's encoder alone, without the 1×1 convolution behind it.</summary>
[Named("supir.Encoder", "encoder of SUPIR's autoencoder (sgm)")]
internal sealed class SupirEncoder : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => Parameters(fixture.Config).Build();

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        using var encoder = Parameters(fixture.Config).Read(module!);
        return SupirAutoencoderOutputs.Of(fixture, encoder, fixture.Input("x", encoder), "moments");
    }

    /// <summary>The encoder of a <c>ddconfig</c> under ldm's names.</summary>
    public static LdmAutoencoderParameters<Encoder> Parameters(Checkpoints.ConfigReader ddconfig) =>
        new(() => new Encoder(LdmAutoencoderConfig.Read(ddconfig)), "encoder.");
}
