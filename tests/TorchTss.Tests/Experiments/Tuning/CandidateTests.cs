using TorchTss.Experiments.Axes;
using TorchTss.Experiments.Tuning;
using TorchTss.Hosts;
using TorchTss.Networks;
using TorchTss.Schedules;

namespace TorchTss.Tests.Experiments.Tuning;

public sealed class CandidateTests
{
    private static readonly Candidate _ranges = new(new ValueRange(1.2, 1.9), new ValueRange(0.45, 0.6), true);
    private static readonly Candidate _single = new(new ValueRange(1.6, 1.6), new ValueRange(0.5, 0.5), false);

    [Test]
    public void Options_are_ready_to_copy()
    {
        Assert.That(_ranges.Options, Is.EqualTo("--tds --sds --n-range 1.2,1.9 --a-range 0.45,0.6"));
        Assert.That(_single.Options, Is.EqualTo("--tds --n 1.6 --a 0.5"));
        Assert.That(_ranges.ToString(), Is.EqualTo("n 1.2–1.9, a 0.45–0.6"));
    }

    [Test]
    public void Defaults_are_a_tss_json_that_hosts_read()
    {
        using var folder = new TemporaryFolder();
        Assert.That(_ranges.Defaults, Is.EqualTo("{\"n\": [1.2, 1.9], \"a\": [0.45, 0.6]}"));
        File.WriteAllText(folder.File("tss.json"), _ranges.Defaults);
        Assert.That(TssRanges.Of(folder.Path, UNetConfig.Sd15), Is.EqualTo((_ranges.N, _ranges.A)));
        File.WriteAllText(folder.File("tss.json"), _single.Defaults);
        Assert.That(TssRanges.Of(folder.Path, UNetConfig.Sd15).N.Middle, Is.EqualTo(1.6), "what --tds alone takes");
    }

    [Test]
    public void An_ablation_would_call_it_by_its_axes([Values] bool spatial)
    {
        var candidate = spatial ? _ranges : _single;
        var settings = Trial.Of(candidate).Axes.Aggregate(new RunSettings(), (s, axis) => AxisParser.Value(axis.Key, axis.Value).Apply(s));
        Assert.That(settings.Tss, Is.EqualTo(candidate.Apply(new TssSettings())));
        Assert.That(Trial.Of(candidate).Axes.Select(a => $"{a.Key}={a.Value}"), Is.EqualTo(spatial
            ? new[] { "tss=tds+sds", "tss.n-range=1.2:1.9", "tss.a-range=0.45:0.6" }
            : ["tss=tds", "tss.n=1.6", "tss.a=0.5"]));
    }
}
