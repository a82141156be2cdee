using TorchTss.Metrics.ClipIqa;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.ClipIqa;

public sealed class ClipPromptTokensTests
{
    [TestCase("Five", 10, 6, 49406L, 886L, 2867L, 49407L, 0L, 0L)]
    [TestCase("Paper", 2, 5, 49406L, 886L, 1125L, 269L, 49407L)]
    public void Each_text_begins_ends_and_is_filled_up_with_zeros(string prompts, int texts, int length, params long[] first)
    {
        using var scope = NewDisposeScope();
        var ids = ClipPromptTokens.Of(Enum.Parse<ClipPrompts>(prompts));
        Assert.That(ids.shape, Is.EqualTo(new long[] { texts, length }));
        Assert.That(ids[0].data<long>().ToArray(), Is.EqualTo(first));
        Assert.That((ids == 49407).sum(1).data<long>().ToArray(), Is.All.EqualTo(1));
    }
}
