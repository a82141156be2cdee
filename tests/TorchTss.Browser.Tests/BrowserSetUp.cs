using Microsoft.Playwright;

namespace TorchTss.Browser.Tests;

/// <summary>One browser and its reports for all tests.</summary>
[SetUpFixture]
public sealed class BrowserSetUp
{
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;
    private static SampleReport? _report;
    private static SearchReport? _search;
    private static WatchedPage? _desktop;

    /// <summary>The running browser.</summary>
    public static IBrowser Browser => _browser!;

    /// <summary>The page under test.</summary>
    public static SampleReport Report => _report!;

    /// <summary>Another page, of a search and an analysis.</summary>
    public static SearchReport Search => _search!;

    /// <summary>Where both are.</summary>
    internal static IReadOnlyList<string> Addresses => [Report.Address, Search.Address];

    /// <summary>The window that most tests share.</summary>
    internal static WatchedPage Desktop => _desktop!;

    [OneTimeSetUp]
    public async Task Start()
    {
        // A user's machine may have no browser. .ci/run names one, and then its absence is a failure.
        if (Chromium.Path is not { } browser)
        {
            Assert.Ignore(Chromium.Reason);
            return;
        }
        (_report, _search) = (new SampleReport(), new SearchReport());
        _playwright = await Playwright.CreateAsync();
        // Containers run as root and without user namespaces.
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = browser, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
        _desktop = await WatchedPage.Open(new());
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_desktop is not null) await _desktop.DisposeAsync();
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _report?.Dispose();
        _search?.Dispose();
    }
}
