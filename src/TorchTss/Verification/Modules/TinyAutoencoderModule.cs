using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>The bundled autoencoder, both ways.</summary>
[Named("tiny.Autoencoder", "the bundled host's autoencoder: posterior of a picture, picture of a latent")]
internal sealed class TinyAutoencoderModule : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        fixture.Call.Name("weights", "tiny", "tiny");
        using var host = TinyFixture.Open();
        var autoencoder = host.Model.Codec.Autoencoder;
        var scale = host.Model.Configs.Autoencoder.ScalingFactor;
        var posterior = autoencoder.Use(a => a.Encode(fixture.Input("image")));
        return new Dictionary<string, Tensor>
        {
            ["mean"] = posterior.Mean * scale,
            ["logvar"] = posterior.LogVariance,
            ["decoded"] = autoencoder.Use(a => a.Decode(fixture.Input("latent") / scale)),
        };
    }
}
