using System.Text.RegularExpressions;
using TorchTss.Experiments.Tuning;

namespace TorchTss.Tests.Reports;

public sealed class TuningSectionTests
{
    private static readonly SyntheticResults _runs = new()
    {
        Steps = [7],
        Inputs = [.. Enumerable.Range(1, 9).Select(i => $"photo-{i}")],
        Metrics = [SyntheticResults.Niqe, SyntheticResults.Psnr],
        Pictures = false,
        // A candidate on two pictures, uniform sampling and the winner on all.
        Skips = (s, input) => s.Axes[1].Value == "tds" && input is not ("photo-1" or "photo-2"),
    };

    [Test]
    public void A_file_without_a_search_has_no_such_section()
    {
        using var file = new ReportFile(_runs);
        Assert.That(file.Html(), Does.Not.Contain("id=\"tuning\""));
    }

    [Test]
    public void The_verdict_comes_first_then_the_winner()
    {
        var text = ReportFile.Text(Page(SyntheticSearch.Of(_runs)), "tuning");
        Assert.That(text, Does.StartWith(
            "Tuning On the 7 held-out pictures niqe is 0.30 better than with uniform sampling; "
            + "the 95 % interval -0.50 to -0.10 of the difference excludes zero. "
            + "On the 7 held-out pictures niqe is 0.05 worse than with the host's own ranges; "
            + "the 95 % interval -0.10 to 0.20 of the difference includes zero, so this may be chance. "
            + "The winner: n 1–1.8, a 0.5–0.5 --tds --sds --n-range 1,1.8 --a-range 0.5,0.5 "
            + "As the default of a folder of weights, in its tss.json : {\"n\": [1, 1.8], \"a\": [0.5, 0.5]} "
            + "--n-grid: the winner lies at its end, 1.8; widen it to look beyond."));
    }

    [Test]
    public void Held_out_numbers_stand_metric_by_metric()
    {
        var text = ReportFile.Text(Page(SyntheticSearch.Of(_runs)), "tuning");
        Assert.That(text, Does.Contain("On the 7 held-out pictures The winner beside other settings "
            + "metric uniform sampling host's own ranges winner winner − uniform sampling winner − host's own ranges "
            + "NIQE ↓ , lower is better tuned for 5.20 [4.70, 5.70] 4.85 [4.35, 5.35] 4.90 [4.40, 5.40] "
            + "−0.30 [−0.50, −0.10] ✓ better 6 : 1 +0.05 [−0.10, 0.20] ~ undecided 1 : 6 "
            + "PSNR ↑ , higher is better 24.00 [23.50, 24.50] 23.80 [23.30, 24.30] 23.90 [23.40, 24.40] "
            + "−0.10 [−0.25, 0.04] ~ undecided 1 : 6 +0.10 [−0.10, 0.30] ~ undecided 6 : 1"));
    }

    [Test]
    public void Numbers_of_fitting_pictures_are_marked_as_optimistic_and_others_are_not()
    {
        var section = ReportFile.Section(Page(SyntheticSearch.Of(_runs)), "tuning");
        Assert.That(Regex.Matches(section, "<table class=\"([^\"]*)\"").Select(m => m.Groups[1].Value),
            Is.EqualTo(new[] { "compared", "compared optimistic" }));
        Assert.That(section,
            Does.Contain("<h3 id=\"tuning-fitting\">On the 2 fitting pictures <span class=\"optimistic-tag\">optimistic</span></h3>"));
    }

    [Test]
    public void Rounds_say_what_came_of_every_candidate()
    {
        var text = ReportFile.Text(Page(SyntheticSearch.Of(_runs)), "tuning");
        Assert.That(text, Does.Contain("Round 1: 5 candidates on 1 picture: 2 go on, first n 1–1.8, a 0.5–0.5 with niqe 5.10; 2 dropped "
            + "candidate NIQE ↓ , lower is better outcome n 1–1.8, a 0.5–0.5 5.10 goes on n 1–1.4, a 0.5–0.5 5.20 goes on "
            + "n 1.4–1.4, a 0.5–0.5 5.40 out n 1.4–1.8, a 0.5–0.5 4.90 dropped: psnr is 0.31 worse than with uniform sampling, and 0.2 is allowed "
            + "n 1.8–1.8, a 0.5–0.5 – dropped: niqe is no number "
            + "Round 2: 2 candidates on 2 pictures: n 1–1.8, a 0.5–0.5 with niqe 4.80 candidate"));
        Assert.That(text, Does.Contain("4.80 best so far").And.Contain("5.00 not better")
            .And.Contain("Round 3: 1 candidate half a grid step from the best on 2 pictures: none is better"));
    }

    [Test]
    public void Split_and_search_space_are_told()
    {
        var text = ReportFile.Text(Page(SyntheticSearch.Of(_runs)), "tuning");
        Assert.That(text, Does.Contain("Fitting (2): photo-1, photo-2 Held out, never seen by the search (7): photo-3, photo-4,"));
        Assert.That(text, Does.EndWith("Tuned for NIQE, lower is better Searched ranges of n and a (TDS and SDS) Grid of n 1, 1.4, 1.8 Grid of a 0.5 "
            + "Ranges rising from flat to busy positions Guard psnr may be 0.2 worse than with uniform sampling Steps 7 "
            + "Kept by every round 1 candidate in 2 Seeds per picture 1 Held out 50 % of the pictures, split seed 0"));
    }

    [Test]
    public void A_search_that_is_not_finished_says_so_and_promises_nothing()
    {
        var search = SyntheticSearch.Unfinished(_runs);
        var page = Page(search with { Split = search.Split with { HeldOut = ["not yet", .. search.Split.HeldOut] } });
        var text = ReportFile.Text(page, "tuning");
        Assert.That(text, Does.StartWith("Tuning The search is not finished: 1 round is done, and nothing has been compared "
            + "on the held-out pictures. The same command continues it. Rounds Round 1:"));
        Assert.That(text, Does.Not.Contain("nothing to recommend").And.Not.Contain("winner"));
        Assert.That(text, Does.Contain("(8): photo-3, photo-4, photo-5, photo-6, photo-7, photo-8, photo-9 and 1 not restored yet"));
        Assert.That(page, Does.Contain("20 runs are finished: a search measures candidates on as many pictures as it takes to tell them apart. "
            + "<strong>It is not finished.</strong>"));
    }

    [Test]
    public void Without_a_winner_there_are_no_options()
    {
        var text = ReportFile.Text(Page(SyntheticSearch.Unfinished(_runs) with { Finished = true }), "tuning");
        Assert.That(text, Does.StartWith("Tuning Every candidate was dropped, so there is nothing to recommend; "
            + "keep uniform sampling, or loosen --guard. Rounds Round 1:"));
    }

    [Test]
    public void Runs_of_a_search_are_counted_and_not_ranked()
    {
        var page = Page(SyntheticSearch.Of(_runs));
        Assert.That(page, Does.Contain("20 runs are finished: a search measures").And.Contain("to tell them apart. It is finished.")
            .And.Not.Contain(" of 27 ").And.Not.Contain("missing"));
        Assert.That(page, Does.Not.Contain("id=\"glance\""), "there is no best mean to show");
        Assert.That(ReportFile.Section(page, "results"), Does.Not.Contain("mean best"));
        Assert.That(ReportFile.Text(page, "results"), Does.Contain("2 2 fitting").And.Contain("9 2 fitting, 7 held out")
            .And.Contain("These are the runs of a search, as many as are made so far. Candidates were measured on different numbers "
            + "of fitting pictures, and only uniform sampling, the host's own ranges and the winner on the held-out ones too: "
            + "means over different pictures cannot be compared, and nothing is ranked here."));
        Assert.That(ReportFile.Text(page, "comparisons"), Does.Contain("its differences here are optimistic."));
        Assert.That(ReportFile.Text(page, "charts"), Does.Not.Contain("By setting").And.Contain("different pictures from row to row"));
    }

    [Test]
    public void Runs_of_an_ablation_are_ranked_as_before()
    {
        using var file = new ReportFile(_runs);
        var page = file.Html();
        Assert.That(page, Does.Contain("<strong>20 of 27 runs are finished</strong>").And.Contain("id=\"glance\""));
        Assert.That(ReportFile.Section(page, "results"), Does.Contain("mean best").And.Contain("7 runs missing").And.Not.Contain("search"));
    }

    private static string Page(TuningResult search)
    {
        using var file = new ReportFile(_runs);
        search.Leave(file.Results);
        return file.Html();
    }
}
