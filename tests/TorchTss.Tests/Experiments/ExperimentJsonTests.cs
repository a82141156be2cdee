using TorchTss.Experiments;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Tests.Experiments;

public sealed class ExperimentJsonTests
{
    [Test]
    public void A_file_says_what_the_command_line_says()
    {
        var experiment = ExperimentJson.Read("""
            {
              // what the paper did
              "title": "Table 10",
              "base": { "sampler": "unipc", "tss.a-range": [0.4, 0.6] },
              "axes": { "steps": [7, 10], "row": { "plain": { "tss": "off" }, "n 1.6": { "tss": "tds", "n": 1.6 } } },
              "metrics": ["niqe", "ssim:channel=rgb"],
              "baseline": { "row": "plain" },
              "paper": { "note": "theirs", "rows": [] },
            }
            """, "t.json", new RunSettings { Seed = 5 });
        Assert.That((experiment.Title, experiment.Base.Sampler, experiment.Base.Seed), Is.EqualTo(("Table 10", "unipc", 5)));
        Assert.That(experiment.Base.Tss.ARange, Is.EqualTo(new ValueRange(0.4, 0.6)));
        Assert.That(experiment.Axes.Select(a => (a.Name, string.Join('|', a.Values.Select(v => v.Text)))),
            Is.EqualTo(new[] { ("steps", "7|10"), ("row", "plain|n 1.6") }));
        var second = experiment.Axes[1].Values[1].Apply(experiment.Base);
        Assert.That((second.Tss.Tds, second.Tss.N, second.Sampler), Is.EqualTo((true, 1.6, "unipc")));
        Assert.That(experiment.Metrics, Is.EqualTo(new[] { "niqe", "ssim:channel=rgb" }));
        Assert.That(experiment.Baseline["row"], Is.EqualTo("plain"));
        Assert.That(experiment.Paper, Does.Contain("theirs"));
    }

    [TestCase("[]", "t.json: an experiment is a JSON object, { \"axes\": … }")]
    [TestCase("{ \"axs\": {} }", "t.json: 'axs': unknown, did you mean axes? known: axes, base, baseline, metrics, paper, title")]
    [TestCase("{ \"axes\": { \"tss\": [\"tsd\"] } }",
        "t.json: --axis tss=tsd: unknown, did you mean tds? known: late-only, off, sds, tds, tds+sds, tss, uniform")]
    public void What_is_no_experiment_is_refused(string text, string sentence) =>
        Assert.That(() => ExperimentJson.Read(text, "t.json", new RunSettings()), Throws.TypeOf<UserException>().With.Message.EqualTo(sentence));

    [TestCase("{\n \"axes\": {\n")]
    [TestCase("{ \"metrics\": 3 }")]
    public void Broken_and_misshapen_files_name_the_file(string text) =>
        Assert.That(() => ExperimentJson.Read(text, "t.json", new RunSettings()), Throws.TypeOf<UserException>().With.Message.StartsWith("t.json: "));
}
