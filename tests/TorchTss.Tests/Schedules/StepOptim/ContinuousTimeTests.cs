using TorchTss.Schedules;
using TorchTss.Schedules.StepOptim;

namespace TorchTss.Tests.Schedules.StepOptim;

public sealed class ContinuousTimeTests
{
    private static readonly NoiseTable _table = NoiseTable.ScaledLinear();
    private static readonly ContinuousTime _time = new(_table);

    [Test] // baselines.md 6.2
    public void Lambda_and_its_inverse_are_the_originals()
    {
        Assert.That(_time.LambdaOf(1), Is.EqualTo(-2.682024).Within(1e-6));
        Assert.That(_time.LambdaOf(0.5), Is.EqualTo(-0.478025).Within(1e-6));
        Assert.That(_time.TimeOf(0), Is.EqualTo(0.354890).Within(1e-6));
    }

    [Test]
    public void At_a_table_entry_lambda_is_that_of_its_sigma() =>
        Assert.That(Math.Exp(-_time.LambdaOf(0.3)), Is.EqualTo(_table.Sigmas[299]).Within(1e-9));

    [Test]
    public void Times_beyond_the_ends_go_on_along_the_outermost_pieces([Values(0.0004, 0.001, 0.31415, 1, 1.02)] double time) =>
        Assert.That(_time.TimeOf(_time.LambdaOf(time)), Is.EqualTo(time).Within(1e-9));
}
