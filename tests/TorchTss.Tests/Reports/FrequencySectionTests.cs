using TorchTss.Experiments.Frequency;
using TorchTss.Experiments.Results;
using TorchTss.Reports.Charts;

namespace TorchTss.Tests.Reports;

public sealed class FrequencySectionTests
{
    private static readonly SyntheticResults _runs = new()
    {
        Steps = [3, 4, 5],
        Strategies = ["uniform", "tds"],
        Inputs = ["a", "b"],
        Metrics = [],
        Pictures = false,
        Baseline = null,
        Skips = (s, _) => s is { Settings.Steps: 5 } && s.Axes[1].Value == "tds",
    };

    [Test]
    public void A_file_without_an_analysis_has_no_such_section()
    {
        using var file = new ReportFile(_runs);
        Assert.That(file.Html(), Does.Not.Contain("id=\"frequency\""));
    }

    [Test]
    public void Strategies_are_compared_in_a_chart_per_band()
    {
        using var file = Analysed(_runs);
        using var report = file.Open();
        var groups = FrequencyCharts.Of(report.Data.Analysis!.Within);
        Assert.That(groups.Select(g => g.Title), Is.EqualTo(new[] { "3 steps", "4 steps", "5 steps, uniform" }));
        Assert.That(groups[0].Legend.Select(l => l.Label), Is.EqualTo(new[] { "uniform", "tds" }));
        var whole = groups[0].Parts[0];
        Assert.That(whole.Charts.Select(c => c.Text.Title), Is.EqualTo(new[]
        {
            "Low band: SNR", "Mid band: SNR", "High band: SNR",
            "Low band: change of noise", "Mid band: change of noise", "High band: change of noise",
        }));
        // Pictures 0 and 1 lie one dB apart, so means end in a half.
        Assert.That(whole.Charts[1].Lines.Select(l => string.Join(", ", l.Marks.Select(m => $"{m.X}: {m.Text}"))),
            Is.EqualTo(new[] { "1 (t 899): 20.50, 2 (t 799): 22.50", "1 (t 899): 25.50, 2 (t 799): 27.50" }));
        Assert.That(whole.Charts[4].Lines[0].Marks.Select(m => (m.X, m.Text)),
            Is.EqualTo(new[] { ("2 (t 799)", "−0.250"), ("3 (t 699)", "−0.250") }));
    }

    [Test]
    public void Of_one_strategy_the_bands_are_compared_in_one_chart()
    {
        using var file = Analysed(_runs);
        using var report = file.Open();
        var alone = FrequencyCharts.Of(report.Data.Analysis!.Within)[2];
        Assert.That(alone.Parts[0].Charts.Select(c => c.Text.Title), Is.EqualTo(new[] { "SNR by band", "Change of noise by band" }));
        Assert.That(alone.Parts[0].Charts[0].Lines.Select(l => l.Label), Is.EqualTo(new[] { "low", "mid", "high" }));
    }

    [Test]
    public void The_last_step_is_its_own_reference_and_stands_in_the_table_only()
    {
        using var file = Analysed(_runs);
        using var report = file.Open();
        var chart = FrequencyCharts.Of(report.Data.Analysis!.Within)[0].Parts[0].Charts[0];
        Assert.That(chart.Numbers.Rows.Select(r => string.Join(" ", r)), Is.EqualTo(new[]
        {
            "uniform 1 899 30.50", "uniform 2 799 32.50", "uniform 3 699 100.00", "tds 1 899 35.50", "tds 2 799 37.50", "tds 3 699 100.00",
        }));
        Assert.That(chart.Lines.SelectMany(l => l.Marks).Select(m => m.Text), Has.None.EqualTo("100.00"));
        Assert.That(ReportFile.Text(file.Html(), "frequency"), Does.Contain("its 100 dB are in the tables and are not drawn"));
    }

    [Test]
    public void Texture_classes_are_chosen_and_say_how_many_pictures_have_them()
    {
        using var file = Analysed(_runs);
        var page = file.Html();
        Assert.That(ReportFile.Text(page, "frequency"), Does.Contain("whole pictures smooth texture medium texture high texture")
            .And.Contain("Whole pictures: means over 2 pictures.").And.Contain("Patches of smooth texture: means over the 1 picture that has such."));
        Assert.That(ReportFile.Section(page, "frequency"), Does.Contain("<input type=\"radio\" name=\"frequency-scope\" value=\"all\" checked>"));
        foreach (var scope in BandFigures.Scopes)
        {
            Assert.That(page, Does.Contain($"data-scope=\"{scope}\"").And.Contain($".part:not([data-scope=\"{scope}\"])"));
        }
    }

    [Test]
    public void Results_of_few_steps_are_compared_with_the_long_run_and_with_uniform_ones()
    {
        using var file = Analysed(_runs);
        using var report = file.Open();
        var charts = AcrossCharts.Of(report.Data.Analysis!.Across);
        Assert.That(charts.Select(c => c.Text.Title), Is.EqualTo(new[]
        {
            "Low band: SNR", "Mid band: SNR", "High band: SNR",
            "Low band: gain on uniform", "Mid band: gain on uniform", "High band: gain on uniform",
        }));
        Assert.That(charts[2].Numbers.Rows.Select(r => string.Join(" ", r)), Is.EqualTo(new[]
        {
            "uniform 3 14.50 [14.00, 15.00] 0.500", "uniform 4 16.50 [16.00, 17.00] 0.500",
            "tds 3 19.50 [19.00, 20.00] 0.500", "tds 4 21.50 [21.00, 22.00] 0.500",
        }));
        Assert.That(charts[5].Numbers.Rows.Select(r => string.Join(" ", r)), Is.EqualTo(new[]
        {
            "tds 3 +5.00 [5.00, 5.00] 2 : 0 ✓ nearer", "tds 4 +5.00 [5.00, 5.00] 2 : 0 ✓ nearer",
        }));
        Assert.That(charts[5].Lines.Single().Style, Is.EqualTo("line-2"), "a strategy keeps its colour");
    }

    [Test]
    public void What_it_rests_on_is_told()
    {
        using var file = Analysed(_runs);
        Assert.That(ReportFile.Text(file.Html(), "frequency"),
            Does.EndWith("What it rests on --bands 1/3,2/3 --reference final Thresholds 10,200 (given)"));
    }

    [Test]
    public void An_analysis_that_has_not_come_to_its_end_says_so()
    {
        using var file = new ReportFile(_runs);
        using (var results = ResultsFile.Open(file.Results)) results.PutNote(FrequencyRows.MeasuredNote, "--bands 1/3,2/3");
        var page = file.Html();
        Assert.That(ReportFile.Text(page, "frequency"), Is.EqualTo("Frequencies over the steps "
            + "The analysis has not come to its end, and its figures are computed then: the same command continues it."));
        Assert.That(page, Does.Contain("<strong>10 of 12 runs are finished</strong>"));
    }

    [Test]
    public void An_analysis_that_was_not_meant_to_run_everything_does_not_lack_runs()
    {
        using var file = Analysed(_runs);
        var page = file.Html();
        Assert.That(page, Does.Contain("10 runs are finished; not every setting was run on every picture.").And.Not.Contain("missing"));
        Assert.That(ReportFile.Text(page, "results"), Does.EndWith("These runs were made without metrics: there are no scores, only times."));
    }

    [Test]
    public void Measured_runs_without_figures_are_counted()
    {
        using var file = Analysed(_runs);
        using (var results = ResultsFile.Open(file.Results))
        {
            var spectra = new RunSpectra(100, new ScopeEnergies(1, [1]), [], []);
            new SpectrumTable(results).Put("3/tds/0/0", SpectrumKind.Within, spectra);
            new SpectrumTable(results).Put("another", SpectrumKind.Within, spectra);
        }
        Assert.That(ReportFile.Text(file.Html(), "frequency"), Does.Contain("Measured, but without figures here: 1 run, of another command or"));
    }

    private static ReportFile Analysed(SyntheticResults runs)
    {
        var file = new ReportFile(runs);
        SyntheticFrequency.Leave(file.Results);
        return file;
    }
}
