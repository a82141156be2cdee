using TorchTss.Experiments.Axes;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Tests.Experiments.Axes;

public sealed class AxisParserTests
{
    [Test]
    public void Values_stand_between_commas()
    {
        var axis = AxisParser.Parse("steps=7, 10,14");
        Assert.That(axis.Name, Is.EqualTo("steps"));
        Assert.That(axis.Values.Select(v => v.Text), Is.EqualTo(new[] { "7", "10", "14" }));
        Assert.That(axis.Values.Select(v => v.Apply(new RunSettings()).Steps), Is.EqualTo(new int?[] { 7, 10, 14 }));
    }

    [Test]
    public void Values_with_commas_of_their_own_stand_between_semicolons()
    {
        var axis = AxisParser.Parse("sampler=euler:churn=5,noise-scale=1.003;unipc");
        Assert.That(axis.Values.Select(v => v.Apply(new RunSettings()).Sampler), Is.EqualTo(new[] { "euler:churn=5,noise-scale=1.003", "unipc" }));
    }

    [Test]
    public void The_strategies_of_the_paper_are_one_axis()
    {
        var axis = AxisParser.Parse("tss=off,uniform,tds,sds,tds+sds,tss,late-only");
        var tss = axis.Values.Select(v => v.Apply(new RunSettings()).Tss).ToArray();
        Assert.That(tss.Select(t => (t.Tds, t.Sds)), Is.EqualTo(new[]
        {
            (false, false), (false, false), (true, false), (false, true), (true, true), (true, true), (true, false),
        }));
        Assert.That(tss.Select(t => t.Warp).Distinct(), Is.EqualTo(new[] { "polynomial", "late-only" }));
    }

    [TestCase("steps", "--axis steps: this is not name=value,value; for instance --axis steps=7,10,14")]
    [TestCase("=7", "--axis =7: this is not name=value,value; for instance --axis steps=7,10,14")]
    [TestCase("steps=", "--axis steps=: has no values; for instance --axis steps=7,10,14")]
    [TestCase("steps=7,7", "--axis steps: the value 7 is there twice; name it once")]
    [TestCase("steps=seven", "--axis steps=seven: this is not a whole number")]
    [TestCase("n=x", "--axis tss.n=x: this is not a number such as 1.5")]
    [TestCase("tss.n-range=1", "--axis tss.n-range=1: this is not two numbers such as 1:2")]
    [TestCase("tss=tsd", "--axis tss=tsd: unknown, did you mean tds? known: late-only, off, sds, tds, tds+sds, tss, uniform")]
    [TestCase("tss.rounding=up", "--axis tss.rounding=up: unknown; known: floor, host, nearest, nearest-even, none")]
    public void What_is_no_axis_is_refused_in_a_sentence(string text, string sentence) =>
        Assert.That(() => AxisParser.Parse(text), Throws.TypeOf<UsageException>().With.Message.EqualTo(sentence));

    [Test]
    public void An_unknown_axis_names_the_nearest() => Assert.That(
        () => AxisParser.Parse("stpes=7"),
        Throws.TypeOf<UsageException>().With.Message.StartsWith("--axis stpes: unknown, did you mean steps? known: a-prompt, cfg-start, clamp-cfg, clip-skip, color-fix, "));

    [Test]
    public void A_setting_of_tss_may_leave_out_the_tss()
    {
        var settings = AxisParser.Value("n-range", "1:1.5").Apply(new RunSettings());
        Assert.That(settings.Tss.NRange, Is.EqualTo(new ValueRange(1, 1.5)));
    }
}
