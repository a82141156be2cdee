using TorchTss.Experiments;
using TorchTss.Experiments.Frequency;
using TorchTss.Imaging;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class FrequencyPlanTests
{
    private static readonly FrequencyRequest _request = new() { Steps = [2], Across = [], Strategies = ["uniform", "tss"] };
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void An_original_of_another_size_is_told_before_anything_runs()
    {
        var (low, high) = (Flat("low.png", 8, 40), Flat("high.png", 20, 40));
        Assert.That(() => FrequencyPlan.Of(_request, [new ExperimentInput(low, high)]), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            $"{high}: is 20x20 pixels, but the result of {low} will be 32x32; give the original of that size, or another --scale"));
    }

    [Test]
    public void Pictures_that_tables_could_not_tell_apart_are_refused()
    {
        Directory.CreateDirectory(_folder.File("a"));
        Directory.CreateDirectory(_folder.File("b"));
        string[] files = [Flat("a/x.png", 8, 40), Flat("b/x.png", 8, 50), Flat("a/y.png", 8, 40)];
        Assert.That(() => FrequencyPlan.Of(_request, ExperimentInputs.Pair(files, null)), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            $"{files[1]}: {files[0]} has the same name, and tables tell pictures by it; rename one{Environment.NewLine}"
            + $"{files[2]}: is the same picture as {files[0]}; give it once"));
    }

    [Test]
    public void A_result_without_a_whole_patch_is_told()
    {
        var small = Flat("small.png", 8, 40);
        var plan = FrequencyPlan.Of(_request, [new ExperimentInput(small, null)]);
        Assert.That(plan.Notices, Is.EqualTo(new[]
        {
            $"{small}: its result has 32x32 pixels and no patch of 128x128; it has no texture classes, use a smaller --patch",
        }));
        Assert.That(FrequencyPlan.Of(_request with { Options = new() { Patch = 32 } }, [new ExperimentInput(small, null)]).Notices, Is.Empty);
    }

    [Test]
    public void A_setting_is_said_to_be_in_vain_when_no_strategy_uses_it()
    {
        var request = _request with { Settings = new() { Tss = new TssSettings { N = 1.5 } }, Options = new() { Patch = 8 } };
        ExperimentInput[] inputs = [new(Flat("p.png", 8, 40), null)];
        Assert.That(FrequencyPlan.Of(request, inputs).Notices, Is.EqualTo(new[] { "--n 1.5: has no effect with --sds; use --n-range" }));
        Assert.That(FrequencyPlan.Of(request with { Strategies = ["uniform", "tds", "tss"] }, inputs).Notices, Is.Empty);
    }

    [Test]
    public void What_is_measured_is_known_by_its_options()
    {
        ExperimentInput[] inputs = [new(Flat("p.png", 8, 40), null)];
        Assert.That(FrequencyPlan.Of(_request, inputs).Measured,
            Is.EqualTo("--bands 1/3,2/3 --patch 128 --patch-filter patch --edges wrap --texture reference --signal x0 --channel luma --reference final"));
        Assert.That(FrequencyPlan.Of(_request with { Across = [3], Options = new() { Channel = FrequencyChannel.Rgb } }, inputs).Measured,
            Is.EqualTo("--bands 1/3,2/3 --patch 128 --patch-filter patch --edges wrap --texture reference --signal x0 --channel rgb --reference final "
                + "--reference-steps 100"));
    }

    private string Flat(string name, int side, int level)
    {
        ImageFile.Write(TestPictures.Flat(side, level), _folder.File(name));
        return _folder.File(name);
    }
}
