using TorchTss.Experiments.Results;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Schedules;

namespace TorchTss.Tests.Reports;

/// <summary>A results file as an ablation would leave it, made without a model: plausible scores, small drawn pictures, steps.</summary>
internal sealed record SyntheticResults
{
    /// <summary>Values of the axis "steps".</summary>
    public int[] Steps { get; init; } = [7, 10, 14];

    /// <summary>Values of the axis "tss".</summary>
    public string[] Strategies { get; init; } = ["off", "tds", "tds+sds"];

    /// <summary>Values of the axis "seed"; one seed makes no axis.</summary>
    public int[] Seeds { get; init; } = [0];

    public string[] Inputs { get; init; } = [.. Enumerable.Range(1, 8).Select(i => $"photo-{i:00}")];

    /// <summary>W and H of results.</summary>
    public (int Width, int Height) Size { get; init; } = (96, 64);

    public ResultMetric[] Metrics { get; init; } = [Psnr, Niqe, Lpips];

    public bool Pictures { get; init; } = true;

    public bool Previews { get; init; } = true;

    public string? Title { get; init; } = "Steps and strategies on eight pictures";

    public string? Command { get; init; } = "tss ablate photos/*.png --axis steps=7,10,14 --axis tss=off,tds,tds+sds -o results.sqlite";

    public string? Baseline { get; init; } = """{"tss":"off"}""";

    public string? Paper { get; init; }

    /// <summary>Runs that are not there.</summary>
    public Func<ResultSetting, string, bool> Skips { get; init; } = (_, _) => false;

    /// <summary>The score of a run: setting, input, metric.</summary>
    public Func<ResultSetting, string, string, double> Score { get; init; } = Plausible;

    public static ResultMetric Psnr { get; } = Metric("psnr", "PSNR", Better.Higher, 2) with
    {
        Traits = new MetricTraits { Title = "PSNR", Better = Better.Higher, Decimals = 2, Unit = "dB", Minimum = 0, NeedsReference = true },
    };

    public static ResultMetric Niqe { get; } = Metric("niqe", "NIQE", Better.Lower, 2);

    public static ResultMetric Lpips { get; } = Metric("lpips:net=alex", "LPIPS", Better.Lower, 4);

    public static ResultMetric Metric(string name, string title, Better better, int decimals) =>
        new(name, new MetricTraits { Title = title, Better = better, Decimals = decimals }, OfSets: false, Problem: null);

    /// <summary>Every setting in the order of a sweep.</summary>
    public IReadOnlyList<ResultSetting> Settings() =>
    [
        .. from steps in Steps
           from tss in Strategies
           from seed in Seeds
           let settings = new RunSettings
           {
               Steps = steps,
               Seed = seed,
               Sampler = "euler",
               Tss = new TssSettings { Tds = tss.Contains("tds", StringComparison.Ordinal), Sds = tss.Contains("sds", StringComparison.Ordinal) },
           }
           let axes = new List<KeyValuePair<string, string>> { new("steps", $"{steps}"), new("tss", tss) }
           select new ResultSetting($"{steps}/{tss}/{seed}", Seeds.Length == 1 ? axes : [.. axes, new("seed", $"{seed}")], settings),
    ];

    /// <summary>Writes the file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string path)
    {
        using var file = ResultsFile.Open(path);
        foreach (var (key, value) in new[] { ("title", Title), ("command", Command), ("baseline", Baseline), ("paper", Paper) })
        {
            if (value is not null) file.PutNote(key, value);
        }
        var settings = Settings();
        file.Put(Metrics);
        file.Put(settings);
        for (var i = 0; i < Inputs.Length; i++) WriteInput(file, settings, Inputs[i], i);
        return path;
    }

    private void WriteInput(ResultsFile file, IReadOnlyList<ResultSetting> settings, string name, int number)
    {
        var original = SyntheticPicture.Draw(Size.Width, Size.Height, number);
        var input = new ResultInput($"input-{number}", name, $"photos/{name}.png", Keep(SyntheticPicture.Shrink(original, 4)), Keep(original));
        file.Put([input]);
        if (Pictures) file.PutVariance(input.Id, file.PutPicture(SyntheticPicture.Detail(original)));
        foreach (var setting in settings.Where(s => !Skips(s, name)))
        {
            var quality = (int)setting.Settings.Steps! * (setting.Settings.Tss.Tds ? 2 : 1);
            var cell = new ResultCell(
                $"{setting.Id}/{number}", setting.Id, input.Id, new DateTime(2025, 5, 12, 8, number, 0, DateTimeKind.Utc).AddHours(quality),
                0.3 * setting.Settings.Steps!.Value + 0.1 * number, 0.3, null, "0.1.0", "cpu fp32");
            file.Put(cell, StepsOf(setting, original, quality), Pictures ? SyntheticPicture.Blur(original, Math.Max(0, 4 - quality / 6)) : null);
            file.PutScores(cell.Id, Metrics.Where(m => m is { OfSets: false, Problem: null })
                .Select(m => KeyValuePair.Create(m.Name, Score(setting, name, m.Name))));
        }

        string Keep(Image8 image) => Pictures ? file.PutPicture(image) : $"not kept {image.Width}x{image.Height}";
    }

    private IEnumerable<ResultStep> StepsOf(ResultSetting setting, Image8 original, int quality)
    {
        var count = setting.Settings.Steps!.Value;
        for (var k = 0; k < count; k++)
        {
            var high = 999.0 * (count - k) / count;
            var low = setting.Settings.Tss.Sds ? high * 0.8 : high;
            var map = Pictures && setting.Settings.Tss.Sds ? ImageBytes.Png(SyntheticPicture.Shrink(SyntheticPicture.Detail(original), 4)) : null;
            var preview = Pictures && Previews ? ImageBytes.Png(SyntheticPicture.Blur(original, Math.Max(0, (count - k) * 8 / count - quality / 8)))
                : null;
            yield return new ResultStep(k, low, high, 0.3, map, preview);
        }
    }

    private static double Plausible(ResultSetting setting, string input, string metric)
    {
        var random = new Random(input.Sum(c => c) * 7919);
        var (picture, wobble) = (random.NextDouble(), (new Random(setting.Id.Sum(c => c) + input.Sum(c => c)).NextDouble() - 0.5) * 0.3);
        var gain = Math.Log2(setting.Settings.Steps!.Value / 7.0) * 0.6 + (setting.Settings.Tss.Tds ? 0.9 : 0) + (setting.Settings.Tss.Sds ? 0.15 : 0)
            + wobble;
        return metric.Split(':')[0] switch
        {
            "psnr" => 22 + 4 * picture - 0.3 * gain,
            "niqe" => 6.4 + picture - 0.9 * gain,
            "lpips" => 0.34 + 0.1 * picture - 0.04 * gain,
            _ => 0.5 + 0.1 * picture + 0.05 * gain,
        };
    }
}
