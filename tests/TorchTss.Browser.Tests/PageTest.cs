using Microsoft.Playwright;

namespace TorchTss.Browser.Tests;

/// <summary>A fresh page per test, which may not complain and may not reach for anything outside the file.</summary>
public abstract class PageTest
{
    private readonly List<string> _complaints = [];
    private IBrowserContext _context = null!;

    /// <summary>The opened report.</summary>
    protected IPage Page { get; private set; } = null!;

    /// <summary>How the page is looked at.</summary>
    protected virtual BrowserNewContextOptions Options =>
        new() { ViewportSize = new() { Width = 1200, Height = 900 }, ColorScheme = ColorScheme.Light };

    [SetUp]
    public Task OpenReport() => Open(Options);

    [TearDown]
    public async Task NothingWasComplainedOf()
    {
        await _context.DisposeAsync();
        Assert.That(_complaints, Is.Empty);
    }

    /// <summary>Opens the report in a context of its own.</summary>
    protected async Task Open(BrowserNewContextOptions options)
    {
        if (_context is not null) await _context.DisposeAsync();
        _complaints.Clear();
        _context = await BrowserSetUp.Browser.NewContextAsync(options);
        _context.SetDefaultTimeout(60_000);
        Page = await _context.NewPageAsync();
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Add($"console: {message.Text}");
        };
        Page.PageError += (_, error) => _complaints.Add($"error: {error}");
        Page.Dialog += (_, dialog) => _complaints.Add($"dialog: {dialog.Message}");
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && request.Url.Split('#')[0] != BrowserSetUp.Report.Address) _complaints.Add($"request: {request.Url}");
        };
        await Page.GotoAsync(BrowserSetUp.Report.Address);
    }

    /// <summary>Complaints that a test provoked.</summary>
    protected void Forgive(string about) => _complaints.RemoveAll(c => c.Contains(about, StringComparison.Ordinal));

    /// <summary>Waits until an image shows something.</summary>
    protected async Task Shows(ILocator image)
    {
        await image.EvaluateAsync("async image => { while (!image.complete || !image.naturalWidth) await new Promise(requestAnimationFrame); }");
        Assert.That(await image.EvaluateAsync<int>("image => image.naturalWidth"), Is.GreaterThan(0));
    }
}
