using Microsoft.Playwright;

namespace TorchTss.Browser.Tests;

/// <summary>One browser and one report for all tests.</summary>
[SetUpFixture]
public sealed class BrowserSetUp
{
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;
    private static SampleReport? _report;

    /// <summary>The running browser.</summary>
    public static IBrowser Browser => _browser!;

    /// <summary>The page under test.</summary>
    public static SampleReport Report => _report!;

    [OneTimeSetUp]
    public async Task Start()
    {
        if (Chromium.Path is null) Assert.Ignore(Chromium.Reason);
        _report = new SampleReport();
        _playwright = await Playwright.CreateAsync();
        // Containers run as root and without user namespaces.
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium.Path, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _report?.Dispose();
    }
}
