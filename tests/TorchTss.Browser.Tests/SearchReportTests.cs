using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace TorchTss.Browser.Tests;

public sealed class SearchReportTests : PageTest
{
    protected override string Address => BrowserSetUp.Search.Address;

    private ILocator Shown => Page.Locator("#frequency .part:visible");

    [TestCase(ColorScheme.Light, 1200)]
    [TestCase(ColorScheme.Dark, 1200)]
    [TestCase(ColorScheme.Light, 360)]
    public async Task Axe_finds_nothing(ColorScheme scheme, int width)
    {
        await Show(width, scheme);
        await Page.EvaluateAsync("() => { for (const d of document.querySelectorAll('details')) d.open = true; }");
        var result = await Page.RunAxe();
        Assert.That(result.Violations.Select(v => $"{v.Impact} {v.Id}: {v.Help}; {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"),
            Is.Empty);
    }

    [Test]
    public async Task One_part_of_the_pictures_is_shown_at_a_time_and_all_groups_follow_the_choice()
    {
        Assert.That(await Scopes(), Is.EqualTo(new[] { "all", "all", "all" }), "3, 5 and 9 steps");
        await Page.GetByText("smooth texture", new() { Exact = true }).ClickAsync();
        Assert.That(await Scopes(), Is.EqualTo(new[] { "smooth", "smooth", "smooth" }));
        await Page.Keyboard.PressAsync("ArrowRight");
        Assert.That(await Scopes(), Is.EqualTo(new[] { "medium", "medium", "medium" }), "by keyboard");
        await Page.Keyboard.PressAsync("ArrowRight");
        Assert.That(await Scopes(), Is.EqualTo(new[] { "high", "high", "high" }));
        Assert.That(await Page.GetByRole(AriaRole.Radio, new() { Name = "high texture" }).IsCheckedAsync(), Is.True);
    }

    [Test]
    public async Task Charts_have_words_and_their_numbers()
    {
        var charts = Page.Locator("#frequency figure.chart:visible");
        Assert.That(await charts.CountAsync(), Is.EqualTo(6 + 6 + 2 + 6), "of 3, 5 and 9 steps, then of results");
        foreach (var chart in await charts.AllAsync())
        {
            Assert.That(await chart.Locator("svg").GetAttributeAsync("aria-label"), Has.Length.GreaterThan(40));
            Assert.That(await chart.Locator("details tbody tr").CountAsync(), Is.GreaterThan(2));
        }
    }

    [Test]
    public async Task Nothing_of_a_drawing_lies_outside_it()
    {
        var outside = await Page.Locator("#frequency figure.chart:visible svg").EvaluateAllAsync<string[]>("""
            drawings => drawings.flatMap(svg => {
              const box = svg.getBoundingClientRect();
              return [...svg.querySelectorAll("text, .mark, .line")].filter(part => {
                const own = part.getBoundingClientRect();
                return own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1 || own.bottom > box.bottom + 1;
              }).map(part => `${svg.getAttribute("aria-label").slice(0, 30)}: ${part.outerHTML}`);
            })
            """);
        Assert.That(outside, Is.Empty);
    }

    [Test]
    public async Task On_a_phone_the_page_fits_and_tables_scroll_inside_their_frames()
    {
        await Show(360, ColorScheme.Dark);
        await Page.EvaluateAsync("() => { for (const d of document.querySelectorAll('details')) d.open = true; }");
        Assert.That(await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.EqualTo(360));
        Assert.That(await Page.Locator("#tuning .scroll").First.EvaluateAsync<bool>("frame => frame.scrollWidth > frame.clientWidth"), Is.True);
    }

    [Test]
    public async Task A_round_opens_by_keyboard()
    {
        var round = Page.Locator("#tuning details.round").First;
        await round.Locator("summary").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        Assert.That(await round.Locator("tbody tr").First.IsVisibleAsync(), Is.True);
        Assert.That(await round.Locator("tbody tr").CountAsync(), Is.EqualTo(5));
    }

    [Test]
    public async Task Without_script_one_part_is_shown_and_another_can_be_chosen()
    {
        await Open(new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 1200, Height = 900 } });
        Assert.That(await Shown.CountAsync(), Is.EqualTo(3));
        await Page.GetByText("high texture", new() { Exact = true }).ClickAsync();
        Assert.That(await Page.Locator("#frequency .part[data-scope=high]").First.IsVisibleAsync(), Is.True);
    }

    private Task<string[]> Scopes() => Shown.EvaluateAllAsync<string[]>("parts => parts.map(p => p.dataset.scope)");
}
