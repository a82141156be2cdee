using TorchTss.Experiments.Tuning;

namespace TorchTss.Tests.Experiments.Tuning;

public sealed class FidelityTests
{
    [Test]
    public void Pictures_grow_first_and_seeds_when_they_have_run_out() => Assert.That(
        Fidelity.Ladder(first: 2, pictures: 12, seeds: 5, eta: 2),
        Is.EqualTo(new Fidelity[] { new(2, 1), new(4, 1), new(8, 1), new(12, 1), new(12, 2), new(12, 4), new(12, 5) }));

    [Test]
    public void A_first_round_on_everything_is_the_only_one() =>
        Assert.That(Fidelity.Ladder(first: 9, pictures: 4, seeds: 1, eta: 2), Is.EqualTo(new Fidelity[] { new(4, 1) }));

    [Test]
    public void Large_factors_do_not_overflow() =>
        Assert.That(Fidelity.Ladder(2, 3, 2, int.MaxValue), Is.EqualTo(new Fidelity[] { new(2, 1), new(3, 1), new(3, 2) }));
}
