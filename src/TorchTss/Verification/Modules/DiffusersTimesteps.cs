using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The sinusoid.</summary>
[Named("diffusers.Timesteps", "sinusoid of the time embedding (diffusers)")]
internal sealed class DiffusersTimesteps : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var json = fixture.Config;
        json.Only("scale", 1);
        var sinusoid = new Sinusoid(json.RequiredCount("num_channels"), json.Flag("flip_sin_to_cos", true), json.Number("downscale_freq_shift", 0));
        return new Dictionary<string, torch.Tensor> { ["emb"] = sinusoid.Of(fixture.Input("timesteps")) };
    }
}
