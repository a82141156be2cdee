using TorchTss.Experiments;
using TorchTss.Experiments.Frequency;
using TorchTss.Experiments.Results;
using TorchTss.Imaging;
using TorchTss.Runtime;
using TorchTss.Tests.Metrics;
using static TorchSharp.torch;

namespace TorchTss.Tests.Experiments.Frequency;

/// <summary>The bundled host on small pictures: 12×16 become 48×64, two patches of 24 high and two wide.</summary>
[NonParallelizable] // counts every tensor of the process
public sealed class FrequencyAnalysisTests
{
    private static readonly FrequencyRequest _request = new()
    {
        Settings = new() { Device = "cpu" },
        Steps = [3],
        Across = [2],
        ReferenceSteps = 4,
        Strategies = ["uniform", "tss"],
        Options = new() { Patch = 24 },
    };

    private TemporaryFolder _folder = null!;
    private SuperResolver _resolver = null!;
    private ExperimentInput[] _inputs = null!;

    [OneTimeSetUp]
    public void Open() => _resolver = SuperResolver.Open(_request.Settings);

    [OneTimeTearDown]
    public void Close() => _resolver.Dispose();

    [SetUp]
    public void Begin()
    {
        _folder = new TemporaryFolder();
        _inputs = [Input("a", 1), Input("b", 2)];
    }

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void Steps_of_a_run_approach_its_result_and_reach_it()
    {
        var figures = Analyze(_request, out _);
        var series = figures.Within.GroupBy(r => (r.Cell, r.Scope, r.Band)).ToArray();
        Assert.That(figures.Within.GroupBy(r => r.Cell).Select(g => g.Max(r => r.K)).Order(), Is.EqualTo(new[] { 3, 3, 3, 3, 4, 4 }));
        foreach (var one in series)
        {
            Assert.That(one.Last().SnrDb, Is.EqualTo(SignalToNoise.Cap), "the last x0 is the result");
            Assert.That(one.First().SnrDb, Is.LessThan(60));
            Assert.That(one.First().T, Is.EqualTo(999));
        }
        Assert.That(figures.Within.Where(r => r.Scope == "all").GroupBy(r => r.Cell).Select(g => g.Count() % 3), Has.All.Zero);
        Assert.That(figures.Remarks[1], Does.Match(@"^thresholds [\d.]+,[\d.]+ \(thirds of 24 patches\)$"), "6 followed runs of 4 patches");
    }

    [Test]
    public void Figures_are_those_of_the_decoded_pictures()
    {
        var figures = Analyze(_request with { Across = [], Strategies = ["uniform"] }, out var plan);
        using var scope = NewDisposeScope();
        var (decoded, settings) = (new List<Tensor>(), plan.Runs[0].Setting.Settings);
        _resolver.Run(ImageFile.Read(_inputs[0].Path), settings, new SeededNoise(0),
            watch: v => decoded.Add(v.Decode(v.Denoised).clone().DetachFromDisposeScope()));
        var planes = decoded.Select(d => SignalPlanes.Of(d, FrequencyChannel.Luma)).ToArray();
        var expected = Math.Sqrt((planes[0] - planes[2]).square().mean().item<double>());
        var noise = figures.Within.Where(r => r.Cell == plan.Cells[0].Id && r is { K: 1, Scope: "all" }).Sum(r => r.Noise * r.Noise);
        Assert.That(Math.Sqrt(noise), Is.EqualTo(expected).Within(1e-6).Percent, "Parseval, over the three bands");
        decoded.ForEach(d => d.Dispose());
    }

    [Test]
    public void The_latent_itself_is_noisier_than_the_prediction_and_ends_there_too()
    {
        var x0 = Analyze(_request with { Across = [] }, out _);
        var xt = Analyze(_request with { Across = [], Options = _request.Options with { Signal = FrequencySignal.Xt } }, out _, "xt");
        var pairs = x0.Within.Zip(xt.Within).Where(p => p.First.Scope == "all").ToArray();
        Assert.That(pairs.Where(p => p.First.K < 3), Has.All.Matches<(FrequencyRow X0, FrequencyRow Xt)>(p => p.Xt.Noise > p.X0.Noise));
        Assert.That(pairs.Where(p => p.First.K == 3), Has.All.Matches<(FrequencyRow X0, FrequencyRow Xt)>(p => p.Xt.SnrDb == 100));
    }

    [Test]
    public void A_given_picture_is_what_steps_are_compared_with()
    {
        var original = _folder.File("original.png");
        ImageFile.Write(ClosedForm.Picture(9, 64, 48), original);
        var figures = Analyze(
            _request with { Across = [], Options = _request.Options with { Reference = original } }, out _,
                inputs: [_inputs[0] with { Reference = original }]);
        Assert.That(figures.Within.Select(r => r.SnrDb), Has.All.LessThan(40));
        Assert.That(figures.Within.Where(r => r is { K: 3, Scope: "all", Band: "high" }).Select(r => r.Noise), Has.All.GreaterThan(20),
            "noise of a noisy picture");
    }

    [Test]
    public void More_steps_are_nearer_to_the_long_run()
    {
        var figures = Analyze(_request with { Across = [2, 3], Strategies = ["uniform"] }, out var plan);
        var means = FrequencyMeans.ByImage(FiguredRun.Of(plan), figures.Across);
        var bySteps = means.Where(m => m is { Scope: "all", Band: "low" }).GroupBy(m => m.Image);
        Assert.That(bySteps.Count(), Is.EqualTo(2));
        foreach (var image in bySteps) Assert.That(image.OrderBy(m => m.Steps).Select(m => m.SnrDb), Is.Ordered.And.Exactly(2).Items);
    }

    [Test]
    public void A_second_run_makes_what_is_missing_and_the_same_numbers()
    {
        var results = _folder.File("r.sqlite");
        var whole = Analyze(_request, out var plan, "whole");
        using (var file = ResultsFile.Open(results))
        {
            using var stop = new CancellationTokenSource();
            Assert.That(() => new FrequencyAnalysis(plan, file).Run(_resolver, new Seen(4, stop.Cancel), stop.Token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(file.Cells(), Has.Count.EqualTo(4));
            // The long run of the first picture is there, and is needed for the run that is not.
            var missing = FrequencyJobs.Missing(plan, file);
            Assert.That(missing.Select(m => string.Join(' ', m.Select(j => $"{j.Cell.Run.Steps}{(j.Record ? "" : "*")}"))),
                Is.EqualTo(new[] { "3", "4 2 2 3 3" }));
        }
        var again = Analyze(_request, out _);
        Assert.That(again.Within, Is.EqualTo(whole.Within));
        Assert.That(again.Across, Is.EqualTo(whole.Across));
    }

    [Test]
    public void A_run_that_is_to_be_followed_later_is_made_again_with_its_long_run()
    {
        Analyze(_request with { Strategies = ["uniform"] }, out _);
        using var file = ResultsFile.Open(_folder.File("r.sqlite"));
        var more = FrequencyPlan.Of(_request with { Strategies = ["uniform"], Steps = [2, 3] }, _inputs[..1]);
        Assert.That(FrequencyJobs.Missing(more, file).Single().Select(j => (j.Cell.Run.Steps, j.Record)),
            Is.EqualTo(new[] { (4, false), (2, true) }));
        Assert.That(new FrequencyAnalysis(more, file).Run(_resolver), Is.Zero);
        Assert.That(FrequencyJobs.Missing(more, file), Is.Empty);
        Assert.That(file.Steps(more.Cells.Single(c => c.Run.Steps == 2).Id).Select(s => s.Preview), Has.Exactly(2).Items.And.All.Not.Null);
    }

    [Test]
    public void Another_measure_is_refused_in_the_same_file()
    {
        Analyze(_request, out _);
        using var file = ResultsFile.Open(_folder.File("r.sqlite"));
        var other = FrequencyPlan.Of(_request with { Options = _request.Options with { Patch = 16 } }, _inputs);
        var same = "--patch-filter patch --edges wrap --texture reference --signal x0 --channel luma --reference final --reference-steps 4";
        Assert.That(() => new FrequencyAnalysis(other, file).WriteHead(null), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            $"{file.Path}: holds an analysis with --bands 1/3,2/3 --patch 24 {same}, and this one has --bands 1/3,2/3 --patch 16 {same}; "
            + "name another folder with --output"));
        var thresholds = FrequencyPlan.Of(_request with { Options = _request.Options with { Thresholds = new(1, 2) } }, _inputs);
        new FrequencyAnalysis(thresholds, file).WriteHead(null);
    }

    [Test]
    public void Cells_are_those_of_any_experiment()
    {
        Analyze(_request, out var plan);
        using var file = ResultsFile.Read(_folder.File("r.sqlite"));
        Assert.That(file.Cells(), Has.Count.EqualTo(2 * 5));
        Assert.That(file.Settings().Select(s => s.Label), Is.EqualTo(plan.Runs.Select(r => r.Setting.Label)));
        Assert.That(ResultsSummary.Of(file).Rows, Has.Count.EqualTo(5));
        var tss = plan.Cells.First(c => c.Run is { Strategy: "tss", Steps: 3 });
        Assert.That(file.Steps(tss.Id).Select(s => (s.Index, s.Map is null, s.Preview is null)),
            Is.EqualTo(new[] { (0, true, false), (1, false, false), (2, false, false) }));
        Assert.That(file.Kept(tss.Input.Row.Id));
        Assert.That(file.Picture(file.Cells().Single(c => c.Id == tss.Id).Picture!).Width, Is.EqualTo(64));
    }

    [Test]
    public void A_picture_that_fails_is_told_and_the_others_go_on()
    {
        var plan = FrequencyPlan.Of(_request, _inputs);
        File.WriteAllText(_inputs[0].Path, "no picture any more");
        using var file = ResultsFile.Open(_folder.File("r.sqlite"));
        var seen = new Seen();
        var analysis = new FrequencyAnalysis(plan, file);
        analysis.WriteHead(null);
        Assert.That(analysis.Run(_resolver, seen), Is.EqualTo(5));
        var (unreadable, alone) = (_inputs[0].Path[..8], "the long");
        Assert.That(seen.Reports.Take(5).Select(r => r.Failure![..8]), Is.EqualTo(new[] { unreadable, alone, alone, unreadable, unreadable }));
        Assert.That(seen.Reports.Skip(5).Select(r => r.Failure), Has.All.Null);
        Assert.That(seen.Reports[^1], Has.Property("StepsLeft").EqualTo(0).And.Property("Done").EqualTo(10));
        Assert.That(FrequencyFigures.Of(plan, file).Within.Select(r => r.Cell).Distinct().Count(), Is.EqualTo(3), "what there is of it");
    }

    [Test]
    public void Runs_leave_nothing_behind()
    {
        var (plan, count) = (FrequencyPlan.Of(_request, _inputs[..1]), 0);
        Assert.That(MetricLeaks.After(() =>
        {
            using var file = ResultsFile.Open(_folder.File($"leak{count++}.sqlite"));
            new FrequencyAnalysis(plan, file).Run(_resolver);
        }), Is.EqualTo((0, 0)));
    }

    private FrequencyFigures Analyze(FrequencyRequest request, out FrequencyPlan plan, string name = "r", ExperimentInput[]? inputs = null)
    {
        plan = FrequencyPlan.Of(request, inputs ?? _inputs);
        using var file = ResultsFile.Open(_folder.File($"{name}.sqlite"));
        var analysis = new FrequencyAnalysis(plan, file);
        analysis.WriteHead("tss analyze");
        Assert.That(analysis.Run(_resolver), Is.Zero);
        return FrequencyFigures.Of(plan, file);
    }

    private ExperimentInput Input(string name, uint seed)
    {
        var picture = ClosedForm.Picture(seed, 16, 12);
        for (var y = 0; y < 12; y++) picture.Row(y)[..24].Fill(90);       // flat at the left
        ImageFile.Write(picture, _folder.File($"{name}.png"));
        return new(_folder.File($"{name}.png"), null);
    }

    private sealed class Seen(int stopAfter = int.MaxValue, Action? stop = null) : IProgress<FrequencyProgress>
    {
        public List<FrequencyProgress> Reports { get; } = [];

        public void Report(FrequencyProgress value)
        {
            Reports.Add(value);
            if (Reports.Count == stopAfter) stop?.Invoke();
        }
    }
}
