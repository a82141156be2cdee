using TorchSharp;
using TorchTss.Runtime;
using TorchTss.Schedules;
using TorchTss.Schedules.Grids;

namespace TorchTss.Tests.Schedules.Grids;

public sealed class AysGridTests
{
    [TestCase("ays", new[] { 999, 850, 736, 645, 545, 455, 343, 233, 124, 24 })]
    [TestCase("ays:model=sdxl", new[] { 999, 845, 730, 587, 443, 310, 193, 116, 53, 13 })]
    public void Ten_steps_rounded_are_the_published_timesteps(string grid, int[] published)
    {
        using var scope = torch.NewDisposeScope();
        var index = TableIndex.Of(torch.tensor(Grid.Values(grid, 10)), BaseGrids.Create(grid), TimestepRounding.Nearest, 1000);
        Assert.That(index.data<double>().ToArray(), Is.EqualTo(published));
    }

    [Test]
    public void Ten_steps_are_the_published_sigmas_without_the_last()
    {
        var table = NoiseTable.ScaledLinear();
        Assert.That(Grid.Values("ays", 10).Select(table.SigmaAt), Is.EqualTo(AysTable.Of(AysModel.Sd).Take(10)).Within(1e-8));
        Assert.That(Grid.Values("ays:model=sdxl", 10).Select(table.SigmaAt), Is.EqualTo(AysTable.Of(AysModel.Sdxl).Take(10)).Within(1e-8));
    }

    [Test]
    public void Twenty_steps_pass_through_the_ten()
    {
        var twenty = Grid.Values("ays", 20).Where((_, k) => k % 2 == 0);
        Assert.That(twenty, Is.EqualTo(Grid.Values("ays", 10)).Within(1e-9));
    }

    [Test]
    public void An_unknown_model_is_refused() => Assert.That(() => BaseGrids.Create("ays:model=flux"),
        Throws.TypeOf<UsageException>().With.Message.EqualTo("--base-grid: model=flux: expected one of sd, sdxl"));
}
