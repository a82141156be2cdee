using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's guidance, whose weight is linear in σ.</summary>
[Named("supir.LinearCFG", "SUPIR's guidance, linear in sigma, per item and on maps (sgm)")]
internal sealed class SupirGuidance : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var scale = fixture.Config.OptionalNumber("scale") ?? throw fixture.Config.Refusal("scale", "is missing");
        var weight = new SigmaLine(AtClean: fixture.Config.Number("scale_min", scale), AtNoisiest: scale);
        var (halves, given) = (fixture.Input("x"), fixture.Input("sigma"));
        var sigma = given.to(float64).view(given.dim() == 1 ? [-1, 1, 1, 1] : given.shape);
        Denoise recorded = (_, _, _) => halves.alias();
        return new Dictionary<string, Tensor>
        {
            ["guided"] = recorded.WithGuidance(weight)(halves.chunk(2)[0], sigma, null!),
            ["weight"] = weight.At(sigma).to(float32).view(given.shape),
        };
    }
}
