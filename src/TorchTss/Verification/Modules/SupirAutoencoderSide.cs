using TorchSharp;
using TorchTss.Checkpoints;

namespace TorchTss.Verification.Modules;

/// <summary>One side of SUPIR's autoencoder by itself.</summary>
/// <param name="parameters">The network of a <c>ddconfig</c> under ldm's names.</param>
/// <param name="input">What cases call its input.</param>
/// <param name="answer">What they call its answer.</param>
internal abstract class SupirAutoencoderSide<TNetwork>(
    Func<ConfigReader, LdmAutoencoderParameters<TNetwork>> parameters, string input, string answer) : IFixtureModule
    where TNetwork : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    public torch.nn.Module Build(FixtureCase fixture) => parameters(fixture.Config).Build();

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        using var network = parameters(fixture.Config).Read(module!);
        return SupirAutoencoderOutputs.Of(fixture, network, fixture.Input(input, network), answer);
    }
}
