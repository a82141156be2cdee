using TorchSharp;
using TorchTss.Metrics.Fid;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The Fréchet distance of two sets of features, one row per picture.</summary>
[Named("pyiqa.frechet_distance", "Fréchet distance of two sets of features")]
internal sealed class PyiqaFrechetDistance : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var (first, second) = (fixture.Input("features1").to(torch.float64), fixture.Input("features2").to(torch.float64));
        return new Dictionary<string, torch.Tensor> { ["distance"] = torch.tensor(FrechetDistance.Between(first, second)) };
    }
}
