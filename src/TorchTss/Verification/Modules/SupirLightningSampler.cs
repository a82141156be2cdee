using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules.Grids;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's sampler for Lightning bases: DPM++ 2M SDE on Karras' levels, without noise in the first step.</summary>
[Named("supir.RestoreDPMPP2MSampler", "SUPIR's Lightning sampler: DPM++ 2M SDE on Karras' levels")]
internal class SupirLightningSampler : IFixtureModule
{
    /// <summary>Whether this is the tiled one.</summary>
    protected virtual bool IsTiled => false;

    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var run = new SupirTrajectory(fixture);
        fixture.Config.Ignore("restore_cfg", "s_churn");                         // arguments of the class that its steps do not read
        fixture.Call.Ignore("use_linear_control_scale", "control_scale_start");
        var sampler = new DpmPlusPlus2MSdeSampler(new DpmPlusPlus2MSdeOptions
        {
            Eta = run.Option("eta", 1),
            NoiseScale = run.Option("s_noise", 1),
            NoiseFirst = false,
        });
        return run.Run(sampler, new LegacyKarrasGrid(new KarrasOptions()), IsTiled, restores: false);
    }
}

/// <summary>The same in overlapping tiles.</summary>
[Named("supir.TiledRestoreDPMPP2MSampler", "SUPIR's Lightning sampler in overlapping tiles")]
internal sealed class SupirTiledLightningSampler : SupirLightningSampler
{
    protected override bool IsTiled => true;
}
