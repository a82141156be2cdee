namespace TorchTss.Tests.Metrics;

public sealed class ClosedFormTests
{
    [Test]
    public void Pictures_are_the_specifications()
    {
        var (a, b) = (ClosedForm.Picture(1, 384, 288), ClosedForm.Picture(2, 384, 288));
        Assert.That(Enumerable.Range(0, 4).Select(x => a.Row(0)[3 * x]), Is.EqualTo(new[] { 20, 15, 39, 18 }));
        Assert.That(Enumerable.Range(0, 4).Select(x => a.Row(3)[3 * x + 2]), Is.EqualTo(new[] { 99, 150, 116, 126 }));
        Assert.That((a.Pixels.Sum(p => (long)p), b.Pixels.Sum(p => (long)p)), Is.EqualTo((42_414_252L, 42_412_578L)));
    }
}
