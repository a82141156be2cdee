using TorchTss.Runtime;
using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>diffusers' UniPC of order 1 to 3 in data prediction.</summary>
[Named("diffusers.UniPCMultistepScheduler", "UniPC of order 1 to 3, bh1 or bh2, with any step's corrector disabled")]
internal sealed class UniPcMultistepScheduler : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var config = fixture.SchedulerConfig();
        var order = config.Whole("solver_order", 2);
        if (order is < 1 or > 3)
        {
            throw config.Refusal("solver_order", $"is {order}, but only 1 to 3 are implemented");
        }
        var sampler = new UniPcSampler(new UniPcOptions
        {
            Order = order,
            // Files written for other solvers mean bh2, as in the original.
            Variant = config.Name("solver_type", "bh2", "bh2", "bh1", "midpoint", "heun", "logrho") == "bh1" ? UniPcVariant.Bh1 : UniPcVariant.Bh2,
            LowerOrderFinal = config.Flag("lower_order_final", true),
            DisableCorrector = string.Join('+', config.Numbers("disable_corrector") ?? []),
        });
        var outputs = SchedulerMultistep.Run(fixture, config, sampler);
        var count = outputs.Keys.Count(name => name.StartsWith("x.", StringComparison.Ordinal));
        outputs["order"] = tensor(Enumerable.Range(0, count).Select(k => (long)sampler.OrderOf(k, count)).ToArray());
        return outputs;
    }
}
