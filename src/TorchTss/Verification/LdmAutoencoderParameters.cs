using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Checkpoints.Layouts.Spellings;

namespace TorchTss.Verification;

/// <summary>An autoencoder, or one side of it, whose case is filled under ldm's names.</summary>
/// <param name="build">Makes the network.</param>
/// <param name="within">What the network is called in an autoencoder, with the dot; empty: it is one.</param>
/// <param name="prefix">What the case puts before every name.</param>
internal sealed class LdmAutoencoderParameters<TModule>(Func<TModule> build, string within = "", string prefix = "") where TModule : torch.nn.Module
{
    private static readonly LdmAutoencoderKeys _spelling = new();

    /// <summary>The parameters under ldm's names, to be filled.</summary>
    public torch.nn.Module Build()
    {
        var keys = new KeyTable(SpeltKeys.Of(build).With(within)).In(_spelling);
        return new ParameterTree(keys.Names.Select(name => (prefix + name[within.Length..], keys.Shape(name).ToArray())));
    }

    /// <summary>The network with the values that such parameters have been given.</summary>
    public TModule Read(torch.nn.Module parameters)
    {
        var like = parameters.parameters().First();
        var file = new ModuleCheckpoint(parameters);
        var own = new KeyTable(file.Entries).Under(prefix);
        var keys = new KeyTable(own.Names.Select(name => (within + name, own.Shape(name))));
        using var source = new DerivedCheckpoint(
            file, _spelling.ToDiffusers(keys).Select(t => t with { Name = t.Name[within.Length..], Source = prefix + t.Source[within.Length..] }));
        var network = MetaDevice.Build(build);
        StrictLoader.Load(network, "the autoencoder", source, like.dtype, like.device);
        return network;
    }
}
