using TorchTss.Experiments.Tuning;
using TorchTss.Schedules;

namespace TorchTss.Tests.Experiments.Tuning;

public sealed class SearchSpaceTests
{
    private static readonly double[] _n = [1, 1.4, 1.8, 2.2, 2.6], _a = [0.3, 0.5, 0.7];

    [Test]
    public void Ranges_rise_and_the_plain_schedule_is_left_out()
    {
        var grid = new SearchSpace(_n, _a, spatial: true, anyOrder: false).Grid();
        Assert.That(grid, Has.Count.EqualTo((15 - 1) * 6), "15 rising pairs of n, without 1–1, times 6 of a");
        Assert.That(grid, Is.Unique);
        Assert.That(grid.All(c => c.N.Minimum <= c.N.Maximum && c.A.Minimum <= c.A.Maximum && c.Spatial));
        Assert.That(grid.Any(c => c.N == new ValueRange(1, 1)), Is.False);
    }

    [Test]
    public void Any_order_has_falling_ranges_too() =>
        Assert.That(new SearchSpace(_n, _a, spatial: true, anyOrder: true).Grid(), Has.Count.EqualTo((25 - 1) * 9));

    [Test]
    public void Without_sds_there_is_one_n_and_one_a()
    {
        var grid = new SearchSpace(_n, _a, spatial: false, anyOrder: false).Grid();
        Assert.That(grid, Has.Count.EqualTo(4 * 3));
        Assert.That(grid[0], Is.EqualTo(new Candidate(new ValueRange(1.4, 1.4), new ValueRange(0.3, 0.3), false)));
    }

    [Test]
    public void Values_may_come_in_any_order_and_twice() => Assert.That(
        new SearchSpace([2.6, 1, 1.4, 1.8, 2.2, 1], [0.7, 0.5, 0.3], true, false).Grid(), Is.EqualTo(new SearchSpace(_n, _a, true, false).Grid()));

    [Test]
    public void Around_a_point_is_half_a_step_along_each_coordinate()
    {
        var space = new SearchSpace(_n, _a, true, false);
        Assert.That(space.Around(Ranges(1.4, 2.2, 0.5, 0.7)), Is.EqualTo(new[]
        {
            Ranges(1.2, 2.2, 0.5, 0.7), Ranges(1.6, 2.2, 0.5, 0.7), Ranges(1.4, 2, 0.5, 0.7), Ranges(1.4, 2.4, 0.5, 0.7),
            Ranges(1.4, 2.2, 0.4, 0.7), Ranges(1.4, 2.2, 0.6, 0.7), Ranges(1.4, 2.2, 0.5, 0.6),
        }), "a_max is at its end");
        Assert.That(space.MostAround, Is.EqualTo(8));
    }

    [Test]
    public void Around_keeps_ranges_rising_and_n_above_the_plain_schedule()
    {
        var space = new SearchSpace([1, 1.4], [0.5], true, false);
        Assert.That(space.Around(Ranges(1.2, 1.2, 0.5, 0.5)), Is.EqualTo(new[] { Ranges(1, 1.2, 0.5, 0.5), Ranges(1.2, 1.4, 0.5, 0.5) }));
        Assert.That(space.Around(Ranges(1, 1.2, 0.5, 0.5)), Is.EqualTo(new[] { Ranges(1.2, 1.2, 0.5, 0.5), Ranges(1, 1.4, 0.5, 0.5) }), "not 1–1");
    }

    [Test]
    public void A_step_from_a_point_off_the_grid_stays_inside()
    {
        var space = new SearchSpace([1.2, 1.4, 2.4], [0.5], false, false);
        Assert.That(space.Around(Single(1.5)).Select(c => c.N.Minimum), Is.EqualTo(new[] { 1.2, 2 }), "half of 1.4…2.4, no further than the grid");
        Assert.That(space.Around(Single(3)).Select(c => c.N.Minimum), Is.EqualTo(new[] { 2.5 }), "towards the grid only");
        Assert.That(space.Around(Single(1.1)).Select(c => c.N.Minimum), Is.EqualTo(new[] { 1.2 }), "towards the grid only");
    }

    [Test]
    public void Uneven_grids_have_uneven_steps() => Assert.That(
        new SearchSpace([1.2, 1.4, 2.4], [0.5], false, false).Around(Single(1.4)).Select(c => c.N.Minimum), Is.EqualTo(new[] { 1.3, 1.9 }));

    [Test]
    public void Ends_of_the_grid_are_told()
    {
        var space = new SearchSpace(_n, _a, true, false);
        Assert.That(space.Edges(Ranges(1, 2.2, 0.5, 0.5)), Is.Empty, "below n = 1 there is nothing");
        Assert.That(space.Edges(Ranges(1, 2.6, 0.3, 0.7)), Is.EqualTo(new[]
        {
            "--n-grid: the winner lies at its end, 2.6; widen it to look beyond",
            "--a-grid: the winner lies at its end, 0.3; widen it to look beyond",
            "--a-grid: the winner lies at its end, 0.7; widen it to look beyond",
        }));
        Assert.That(new SearchSpace([1.6], [0.5], false, false).Edges(Single(1.6)), Is.Empty, "one value is no search");
    }

    private static Candidate Ranges(double n0, double n1, double a0, double a1) => new(new ValueRange(n0, n1), new ValueRange(a0, a1), true);

    private static Candidate Single(double n) => new(new ValueRange(n, n), new ValueRange(0.5, 0.5), false);
}
