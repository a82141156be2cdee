namespace TorchTss.Browser.Tests;

public sealed class TableTests : PageTest
{
    [Test]
    public async Task A_column_sorts_best_first_then_worst_first_then_as_written()
    {
        var head = Page.Locator("#results .sortable th", new() { HasText = "NIQE" });
        var written = await Values();
        await head.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        Assert.That(await head.GetAttributeAsync("aria-sort"), Is.EqualTo("ascending"), "lower is better");
        Assert.That(await Values(), Is.EqualTo(written.Order()));
        await head.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        Assert.That(await head.GetAttributeAsync("aria-sort"), Is.EqualTo("descending"));
        Assert.That(await Values(), Is.EqualTo(written.OrderDescending()));
        await head.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        Assert.That(await head.GetAttributeAsync("aria-sort"), Is.EqualTo("none"));
        Assert.That(await Values(), Is.EqualTo(written));
    }

    [Test]
    public async Task The_keyboard_sorts_too_and_higher_is_better_for_PSNR()
    {
        var head = Page.Locator("#results .sortable th", new() { HasText = "PSNR" });
        await head.GetByRole(Microsoft.Playwright.AriaRole.Button).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        Assert.That(await head.GetAttributeAsync("aria-sort"), Is.EqualTo("descending"));
        await Page.Keyboard.PressAsync("Space");
        Assert.That(await head.GetAttributeAsync("aria-sort"), Is.EqualTo("ascending"));
        Assert.That(await Page.Locator("#results .sortable th[aria-sort=ascending]").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Axis_values_sort_as_numbers()
    {
        await Page.Locator("#results .sortable th", new() { HasText = "steps" }).First.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        Assert.That(await Page.Locator("#results .sortable tbody:first-of-type tr th:first-child")
            .EvaluateAllAsync<string[]>("all => all.map(t => t.dataset.sort)"),
            Is.EqualTo(new[] { "7", "7", "7", "14", "14", "14" }));
    }

    [Test]
    public async Task The_papers_rows_stay_at_the_end()
    {
        await Page.Locator("#results .sortable th", new() { HasText = "NIQE" }).GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        Assert.That(await Page.Locator("#results .sortable tr").Last.TextContentAsync(), Does.Contain("paper").And.Contain("4.41"));
    }

    [Test]
    public async Task Two_axes_can_be_seen_as_a_grid()
    {
        Assert.That(await Page.Locator(".grid-view").IsVisibleAsync(), Is.False);
        await Page.GetByText("steps × tss").ClickAsync();
        Assert.That((await Page.Locator(".grid-view").IsVisibleAsync(), await Page.Locator(".list-view").IsVisibleAsync()),
            Is.EqualTo((true, false)));
        await Page.Keyboard.PressAsync("ArrowLeft");
        Assert.That(await Page.Locator(".list-view").IsVisibleAsync(), Is.True, "by keyboard");
    }

    [Test]
    public async Task Every_line_of_the_grid_has_its_numbers_below_their_heads()
    {
        await Page.GetByText("steps × tss").ClickAsync();
        var misplaced = await Page.Locator(".grid tbody tr").EvaluateAllAsync<int>("""
            rows => rows.filter(row => {
              const heads = [...row.closest("table").tHead.rows[0].cells].slice(-3), cells = [...row.cells].slice(-3);
              return cells.some((cell, i) => Math.abs(cell.getBoundingClientRect().right - heads[i].getBoundingClientRect().right) > 1);
            }).length
            """);
        Assert.That(misplaced, Is.Zero);
    }

    private Task<double[]> Values() => Page.Locator("#results .sortable tbody:first-of-type tr")
        .EvaluateAllAsync<double[]>("rows => rows.map(row => Number(row.cells[3].dataset.sort))");
}
