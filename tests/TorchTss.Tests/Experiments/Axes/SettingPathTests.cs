using System.Reflection;
using TorchTss.Experiments.Axes;
using TorchTss.Schedules;

namespace TorchTss.Tests.Experiments.Axes;

public sealed class SettingPathTests
{
    [Test]
    public void Every_setting_of_a_run_is_an_axis()
    {
        var run = typeof(RunSettings).GetProperties(BindingFlags.Instance | BindingFlags.Public).Count(p => p.CanWrite) - 1;
        var tss = typeof(TssSettings).GetProperties(BindingFlags.Instance | BindingFlags.Public).Count(p => p.CanWrite);
        Assert.That(SettingPath.All, Has.Count.EqualTo(run + tss));
    }

    // One text per setting: a new setting without a line here fails the test above it or this one.
    [TestCase("host", "controlnet")]
    [TestCase("weights", "/w")]
    [TestCase("control-net", "/c")]
    [TestCase("sampler", "unipc")]
    [TestCase("steps", "9")]
    [TestCase("seed", "12345678901")]
    [TestCase("scale", "2.5")]
    [TestCase("tile", "512")]
    [TestCase("color-fix", "none")]
    [TestCase("control-scale", "0.5")]
    [TestCase("guidance-scale", "4")]
    [TestCase("embeddings", "/e")]
    [TestCase("prediction", "v")]
    [TestCase("device", "cpu")]
    [TestCase("dtype", "bf16")]
    [TestCase("tss.tds", "True")]
    [TestCase("tss.sds", "True")]
    [TestCase("tss.n", "1.5")]
    [TestCase("tss.a", "0.4")]
    [TestCase("tss.base-grid", "karras")]
    [TestCase("tss.warp", "trigonometric")]
    [TestCase("tss.level-map", "nearest")]
    [TestCase("tss.variance-window", "17")]
    [TestCase("tss.variance-sigma", "2.5")]
    public void A_value_changes_its_setting_and_no_other(string path, string text)
    {
        var before = new RunSettings();
        var after = SettingPath.Find(path)!.Value(text).Apply(before);
        var changed = Values(before).Zip(Values(after)).Where(pair => !Equals(pair.First.Value, pair.Second.Value)).ToArray();
        Assert.That(changed, Has.Length.EqualTo(1));
        Assert.That(FormattableString.Invariant($"{changed[0].Second.Value}"), Is.EqualTo(text));
    }

    [Test]
    public void Default_is_what_the_host_does()
    {
        var set = new RunSettings { Steps = 3, Tss = new TssSettings { N = 1.2 } };
        Assert.That(SettingPath.Find("steps")!.Value("default").Apply(set).Steps, Is.Null);
        Assert.That(SettingPath.Find("tss.n")!.Value("default").Apply(set).Tss.N, Is.Null);
        Assert.That(set.Steps, Is.EqualTo(3), "the settings before stay as they were");
    }

    private static IEnumerable<(string Name, object? Value)> Values(RunSettings settings) =>
        typeof(RunSettings).GetProperties().Where(p => p.PropertyType != typeof(TssSettings)).Select(p => (p.Name, p.GetValue(settings)))
            .Concat(typeof(TssSettings).GetProperties().Select(p => (p.Name, p.GetValue(settings.Tss))));
}
