using Microsoft.Playwright;

namespace TorchTss.Browser.Tests;

public sealed class ViewerTests : PageTest
{
    private ILocator Stage => Page.Locator("#stage");

    private ILocator Divider => Page.GetByLabel("Divider, percent from the left");

    private ILocator Image(string side) => Stage.Locator($".{side} .plate img");

    [Test]
    public async Task Both_pictures_are_shown_as_soon_as_the_page_is()
    {
        await Shows(Image("left"));
        await Shows(Image("right"));
        Assert.That(await Image("left").GetAttributeAsync("alt"), Is.EqualTo("meadow: Input, enlarged"));
        Assert.That(await Image("left")
            .EvaluateAsync<bool>(
            "i => i.getBoundingClientRect().width === document.querySelector('.right .plate img').getBoundingClientRect().width"),
            Is.True, "the input is enlarged to the result's size");
    }

    [Test]
    public async Task Every_source_of_every_picture_can_be_shown()
    {
        var sources = await Page.Locator("#viewer-left option").EvaluateAllAsync<string[]>("all => all.map(o => o.value)");
        Assert.That(sources, Has.Length.GreaterThan(2 + 6 + 1), "input, original, results, variance map, steps");
        foreach (var source in sources)
        {
            await Page.Locator("#viewer-left").SelectOptionAsync(source);
            await Shows(Image("left"));
        }
        foreach (var picture in new[] { "1", "2" })
        {
            await Page.Locator("#viewer-picture").SelectOptionAsync(picture);
            await Shows(Image("right"));
        }
    }

    [Test]
    public async Task The_divider_follows_the_mouse()
    {
        var box = await Box(Stage);
        await Page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(box.X + box.Width * 0.2f, box.Y + box.Height / 3, new() { Steps = 4 });
        await Page.Mouse.UpAsync();
        Assert.That(await Divider.InputValueAsync(), Is.EqualTo("20"));
        Assert.That(await VisibleShareOfLeft(), Is.EqualTo(0.2).Within(0.01));
        await Page.Mouse.MoveAsync(box.X + box.Width * 0.9f, box.Y + box.Height / 3);
        Assert.That(await Divider.InputValueAsync(), Is.EqualTo("20"), "the mouse was let go");
    }

    [Test]
    public async Task The_divider_follows_the_keyboard()
    {
        await Divider.FocusAsync();
        for (var i = 0; i < 3; i++) await Page.Keyboard.PressAsync("ArrowLeft");
        Assert.That(await Divider.InputValueAsync(), Is.EqualTo("47"));
        Assert.That(await VisibleShareOfLeft(), Is.EqualTo(0.47).Within(0.01));
        await Page.Keyboard.PressAsync("Home");
        Assert.That(await VisibleShareOfLeft(), Is.Zero.Within(0.001));
        await Stage.FocusAsync();
        await Page.Keyboard.PressAsync("ArrowRight");
        Assert.That(await Divider.InputValueAsync(), Is.EqualTo("2"), "the stage itself passes its arrows on while nothing is zoomed");
    }

    [TestCase("left")]
    [TestCase("right")]
    public async Task Zoom_and_pan_in_one_picture_are_those_of_the_other(string side)
    {
        await Page.GetByText("Side by side").ClickAsync();
        var pane = await Box(Stage.Locator($".{side}"));
        await Page.Mouse.MoveAsync(pane.X + pane.Width * 0.3f, pane.Y + pane.Height * 0.4f);
        var before = await PointUnder(side, 0.3, 0.4);
        for (var i = 0; i < 3; i++) await Page.Mouse.WheelAsync(0, -200);
        await Expect(() => View("left"), v => v.Zoom > 2);
        Assert.That(await View("left"), Is.EqualTo(await View("right")));
        var after = await PointUnder(side, 0.3, 0.4);
        Assert.That((after.X, after.Y), Is.EqualTo((before.X, before.Y)).Within(0.01), "what is under the pointer stays there");

        var zoomed = await View("left");
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(pane.X + pane.Width * 0.3f + 40, pane.Y + pane.Height * 0.4f + 25, new() { Steps = 3 });
        await Page.Mouse.UpAsync();
        var moved = await View("left");
        Assert.That((moved.Left - zoomed.Left, moved.Top - zoomed.Top, moved.Zoom), Is.EqualTo((40.0, 25.0, zoomed.Zoom)).Within(1.0));
        Assert.That(moved, Is.EqualTo(await View("right")));
    }

    [Test]
    public async Task Keys_zoom_and_move_both_pictures()
    {
        await Page.GetByText("Side by side").ClickAsync();
        await Stage.FocusAsync();
        var whole = await View("left");
        await Page.Keyboard.PressAsync("+");
        await Page.Keyboard.PressAsync("+");
        var near = await View("left");
        Assert.That(near.Zoom, Is.EqualTo(1.25 * 1.25).Within(0.01));
        await Page.Keyboard.PressAsync("ArrowRight");
        await Page.Keyboard.PressAsync("ArrowDown");
        var moved = await View("left");
        Assert.That((moved.Left < near.Left, moved.Top < near.Top), Is.EqualTo((true, true)),
            "the view goes right and down, so the picture goes left and up");
        Assert.That(moved, Is.EqualTo(await View("right")));
        await Page.Keyboard.PressAsync("-");
        Assert.That((await View("right")).Zoom, Is.EqualTo(1.25).Within(0.01));
        await Page.Keyboard.PressAsync("0");
        Assert.That(await View("left"), Is.EqualTo(whole));
        Assert.That(await View("right"), Is.EqualTo(whole));
    }

    [Test]
    public async Task A_page_that_is_scrolled_over_the_pictures_goes_on_scrolling()
    {
        await Page.EvaluateAsync(
            "() => { document.documentElement.style.scrollBehavior = 'auto'; document.getElementById('stage').scrollIntoView(); scrollBy(0, -100) }");
        var box = await Box(Stage);
        var before = await Page.EvaluateAsync<double>("() => scrollY");
        await Page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        await Page.Mouse.WheelAsync(0, 120);
        await Page.WaitForFunctionAsync("y => scrollY > y", before);
        Assert.That((await View("left")).Zoom, Is.EqualTo(1));
    }

    [Test]
    public async Task Buttons_do_what_the_keys_do()
    {
        await Page.GetByLabel("Zoom in").ClickAsync();
        Assert.That((await View("left")).Zoom, Is.EqualTo(1.5).Within(0.01));
        await Page.GetByLabel("1:1, one picture pixel per screen pixel").ClickAsync();
        Assert.That(await Page.Locator("#viewer-zoom").TextContentAsync(), Does.Match(@"^\d+ %$"));
        await Page.GetByText("Fit", new() { Exact = true }).ClickAsync();
        Assert.That((await View("left")).Zoom, Is.EqualTo(1));
        await Page.GetByLabel("Hard pixels").CheckAsync();
        Assert.That(await Image("left").EvaluateAsync<string>("i => getComputedStyle(i).imageRendering"), Is.EqualTo("pixelated"));
    }

    [Test]
    public async Task Left_and_right_can_be_swapped()
    {
        var (left, right) = (await Page.Locator("#viewer-left").InputValueAsync(), await Page.Locator("#viewer-right").InputValueAsync());
        await Page.GetByLabel("Swap left and right").ClickAsync();
        Assert.That((await Page.Locator("#viewer-left").InputValueAsync(), await Page.Locator("#viewer-right").InputValueAsync()),
            Is.EqualTo((right, left)));
    }

    [Test]
    public async Task Pictures_are_changed_by_key_button_and_thumbnail()
    {
        await Stage.FocusAsync();
        await Page.Keyboard.PressAsync("PageDown");
        await Expect(Picture, v => v == "1");
        await Page.GetByLabel("Previous picture").ClickAsync();
        await Page.GetByLabel("Previous picture").ClickAsync();
        await Expect(Picture, v => v == "11");
        await Page.Locator("#viewer-thumbs input").Nth(3).CheckAsync(new() { Force = true });
        await Expect(Picture, v => v == "3");
        await Shows(Page.Locator("#viewer-thumbs img").Nth(3));
        await Shows(Image("right"));
        Assert.That(await Image("right").GetAttributeAsync("alt"), Does.StartWith("field-1: "));

        Task<string> Picture() => Page.Locator("#viewer-picture").InputValueAsync();
    }

    [Test]
    public async Task A_run_that_is_missing_is_said_to_be()
    {
        await Page.Locator("#viewer-right").SelectOptionAsync(new SelectOptionValue { Label = "steps=14 tss=tds+sds" });
        await Page.Locator("#viewer-picture").SelectOptionAsync("1");
        Assert.That(await Stage.Locator(".right .empty").TextContentAsync(), Is.EqualTo("steps=14 tss=tds+sds: no picture"));
        Assert.That(await Image("right").IsHiddenAsync(), Is.True);
    }

    [Test]
    public async Task Scores_of_both_sides_are_listed_with_the_better_one_marked()
    {
        await Page.Locator("#viewer-left").SelectOptionAsync(new SelectOptionValue { Label = "steps=7 tss=off" });
        await Page.Locator("#viewer-right").SelectOptionAsync(new SelectOptionValue { Label = "steps=14 tss=tds" });
        var niqe = Page.Locator("#viewer-scores tr", new() { HasText = "NIQE ↓" }).Locator("td");
        var (left, right) = (double.Parse((await niqe.First.TextContentAsync())!, System.Globalization.CultureInfo.InvariantCulture),
            double.Parse((await niqe.Last.TextContentAsync())!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.That(right, Is.LessThan(left));
        Assert.That((await niqe.First.GetAttributeAsync("class"), await niqe.Last.GetAttributeAsync("class")), Is.EqualTo(("number", "number best")));
    }

    [Test]
    public async Task A_step_can_be_put_on_the_stage()
    {
        await Page.Locator("#viewer-right").SelectOptionAsync(new SelectOptionValue { Label = "steps=7 tss=tds+sds" });
        Assert.That(await Page.Locator("#viewer-steps li").CountAsync(), Is.EqualTo(7));
        await Page.GetByLabel("Step 3: timesteps, show on the left").ClickAsync();
        Assert.That(await Stage.Locator(".left .tag").TextContentAsync(), Is.EqualTo("Step 3: timesteps"));
        await Shows(Image("left"));
        await Page.GetByLabel("Step 1: preview, show on the left").ClickAsync();
        await Shows(Image("left"));
        await Shows(Page.GetByLabel("Step 1: preview, show on the left").Locator("img"));
        Assert.That(await Page.Locator("#viewer-steps li").Nth(2).TextContentAsync(), Does.Match(@"Step 3 t 571 to 714"));
    }

    private async Task<double> VisibleShareOfLeft() => await Stage.Locator(".left").EvaluateAsync<double>("""
        pane => {
          const [, hidden, unit] = getComputedStyle(pane).clipPath.match(/^inset\(0px ([\d.]+)(%|px)/);
          return 1 - hidden / (unit === "%" ? 100 : pane.clientWidth);
        }
        """);

    /// <summary>The plate's place in its pane, in pixels, and its zoom.</summary>
    private async Task<PlateView> View(string side)
    {
        var numbers = await Stage.Locator($".{side}").EvaluateAsync<double[]>("""
            pane => {
              const plate = pane.querySelector(".plate");
              const [box, own] = [pane.getBoundingClientRect(), plate.getBoundingClientRect()];
              return [own.left - box.left, own.top - box.top, own.width / plate.offsetWidth].map(n => Math.round(n * 100) / 100);
            }
            """);
        return new PlateView(numbers[0], numbers[1], numbers[2]);
    }

    /// <summary>Which point of the picture is at a share of the pane.</summary>
    private async Task<(double X, double Y)> PointUnder(string side, double x, double y)
    {
        var point = await Stage.Locator($".{side}").EvaluateAsync<double[]>("""
            (pane, [x, y]) => {
              const [box, own] = [pane.getBoundingClientRect(), pane.querySelector(".plate").getBoundingClientRect()];
              return [(box.left + x * box.width - own.left) / own.width, (box.top + y * box.height - own.top) / own.height];
            }
            """, new[] { x, y });
        return (point[0], point[1]);
    }

    private static async Task<LocatorBoundingBoxResult> Box(ILocator locator)
    {
        await locator.ScrollIntoViewIfNeededAsync();
        return (await locator.BoundingBoxAsync())!;
    }

    private static async Task Expect<T>(Func<Task<T>> value, Func<T, bool> condition)
    {
        for (var i = 0; i < 100 && !condition(await value()); i++) await Task.Delay(30);
        Assert.That(condition(await value()), Is.True, $"{await value()}");
    }

    private sealed record PlateView(double Left, double Top, double Zoom);
}
