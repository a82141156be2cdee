using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules.Grids;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's EDM sampler: Euler with churn under linear guidance and restoration guidance.</summary>
[Named("supir.RestoreEDMSampler", "Euler with churn, linear guidance and restoration, scalar and on maps")]
internal class SupirEdmSampler : IFixtureModule
{
    /// <summary>Whether this is the tiled one.</summary>
    protected virtual bool IsTiled => false;

    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var run = new SupirTrajectory(fixture);
        var sampler = new EulerSampler(new EulerOptions
        {
            Churn = run.Option("s_churn", 0),
            ChurnMin = run.Option("s_tmin", 0),
            ChurnMax = run.Option("s_tmax", double.PositiveInfinity),
            NoiseScale = run.Option("s_noise", 1),
        });
        return run.Run(sampler, new LegacyDdpmGrid(), IsTiled, restores: true);
    }
}

/// <summary>The same in overlapping tiles.</summary>
[Named("supir.TiledRestoreEDMSampler", "SUPIR's EDM sampler in overlapping tiles, scalar and on maps")]
internal sealed class SupirTiledEdmSampler : SupirEdmSampler
{
    protected override bool IsTiled => true;
}
