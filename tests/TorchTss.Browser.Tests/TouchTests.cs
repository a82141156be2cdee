using Microsoft.Playwright;

namespace TorchTss.Browser.Tests;

/// <summary>A phone: 360 pixels, fingers instead of a mouse.</summary>
public sealed class TouchTests : PageTest
{
    protected override BrowserNewContextOptions Options =>
        new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true, DeviceScaleFactor = 2 };

    [Test]
    public async Task The_page_fits_and_tables_scroll_inside_their_frames()
    {
        Assert.That(await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.EqualTo(360));
        Assert.That(await Page.Locator(".list-view").EvaluateAsync<bool>("frame => frame.scrollWidth > frame.clientWidth"), Is.True);
    }

    [Test]
    public async Task Two_fingers_zoom_both_pictures()
    {
        var stage = Page.Locator("#stage");
        await stage.ScrollIntoViewIfNeededAsync();
        var box = (await stage.BoundingBoxAsync())!;
        var (x, y) = (box.X + box.Width / 2, box.Y + box.Height / 2);
        var session = await Page.Context.NewCDPSessionAsync(Page);
        await Touch("touchStart", 20);
        foreach (var apart in new[] { 30, 45, 60 }) await Touch("touchMove", apart);
        await session.SendAsync(
            "Input.dispatchTouchEvent", new Dictionary<string, object> { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        var zooms = await stage.Locator(".plate").EvaluateAllAsync<string[]>("plates => plates.map(p => p.style.transform)");
        Assert.That(zooms[0], Does.Contain("scale(").And.EqualTo(zooms[1]));
        Assert.That(double.Parse(zooms[0].Split("scale(")[1].TrimEnd(')'), System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(3)
            .Within(0.3));

        Task Touch(string type, int apart) => session.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = new object[] { new { x = x - apart, y, id = 0 }, new { x = x + apart, y, id = 1 } },
        });
    }

    [Test]
    public async Task A_finger_moves_the_divider()
    {
        var stage = Page.Locator("#stage");
        await stage.ScrollIntoViewIfNeededAsync();
        var box = (await stage.BoundingBoxAsync())!;
        await Page.Touchscreen.TapAsync(box.X + box.Width * 0.75f, box.Y + box.Height / 2);
        Assert.That(double.Parse(await Page.Locator("#stage-split").InputValueAsync(), System.Globalization.CultureInfo.InvariantCulture),
            Is.EqualTo(75).Within(1));
    }
}
