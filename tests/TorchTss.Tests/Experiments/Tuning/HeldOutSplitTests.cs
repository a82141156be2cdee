using TorchTss.Experiments.Tuning;

namespace TorchTss.Tests.Experiments.Tuning;

public sealed class HeldOutSplitTests
{
    private static readonly string[] _pictures = [.. Enumerable.Range(0, 24).Select(i => $"picture {i}")];

    [TestCase(24, 0.5, 12), TestCase(24, 0.25, 6), TestCase(25, 0.5, 13), TestCase(4, 0.9, 2)]
    [TestCase(4, 0.01, 2), TestCase(100, 0.01, 2), TestCase(5, 0.99, 3)]
    public void Every_picture_is_in_one_part_and_each_part_has_two(int count, double share, int heldOut)
    {
        string[] pictures = [.. Enumerable.Range(0, count).Select(i => $"{i}")];
        var split = HeldOutSplit.Of(pictures, share, 0);
        Assert.That(split.HeldOut, Has.Count.EqualTo(heldOut));
        Assert.That(split.HeldOut.Concat(split.Fitting), Is.EquivalentTo(pictures));
    }

    [Test]
    public void The_order_of_the_pictures_does_not_matter()
    {
        var (given, turned) = (HeldOutSplit.Of(_pictures, 0.5, 7), HeldOutSplit.Of(_pictures.Reverse(), 0.5, 7));
        Assert.That(turned.Fitting, Is.EqualTo(given.Fitting));
        Assert.That(turned.HeldOut, Is.EqualTo(given.HeldOut));
    }

    [Test]
    public void Another_seed_is_another_split() => Assert.That(
        Enumerable.Range(0, 20).Select(seed => string.Join(',', HeldOutSplit.Of(_pictures, 0.5, seed).HeldOut.Order())), Is.Unique);

    [Test]
    public void Every_picture_is_held_out_by_some_seeds_and_fitted_on_by_others()
    {
        var held = Enumerable.Range(0, 200).SelectMany(seed => HeldOutSplit.Of(_pictures, 0.5, seed).HeldOut).CountBy(p => p).ToDictionary();
        Assert.That(_pictures.Select(p => held.GetValueOrDefault(p)), Is.All.InRange(60, 140), "100 expected, σ = 7");
    }

    [Test]
    public void A_picture_that_is_added_moves_at_most_one_other()
    {
        var before = HeldOutSplit.Of(_pictures, 0.5, 3);
        var after = HeldOutSplit.Of([.. _pictures, "new"], 0.5, 3);
        Assert.That(before.HeldOut.Except(after.HeldOut).Count() + before.Fitting.Except(after.Fitting).Count(), Is.LessThanOrEqualTo(1));
    }
}
