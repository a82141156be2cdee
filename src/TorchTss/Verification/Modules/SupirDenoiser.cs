using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's denoiser: σ rounded to the table, the index told to the network, for items of a batch and for maps.</summary>
[Named("supir.DiscreteDenoiserWithControl", "SUPIR's preconditioning with sigmas rounded to the table (sgm)")]
internal sealed class SupirDenoiser : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        fixture.Config.Ignore("weighting_config", "scaling_config");
        var table = SupirDiscretization.Table(fixture.Config.Part("discretization_config").Part("params"));
        fixture.Config.Only("num_idx", table.Count);
        var network = new SupirStandIn(fixture.Call.Text("network")!);
        var (x, given) = (fixture.Input("x"), fixture.Input("sigma"));
        var sigma = given.to(float64).view(given.dim() == 1 ? [-1, 1, 1, 1] : given.shape);
        var scale = Networks.Supir.ControlScale.Of(fixture.Call.Number("control_scale", 1));
        var outputs = new Dictionary<string, Tensor>();
        Network analytic = (input, index) =>
        {
            outputs["network_input"] = input.clone().DetachFromDisposeScope();
            outputs["timestep"] = index.to(int64).view(given.shape).DetachFromDisposeScope();
            outputs["sigma_quantized"] = table.SigmaAt(index).to(float32).view(given.shape).DetachFromDisposeScope();
            return network.Answer(input, index, scale, fixture.Input("control"), fixture.Input("vector"));
        };
        using var schedule = new SamplingSchedule([new NoiseLevel(sigma.clone(), zeros_like(sigma)), NoiseLevel.Clean()]);
        using var history = new SamplerHistory(0);
        var step = new SamplerStep(0, 1, x, new WholeRun(schedule, history, new SeededNoise(0)));
        outputs["denoised"] = analytic.Denoiser(new EpsilonPrediction(), table, RaisedNoise.Discrete)(x, sigma, step);
        return outputs;
    }
}
