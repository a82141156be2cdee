using TorchSharp;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Tests.Schedules;

public sealed class SpatialScheduleTests
{
    private static readonly NoiseTable _table = NoiseTable.ScaledLinear();
    private static readonly ValueRange _n = new(2.2, 2.5), _a = new(0.58, 0.63);
    private static readonly TssSettings _plain = new(), _tds = new() { Tds = true }, _tss = new() { Tds = true, Sds = true };

    private static IEnumerable<string> Grids => Catalog<IBaseGrid>.Entries.Select(e => e.Name);

    [Test]
    public void A_plain_run_is_the_hosts_own_schedule_whatever_the_warp([Values("polynomial", "trigonometric", "exponential-printed")] string warp)
    {
        using var schedule = Build(_plain with { Warp = warp, N = 2, A = 0.3 }, 7);
        Assert.That(Timesteps(schedule), Is.EqualTo(new[] { 999.0, 856, 713, 570, 428, 285, 142 }));
        Assert.That(schedule.Steps.Select(s => s.From.Sigma.item<double>()), Is.EqualTo(Timesteps(schedule).Select(t => _table.Sigmas[(int)t])));
    }

    [Test]
    public void Power_one_is_the_plain_run_to_the_bit([ValueSource(nameof(Grids))] string grid)
    {
        using var plain = Build(_plain, 20, grid: grid);
        using var one = Build(_tds with { N = 1, A = 0.37 }, 20, grid: grid);
        Assert.That(Timesteps(one), Is.EqualTo(Timesteps(plain)));
    }

    [Test] // supir.md 5.5: v = 0, 0.5, 1
    public void Each_position_has_the_worked_values_of_its_variance()
    {
        using var scope = torch.NewDisposeScope();
        using var schedule = Build(_tss, 7, torch.tensor(new[] { 0f, 0.5f, 1f }).view(1, 1, 1, 3));
        double[][] expected =
        [
            [999, 959, 819, 560, 297, 122, 26],
            [999, 962, 814, 528, 268, 103, 20],
            [999, 964, 805, 493, 240, 87, 15],
        ];
        for (var i = 0; i < 3; i++) Assert.That(At(schedule, i, width: 3), Is.EqualTo(expected[i]));
    }

    [Test] // pasd.md 4.2
    [TestCase("paper", 0.25, new[] { 999.0, 897, 756, 596, 422, 253, 105 })]
    [TestCase("linspace", 0.25, new[] { 999.0, 897, 757, 597, 423, 255, 107 })]
    [TestCase("paper", 0.75, new[] { 999.0, 938, 795, 585, 354, 173, 50 })]
    [TestCase("linspace", 0.75, new[] { 999.0, 939, 796, 586, 355, 175, 52 })]
    [TestCase("paper", 1, new[] { 999.0, 948, 795, 542, 304, 134, 33 })]
    [TestCase("linspace", 1, new[] { 999.0, 948, 795, 544, 306, 136, 34 })]
    public void Has_the_worked_values_of_PASD(string grid, double v, double[] expected)
    {
        using var scope = torch.NewDisposeScope();
        using var schedule = SpatialSchedule.Build(
            _table, BaseGrids.Create(grid), _tss, new ValueRange(1, 2), new ValueRange(0.4, 0.6), 7, torch.full([1, 1, 2, 2], v, torch.float64));
        Assert.That(Timesteps(schedule), Is.EqualTo(expected));
    }

    [Test] // stablesr.md 7.1: a = 0.65, n = 1.2, smallest first
    [TestCase("respaced", 7, new[] { 0, 126, 291, 475, 669, 855, 999 })]
    [TestCase("respaced", 15, new[] { 0, 46, 106, 171, 242, 317, 394, 475, 557, 641, 725, 805, 879, 947, 999 })]
    [TestCase("paper", 7, new[] { 104, 241, 393, 555, 724, 879, 999 })]
    [TestCase("paper", 15, new[] { 41, 96, 157, 221, 290, 362, 435, 511, 589, 668, 746, 820, 888, 951, 999 })]
    public void Has_the_worked_values_of_StableSR(string grid, int steps, int[] rising)
    {
        using var schedule = Build(_tds with { N = 1.2, A = 0.65 }, steps, grid: grid);
        Assert.That(Timesteps(schedule).Reverse(), Is.EqualTo(rising));
    }

    [Test]
    public void Time_alone_takes_the_middle_of_the_hosts_ranges()
    {
        using var middle = Build(_tds, 7);
        using var given = Build(_tds with { N = 2.35, A = 0.605 }, 7);
        Assert.That(Timesteps(middle), Is.EqualTo(Timesteps(given)));
        Assert.That(Timesteps(middle), Is.EqualTo(new[] { 999.0, 962, 814, 528, 268, 103, 20 }));
    }

    [Test]
    public void Ranges_of_the_settings_go_before_the_hosts()
    {
        using var scope = torch.NewDisposeScope();
        using var schedule = Build(_tss with { NRange = new(1, 2), ARange = new(0.4, 0.6) }, 7, torch.ones(1, 1, 2, 2), "linspace");
        Assert.That(Timesteps(schedule), Is.EqualTo(new[] { 999.0, 948, 795, 544, 306, 136, 34 }));
    }

    [Test]
    public void Space_without_time_leaves_the_flattest_position_plain()
    {
        using var scope = torch.NewDisposeScope();
        var v = torch.tensor(new[] { 0.0, 1 }).view(1, 1, 1, 2);
        using var spatial = Build(_tss with { Tds = false }, 7, v);
        using var both = Build(_tss, 7, v);
        using var plain = Build(_plain, 7);
        Assert.That(At(spatial, 0), Is.EqualTo(Timesteps(plain)));
        Assert.That(At(spatial, 1), Is.EqualTo(At(both, 1)));
    }

    [Test]
    public void A_constant_map_costs_and_gives_what_a_number_does()
    {
        using var scope = torch.NewDisposeScope();
        using var map = Build(_tss, 7, torch.full([1, 1, 5, 6], 0.5));
        using var number = Build(_tds, 7);
        Assert.That(map.Steps.Select(s => s.From.Timestep.numel()), Is.All.EqualTo(1));
        Assert.That(Timesteps(map), Is.EqualTo(Timesteps(number)));
    }

    [Test]
    public void Begins_on_one_level_and_ends_clean()
    {
        using var scope = torch.NewDisposeScope();
        using var schedule = Build(_tss, 7, torch.rand(1, 1, 5, 6));
        Assert.That(schedule.Steps[0].From.Timestep.item<double>(), Is.EqualTo(999));
        Assert.That(schedule.Steps[1].From.Timestep.shape, Is.EqualTo(new long[] { 1, 1, 5, 6 }));
        Assert.That(schedule.Steps[^1].To.Sigma.item<double>(), Is.Zero);
    }

    [Test]
    public void Repeated_indices_stay_at_a_thousand_steps([Values("legacy-ddpm", "respaced", "paper")] string grid)
    {
        using var scope = torch.NewDisposeScope();
        using var schedule = Build(_tss, 1000, torch.linspace(0, 1, 6).view(1, 1, 2, 3), grid);
        Assert.That(schedule.Count, Is.EqualTo(1000));
        var repeats = 0;
        foreach (var (from, to) in schedule.Steps.Take(999))
        {
            Assert.That((to.Timestep <= from.Timestep).all().item<bool>(), Is.True);
            Assert.That(from.Sigma.isfinite().all().item<bool>(), Is.True);
            repeats += (to.Timestep == from.Timestep).any().item<bool>() ? 1 : 0;
        }
        Assert.That(repeats, Is.GreaterThan(0));
    }

    [Test]
    public void Without_rounding_sigma_is_interpolated_at_the_real_timestep()
    {
        using var schedule = Build(_tds with { N = 2.2, A = 0.58, Rounding = TimestepRounding.None }, 7);
        var second = schedule.Steps[1].From;
        Assert.That(second.Timestep.item<double>(), Is.EqualTo(959.8753332218156).Within(1e-9));
        Assert.That(second.Sigma.item<double>(), Is.EqualTo(_table.SigmaAt(second.Timestep.item<double>())).Within(1e-12));
    }

    [Test]
    public void Leading_begins_below_the_top_on_a_map()
    {
        using var scope = torch.NewDisposeScope();
        using var schedule = Build(_tss, 7, torch.linspace(0, 1, 6).view(1, 1, 2, 3), "leading");
        Assert.That(schedule.Steps[0].From.Timestep.numel(), Is.EqualTo(6));
    }

    [Test]
    public void The_first_problem_is_refused()
    {
        var refusal = Assert.Throws<UsageException>(() => Build(_plain, 1200));
        Assert.That(refusal!.Message, Is.EqualTo("--steps 1200: the networks know 1000 training steps; use 1 to 1000"));
    }

    [Test]
    public void Space_without_a_variance_map_is_a_defect() => Assert.Throws<ArgumentNullException>(() => Build(_tss, 7));

    [Test]
    public void Owns_its_levels_and_leaves_nothing_behind()
    {
        using var outer = torch.NewDisposeScope();
        var v = torch.rand(1, 1, 5, 6);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Build(_tss, 7, v).Dispose();
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    [Test]
    public void Levels_outlive_the_scope_they_were_built_in()
    {
        SamplingSchedule schedule;
        using (torch.NewDisposeScope()) schedule = Build(_tds, 3);
        Assert.That(Timesteps(schedule)[0], Is.EqualTo(999));
        schedule.Dispose();
    }

    private static SamplingSchedule Build(TssSettings tss, int steps, torch.Tensor? variance = null, string grid = "legacy-ddpm") =>
        SpatialSchedule.Build(_table, BaseGrids.Create(grid), tss, _n, _a, steps, variance);

    private static double[] Timesteps(SamplingSchedule schedule) => [.. schedule.Steps.Select(s => s.From.Timestep.item<double>())];

    private static double[] At(SamplingSchedule schedule, int column, int width = 2) =>
        [.. schedule.Steps.Select(s => s.From.Timestep.expand(1, 1, 1, width)[0, 0, 0, column].item<double>())];
}
