using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace TorchTss.Browser.Tests;

public sealed class AccessibilityTests : PageTest
{
    [TestCase(ColorScheme.Light, 1200)]
    [TestCase(ColorScheme.Dark, 1200)]
    [TestCase(ColorScheme.Light, 360)]
    [TestCase(ColorScheme.Dark, 360)]
    public async Task Axe_finds_nothing(ColorScheme scheme, int width)
    {
        await Open(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Page.EvaluateAsync("() => { for (const d of document.querySelectorAll('details')) d.open = true; }");
        var result = await Page.RunAxe();
        Assert.That(result.Violations.Select(v => $"{v.Impact} {v.Id}: {v.Help}; {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"),
            Is.Empty);
    }

    [Test]
    public async Task The_first_tab_leads_to_the_content()
    {
        await Page.Keyboard.PressAsync("Tab");
        Assert.That(await Page.EvaluateAsync<string>("() => document.activeElement.textContent"), Is.EqualTo("Skip to the content"));
        Assert.That(await Page.Locator(".skip").EvaluateAsync<bool>("link => link.getBoundingClientRect().top >= 0"), Is.True);
    }

    [Test]
    public async Task Everything_that_can_be_reached_shows_its_focus()
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < 60; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var focus = await Page.EvaluateAsync<string>("""
                () => {
                  const own = document.activeElement;
                  const marks = [own, own.nextElementSibling, own.nextElementSibling?.nextElementSibling].filter(Boolean);
                  const isOutlined = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                  const shown = marks.some(m => [null, "::after"].some(part => isOutlined(getComputedStyle(m, part))));
                  return `${shown} ${own.tagName} ${own.id || own.textContent.slice(0, 20)}`;
                }
                """);
            Assert.That(focus, Does.StartWith("true"), focus);
            seen.Add(focus);
        }
        Assert.That(seen, Has.Some.Contain("stage-split").And.Some.Contain(" stage").And.Some.Contain("viewer-left").And.Some.Contain("viewer-full"));
    }

    [Test]
    public async Task Landmarks_and_one_title()
    {
        Assert.That(await Page.Locator("main").CountAsync(), Is.EqualTo(1));
        Assert.That(await Page.Locator("header, nav, footer").CountAsync(), Is.EqualTo(3));
        Assert.That(await Page.Locator("h1").AllTextContentsAsync(), Is.EqualTo(new[] { "Steps & strategies <b>on pictures</b>" }));
        Assert.That(await Page.TitleAsync(), Is.EqualTo("Steps & strategies <b>on pictures</b>"));
    }

    [Test]
    public async Task Charts_have_words_and_their_numbers()
    {
        var charts = Page.Locator("figure.chart");
        Assert.That(await charts.CountAsync(), Is.EqualTo(6), "three metrics, against steps and against the baseline");
        foreach (var chart in await charts.AllAsync())
        {
            Assert.That(await chart.Locator("svg").GetAttributeAsync("aria-label"), Has.Length.GreaterThan(40));
            Assert.That(await chart.Locator("details tbody tr").CountAsync(), Is.GreaterThan(3));
        }
    }
}
