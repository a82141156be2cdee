using TorchTss.Runtime;
using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>diffusers' DPM-Solver++, as ODE or SDE solver of order 1 or 2.</summary>
[Named("diffusers.DPMSolverMultistepScheduler", "DPM-Solver++ 2M and SDE-DPM-Solver++ 2M, midpoint or heun")]
internal sealed class DpmSolverMultistepScheduler : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var config = fixture.SchedulerConfig();
        var algorithm = config.Name("algorithm_type", "dpmsolver++", "dpmsolver++", "sde-dpmsolver++", "deis");
        // Files written for other solvers mean the default, as in the original.
        var isHeun = config.Name("solver_type", "midpoint", "midpoint", "heun", "logrho", "bh1", "bh2") == "heun";
        var solver = isHeun ? DpmSolverType.Heun : DpmSolverType.Midpoint;
        var (lower, euler) = (config.Flag("lower_order_final", true), config.Flag("euler_at_final", false));
        var order = config.Whole("solver_order", 2);
        if (order is not (1 or 2))
        {
            throw config.Refusal("solver_order", $"is {order}, but only 1 or 2 is implemented");
        }
        // A network that also predicts a variance has twice the channels.
        config.OptionalName("variance_type", "fixed_small", "fixed_small_log", "fixed_large", "fixed_large_log");
        ISampler sampler = algorithm == "sde-dpmsolver++"
            ? new DpmPlusPlus2MSdeSampler(
                new DpmPlusPlus2MSdeOptions { Solver = solver, Order = order, LowerOrderFinal = lower, EulerAtFinal = euler })
            : new DpmPlusPlus2MSampler(new DpmPlusPlus2MOptions { Solver = solver, Order = order, LowerOrderFinal = lower, EulerAtFinal = euler });
        return SchedulerMultistep.Run(fixture, config, sampler, config.Number("lambda_min_clipped", double.NegativeInfinity));
    }
}
