using Microsoft.Playwright;

namespace TorchTss.Browser.Tests;

public sealed class ThemeTests : PageTest
{
    [Test]
    public async Task The_button_switches_and_the_choice_is_remembered()
    {
        var light = await Background();
        await Page.Locator("#theme").ClickAsync();
        var dark = await Background();
        Assert.That(dark, Is.Not.EqualTo(light));
        Assert.That(await Page.Locator("#theme").GetAttributeAsync("aria-pressed"), Is.EqualTo("true"));
        await Page.ReloadAsync();
        Assert.That(await Background(), Is.EqualTo(dark));
        await Page.Locator("#theme").ClickAsync();
        Assert.That(await Background(), Is.EqualTo(light));
    }

    [Test]
    public async Task Without_a_choice_the_system_decides()
    {
        var light = await Background();
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.That(await Background(), Is.Not.EqualTo(light));
        // The page is told of the change by an event, a moment later.
        await Assertions.Expect(Page.Locator("#theme")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Test]
    public async Task Paper_is_light_and_has_no_controls()
    {
        var light = await Background();
        await Page.Locator("#theme").ClickAsync();
        await Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.That(await Page.Locator("h1").EvaluateAsync<string>("h => getComputedStyle(h).color"), Is.EqualTo("rgb(27, 31, 35)"), light);
        Assert.That(await Page.Locator(".choosers, .tools, .bar, .thumbs")
            .EvaluateAllAsync<bool>("all => all.every(e => getComputedStyle(e).display === 'none')"), Is.True);
        Assert.That((await Page.Locator(".grid-view").IsVisibleAsync(), await Page.Locator(".list-view").IsVisibleAsync()), Is.EqualTo((true, true)));
    }

    private Task<string> Background() => Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
