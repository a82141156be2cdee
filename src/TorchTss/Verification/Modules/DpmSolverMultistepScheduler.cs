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
        var config = new SchedulerConfig(fixture);
        var algorithm = config.Choice("algorithm_type", "dpmsolver++", "sde-dpmsolver++", "deis");
        // Files written for other solvers mean the default, as in the original.
        var isHeun = config.Choice("solver_type", "midpoint", "heun", "logrho", "bh1", "bh2") == "heun";
        var solver = isHeun ? DpmSolverType.Heun : DpmSolverType.Midpoint;
        var (lower, euler) = (config.Flag("lower_order_final", true), config.Flag("euler_at_final", false));
        var order = config.Whole("solver_order", 2);
        if (order is not (1 or 2))
        {
            throw new UserException(
                $"{fixture.Name}: config.solver_order is {order}, expected 1 or 2; this build has no third order of DPM-Solver++");
        }
        return SchedulerMultistep.Run(fixture, config, algorithm == "sde-dpmsolver++"
            ? new DpmPlusPlus2MSdeSampler(
                new DpmPlusPlus2MSdeOptions { Solver = solver, Order = order, LowerOrderFinal = lower, EulerAtFinal = euler })
            : new DpmPlusPlus2MSampler(new DpmPlusPlus2MOptions { Solver = solver, Order = order, LowerOrderFinal = lower, EulerAtFinal = euler }));
    }
}
