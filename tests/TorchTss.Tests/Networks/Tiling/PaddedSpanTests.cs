using TorchTss.Networks.Tiling;

namespace TorchTss.Tests.Networks.Tiling;

public sealed class PaddedSpanTests
{
    [Test] // supir.md 7
    public void Splits_as_the_original_does()
    {
        Assert.That(PaddedSpan.Split(1024, 512, 32), Is.EqualTo(new PaddedSpan[] { new(0, 544, 0, 512), new(480, 1024, 512, 1024) }));
        Assert.That(PaddedSpan.Split(128, 64, 11), Is.EqualTo(new PaddedSpan[] { new(0, 86, 0, 75), new(64, 128, 75, 128) }));
    }

    [Test]
    public void A_length_within_its_padding_is_one_tile() =>
        Assert.That(PaddedSpan.Split(40, 64, 32), Is.EqualTo(new PaddedSpan[] { new(0, 40, 0, 40) }));

    [Test]
    public void Kept_parts_cover_every_length_once_and_are_seen_with_their_padding([Values(11, 32)] int padding, [Values(8, 17, 64)] int tile)
    {
        for (var length = 1; length < 400; length++)
        {
            var spans = PaddedSpan.Split(length, tile, padding);
            Assert.That(spans.Select(s => s.KeptFrom), Is.EqualTo(spans.Select(s => s.KeptTo).SkipLast(1).Prepend(0)), $"{length}");
            Assert.That(spans[^1].KeptTo, Is.EqualTo(length));
            foreach (var s in spans)
            {
                Assert.That(s.From, Is.EqualTo(Math.Max(0, s.KeptFrom - padding)).Or.EqualTo(0));
                Assert.That(s.To, Is.GreaterThanOrEqualTo(Math.Min(length, s.KeptTo + padding)).And.LessThanOrEqualTo(length));
                Assert.That(s.To - s.From, Is.LessThanOrEqualTo(tile + 2 * padding));
            }
        }
    }
}
