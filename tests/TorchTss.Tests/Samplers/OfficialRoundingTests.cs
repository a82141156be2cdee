using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using TorchTss.Schedules.Grids;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

/// <summary>supir.md 9.2: σ̂, table indices and step lengths of the original's default run, whose sampler computes in bfloat16.</summary>
public sealed class OfficialRoundingTests
{
    private static readonly NoiseTable _table = NoiseTable.ScaledLinear();

    [Test]
    public void Seven_steps_without_churn_see_the_originals_indices() => Assert.That(Run(7, 0).Indices, Is.EqualTo(new[] { 999, 856, 713, 569, 427, 285, 142 }));

    [Test]
    public void Seven_steps_with_churn_see_the_originals_sigmas_and_indices()
    {
        var (sigmas, indices) = Run(7, 5);
        Assert.That(sigmas, Is.EqualTo(new[] { 20.625, 9.4375, 4.96875, 2.890625, 1.8046875, 1.1171875, 0.6171875 }));
        Assert.That(indices, Is.EqualTo(new[] { 999, 923, 794, 664, 532, 387, 219 }));
    }

    [Test]
    public void Fifty_steps_with_churn_begin_as_the_originals() => Assert.That(
        Run(50, 5) is var (sigmas, indices) ? (sigmas[..5], indices[..5]) : default,
        Is.EqualTo((new[] { 16.125, 14.25, 12.75, 11.375, 10.1875 }, new[] { 999, 995, 976, 956, 937 })));

    [Test]
    public void A_step_is_as_long_as_the_originals()
    {
        using var scope = NewDisposeScope();
        // With x0 = 0 and no noise, x moves by dt·x/σ̂: −14/20.625 of it.
        var trajectory = Follow(7, 5, (x, _, _) => zeros_like(x), noise: 0);
        Assert.That(trajectory[0], Is.EqualTo(1 - 14 / 20.625).Within(1e-6));
    }

    [Test]
    public void Guidance_weights_are_rounded_after_every_operation()
    {
        using var scope = NewDisposeScope();
        var w = new SigmaLine(4, 1, IsBf16: true).At(full([1], 20.625, float64)).item<double>();
        Assert.That(w, Is.EqualTo(-0.25), "−61.875 becomes −62, −4.2423 becomes −4.25; without rounding it is −0.2338");
    }

    private static (double[] Sigmas, int[] Indices) Run(int steps, double churn)
    {
        using var scope = NewDisposeScope();
        var (sigmas, indices) = (new List<double>(), new List<int>());
        Follow(steps, churn, (x, sigma, _) =>
        {
            sigmas.Add(sigma.item<double>());
            indices.Add((int)_table.NearestIndex(sigma).item<double>());
            return x * 0.5;
        }, noise: 1);
        return ([.. sigmas], [.. indices]);
    }

    private static float[] Follow(int steps, double churn, Denoise denoise, double noise)
    {
        using var schedule = SpatialSchedule.Build(_table, new LegacyDdpmGrid(), new TssSettings(), new(1, 1), new(0.5, 0.5), steps, null);
        var sampler = new EulerSampler(new EulerOptions { Churn = churn, Bf16 = true, NoiseScale = noise });
        return [.. Trajectory.Of(sampler, denoise, ones(1, 1, 1, 1), schedule, new SeededNoise(1)).Latents.Select(l => l[0])];
    }
}
