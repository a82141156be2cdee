namespace TorchTss.Browser.Tests;

public sealed class SafetyTests : PageTest
{
    [Test]
    public async Task Hostile_names_stay_text()
    {
        Assert.That(await Page.Locator("#viewer-picture option").Nth(2).TextContentAsync(), Is.EqualTo(SampleReport.Hostile));
        Assert.That(await Page.Locator("#viewer-thumbs label").Nth(2).Locator("span").TextContentAsync(), Is.EqualTo(SampleReport.Hostile));
        await Page.Locator("#viewer-picture").SelectOptionAsync("2");
        Assert.That(await Page.Locator(".left .plate img").GetAttributeAsync("alt"), Is.EqualTo($"{SampleReport.Hostile}: Input, enlarged"));
        Assert.That(await Page.Locator("img[src='x'], [onerror], h1 b").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task The_policy_stops_what_is_not_the_pages_own()
    {
        var reached = await Page.EvaluateAsync<string>("""
            async () => {
              const script = document.createElement("script");
              script.textContent = "globalThis.intruder = true";
              document.body.append(script);
              const network = await fetch("https://example.invalid/").then(() => "network", () => "");
              return (globalThis.intruder ? "script " : "") + network;
            }
            """);
        Assert.That(reached, Is.Empty);
        Forgive("Content Security Policy");
    }

    [Test]
    public async Task Without_script_the_tables_and_charts_are_there()
    {
        await Open(new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 1200, Height = 900 } });
        Assert.That(await Page.Locator("#results tbody tr").CountAsync(), Is.GreaterThan(6));
        Assert.That(await Page.Locator("figure.chart svg").First.IsVisibleAsync(), Is.True);
        Assert.That(await Page.Locator("noscript").TextContentAsync(), Does.Contain("The pictures need JavaScript"));
    }

    [Test]
    public async Task Failures_and_missing_metrics_are_told_on_top()
    {
        Assert.That(await Page.Locator("header details summary").TextContentAsync(), Is.EqualTo("1 run failed"));
        Assert.That(await Page.Locator("header details li").IsVisibleAsync(), Is.True);
        Assert.That(await Page.Locator("header details li").TextContentAsync(),
            Is.EqualTo("steps=14 tss=tds+sds on hills: memory: too little for <this>"));
        Assert.That(await Page.Locator("header .problem").Last.TextContentAsync(), Does.Contain("QAlign (qalign): qalign.safetensors: not found"));
    }
}
