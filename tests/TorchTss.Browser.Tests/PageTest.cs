using Microsoft.Playwright;

namespace TorchTss.Browser.Tests;

/// <summary>The report, opened anew for every test; it may not complain and may not reach for anything outside its file.</summary>
public abstract class PageTest
{
    private WatchedPage? _own;

    /// <summary>The opened report.</summary>
    protected IPage Page => Watched.Page;

    /// <summary>How the page is looked at; null: on a desktop, in light.</summary>
    protected virtual BrowserNewContextOptions? Options => null;

    /// <summary>The report that is looked at.</summary>
    protected virtual string Address => BrowserSetUp.Report.Address;

    private WatchedPage Watched => _own ?? BrowserSetUp.Desktop;

    [SetUp]
    public async Task OpenReport()
    {
        if (Options is { } options) await Open(options);
        else await Show(1200, ColorScheme.Light);
    }

    [TearDown]
    public async Task NothingWasComplainedOf()
    {
        string[] complaints = [.. Watched.Complaints];
        Watched.Complaints.Clear();
        if (_own is not null) await _own.DisposeAsync();
        else await Page.EvaluateAsync("() => localStorage.clear()");
        _own = null;
        Assert.That(complaints, Is.Empty);
    }

    /// <summary>Opens the report in a context of its own.</summary>
    protected async Task Open(BrowserNewContextOptions options)
    {
        _own = await WatchedPage.Open(options);
        await Page.GotoAsync(Address);
    }

    /// <summary>Opens the report in a window of some width.</summary>
    protected async Task Show(int width, ColorScheme scheme)
    {
        await Page.SetViewportSizeAsync(width, 900);
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme, Media = Media.Screen });
        await Page.GotoAsync(Address);
    }

    /// <summary>Complaints that a test provoked.</summary>
    protected void Forgive(string about) => Watched.Complaints.RemoveAll(c => c.Contains(about, StringComparison.Ordinal));

    /// <summary>Waits until an image shows something.</summary>
    protected static async Task Shows(ILocator image)
    {
        await image.EvaluateAsync("async image => { while (!image.complete || !image.naturalWidth) await new Promise(requestAnimationFrame); }");
        Assert.That(await image.EvaluateAsync<int>("image => image.naturalWidth"), Is.GreaterThan(0));
    }
}
