using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

/// <summary>PASD specification, sections 3 and 4.4.</summary>
public sealed class UniPcSamplerTests
{
    private static readonly double[][] _paperGrid =
    [
        [999, 856, 713, 570, 427, 284, 141], [999, 897, 756, 596, 422, 253, 105], [999, 923, 783, 602, 395, 214, 75],
        [999, 938, 795, 585, 354, 173, 50], [999, 948, 795, 542, 304, 134, 33],
    ];

    private static readonly double[][] _hostGrid =
    [
        [999, 856, 714, 571, 428, 285, 143], [999, 897, 757, 597, 423, 255, 107], [999, 923, 783, 603, 396, 216, 76],
        [999, 939, 796, 586, 355, 175, 52], [999, 948, 795, 544, 306, 136, 34],
    ];

    private static IEnumerable<TestCaseData> Maps()
    {
        yield return new TestCaseData(_paperGrid, new double[][]
        {
            [2.113485118, 1.731226883, 1.515872640, 1.400923476, 1.327983054], [3.792221920, 3.161545472, 2.783629105, 2.602852772, 2.549633204],
            [5.984476984, 5.415630678, 5.177156967, 5.295007204, 5.765371100], [8.411011056, 8.267311867, 8.462797041, 8.859201739, 9.296207446],
            [10.672870503, 10.815303535, 11.010083721, 11.194292207, 11.262998529],
            [12.435281115, 12.452967065, 12.371686554, 12.255922627, 12.033169901],
            [13.530827086, 13.187708108, 12.846449454, 12.544218214, 12.207348621],
        });
        yield return new TestCaseData(_hostGrid, new double[][]
        {
            [2.113485118, 1.731226883, 1.515872640, 1.393497547, 1.327983054], [3.778462165, 3.149482881, 2.783629105, 2.588467156, 2.549633204],
            [5.967095411, 5.399117844, 5.162572754, 5.270032747, 5.737927369], [8.392635099, 8.249242353, 8.447424142, 8.827293993, 9.272510664],
            [10.656301732, 10.786285914, 10.986242572, 11.151404536, 11.247936785],
            [12.412133994, 12.431876306, 12.363522679, 12.217317065, 12.029890563],
            [13.527095301, 13.183401985, 12.845655624, 12.517653525, 12.209920625],
        });
    }

    [TestCaseSource(nameof(Maps))]
    public void Every_position_follows_its_own_schedule(double[][] lists, double[][] expected)
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Rows(lists);
        var trace = Trajectory.VariancePreserving(Trajectory.Sampler("unipc"), Leaning(-0.05), schedule);
        for (var k = 0; k < expected.Length; k++) Assert.That(trace[k], Is.EqualTo(expected[k]).Within(1e-5), $"step {k}");
    }

    [TestCase(-0.05, new[] { 2.11348486, 3.77846241, 5.96709538, 8.39263535, 10.65630245, 12.41213417, 13.52709579 })]
    [TestCase(0, new[] { 2.05456519, 3.54572511, 5.43308592, 7.46002722, 9.28289223, 10.61507416, 11.29028893 })]
    public void Scalar_trajectory_is_the_official_one(double slope, double[] expected)
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(_hostGrid[0]);
        var trace = Trajectory.VariancePreserving(Trajectory.Sampler("unipc"), Leaning(slope), schedule);
        Assert.That(trace.Select(x => x[0]), Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void Order_warms_up_and_comes_down_by_the_step_count_alone()
    {
        var sampler = new UniPcSampler(new UniPcOptions { Order = 3 });
        Assert.That(Enumerable.Range(0, 7).Select(k => sampler.OrderOf(k, 7)), Is.EqualTo([1, 2, 3, 3, 3, 2, 1]));
        var free = new UniPcSampler(new UniPcOptions { Order = 2, LowerOrderFinal = false });
        Assert.That(Enumerable.Range(0, 4).Select(k => free.OrderOf(k, 4)), Is.EqualTo([1, 2, 2, 2]));
    }

    [Test]
    public void Without_corrections_order_2_is_dpmpp_2m()
    {
        using var scope = NewDisposeScope();
        // With repeats, so that the drop to order 1 after an empty interval is the same too.
        using var schedule = Trajectory.Rows([999, 856, 714, 571, 428], [999, 999, 714, 714, 300], [999, 700, 700, 500, 100]);
        var unipc = Trajectory.VariancePreserving(Trajectory.Sampler("unipc:disable-corrector=0+1+2+3"), Leaning(-0.05), schedule);
        var dpm = Trajectory.VariancePreserving(Trajectory.Sampler("dpmpp-2m"), Leaning(-0.05), schedule);
        for (var k = 0; k < unipc.Length; k++) Assert.That(unipc[k], Is.EqualTo(dpm[k]).Within(1e-5), $"step {k}");
    }

    [Test]
    public void Bounded_step_ratio_only_acts_where_a_step_is_longer_than_that()
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(_hostGrid[4]);
        var free = Trajectory.VariancePreserving(Trajectory.Sampler("unipc"), Leaning(-0.05), schedule);
        // The largest h/u of this list is that of step 1, 2·1.2978.
        var loose = Trajectory.VariancePreserving(Trajectory.Sampler("unipc:max-step-ratio=2.7"), Leaning(-0.05), schedule);
        var tight = Trajectory.VariancePreserving(Trajectory.Sampler("unipc:max-step-ratio=1"), Leaning(-0.05), schedule);
        Assert.That(loose, Is.EqualTo(free));
        Assert.That(tight[1], Is.Not.EqualTo(free[1]).Within(1e-3));
    }

    [Test]
    public void Malformed_step_list_is_refused() => Assert.That(() => Trajectory.Sampler("unipc:disable-corrector=0+x"),
        Throws.TypeOf<UsageException>().With.Message.EqualTo(
            "--sampler unipc: disable-corrector=0+x: expected step numbers joined by '+', as in 0+1"));

    /// <summary>e_k = 0.1(k+1) + slope·x, x variance-preserving.</summary>
    private static Denoise Leaning(double slope) => (x, sigma, step) =>
        ((Network)((input, _) => 0.1 * (step.Index + 1) + slope * input)).Denoiser(new EpsilonPrediction(), Trajectory.Table)(x, sigma, step);
}
