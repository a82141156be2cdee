using Microsoft.Playwright;

namespace TorchTss.Browser.Tests;

/// <summary>A page that remembers what it complained of, and what it reached for outside its file.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private const int Patience = 60_000;     // a machine may be busy

    private readonly IBrowserContext _context;

    private WatchedPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Complaints.Add($"console: {message.Text}");
        };
        page.PageError += (_, error) => Complaints.Add($"error: {error}");
        page.Dialog += (_, dialog) => Complaints.Add($"dialog: {dialog.Message}");
        page.Request += (_, request) =>
        {
            if (!IsOwn(request.Url)) Complaints.Add($"request: {request.Url}");
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Everything since it was last cleared.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>A page in a context of its own; a context costs as much as opening the report twice.</summary>
    public static async Task<WatchedPage> Open(BrowserNewContextOptions options)
    {
        var context = await BrowserSetUp.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return new WatchedPage(context, await context.NewPageAsync());
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private static bool IsOwn(string url) => url.StartsWith("blob:", StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal)
        || BrowserSetUp.Addresses.Contains(url.Split('#')[0]);
}
