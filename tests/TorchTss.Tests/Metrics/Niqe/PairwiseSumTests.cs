using TorchTss.Metrics.Niqe;

namespace TorchTss.Tests.Metrics.Niqe;

public sealed class PairwiseSumTests
{
    [Test]
    public void Whole_numbers_add_up_whatever_the_count([Values(0, 1, 7, 8, 9, 127, 128, 129, 1000, 9216)] int count)
    {
        float[] values = [.. Enumerable.Range(1, count)];
        Assert.That(PairwiseSum.Of<float>(values), Is.EqualTo(count * (count + 1L) / 2).Within(count > 5000 ? 4 : 0));
        Assert.That(PairwiseSum.Of<double>([.. values.Select(v => (double)v)]), Is.EqualTo(count * (count + 1L) / 2));
    }

    [Test]
    public void Eight_running_sums_are_added_in_pairs()
    {
        // 2²⁴ + 1 is 2²⁴ in float32. The ones meet in running sums of their own before they meet the large number:
        // ((2²⁴ + 2) + 4) + 8, where one running sum would never leave 2²⁴.
        float[] values = [16777216, .. Enumerable.Repeat(1f, 15)];
        Assert.That(PairwiseSum.Of<float>(values), Is.EqualTo(16777230f));
    }

    [Test]
    public void What_is_longer_than_a_block_is_halved_at_a_multiple_of_eight()
    {
        // 200 numbers: 96 and 104. The large one is alone with zeros in its half.
        var values = new float[200];
        values[0] = 16777216;
        for (var i = 96; i < 200; i++) values[i] = 1;
        Assert.That(PairwiseSum.Of<float>(values), Is.EqualTo(16777216f + 104));
        values[95] = 1;
        Assert.That(PairwiseSum.Of<float>(values), Is.EqualTo(16777216f + 104), "the 96th belongs to the first half, where it is lost");
    }
}
