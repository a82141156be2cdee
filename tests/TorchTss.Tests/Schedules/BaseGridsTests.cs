using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Tests.Schedules;

public sealed class BaseGridsTests
{
    [Test]
    public void Host_is_the_grid_that_the_host_gives()
    {
        var own = BaseGrids.Create("respaced");
        Assert.That(BaseGrids.Resolve("host", own), Is.SameAs(own));
        Assert.That(BaseGrids.Resolve("paper", own).Offset, Is.EqualTo(1));
    }

    [Test]
    public void The_listing_begins_with_host_and_has_a_line_for_everyone()
    {
        Assert.That(BaseGrids.Listing[0].Name, Is.EqualTo("host"));
        Assert.That(BaseGrids.Listing.Select(l => l.Summary), Is.All.Not.Empty);
        Assert.That(BaseGrids.Listing.Select(l => l.Name), Is.Unique);
    }

    [Test]
    public void An_unknown_grid_is_refused_with_host_among_the_known()
    {
        var refusal = Assert.Throws<UsageException>(() => BaseGrids.Resolve("kerras", BaseGrids.Create("paper")));
        var known = Catalog<IBaseGrid>.Entries.Select(e => e.Name).Append("host").Order(StringComparer.Ordinal);
        Assert.That(refusal!.Message, Is.EqualTo($"--base-grid kerras: unknown, did you mean karras? known: {string.Join(", ", known)}"));
    }
}
