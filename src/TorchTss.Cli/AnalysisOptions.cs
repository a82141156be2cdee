using System.CommandLine;
using TorchTss.Experiments;
using TorchTss.Experiments.Frequency;
using TorchTss.Runtime;
using static TorchTss.Cli.OptionParsing;

namespace TorchTss.Cli;

/// <summary>The options that make up a <see cref="FrequencyRequest"/>.</summary>
internal sealed class AnalysisOptions
{
    private const string Final = "final", None = "none";
    private static readonly FrequencyRequest _defaults = new();

    private readonly SettingsOptions _settings = new();

    private readonly Option<string?> _strategies = Text("--strategies", "NAME,…",
        $"what is compared: off or uniform, late-only, tds, sds, tds+sds or tss (default {string.Join(',', _defaults.Strategies)})");
    private readonly Option<long[]> _steps = Wholes("--steps", "N,…",
        "steps of the runs that are followed iteration by iteration (default: the host's, 7)");
    private readonly Option<string?> _across = Text("--across", "N,…",
        $"steps of the runs whose results are compared with that of many steps, or {None} (default {string.Join(',', _defaults.Across)})");
    private readonly Option<int?> _referenceSteps = Whole("--reference-steps", "N",
        $"steps of the uniform run that those are compared with, which is followed as well (default {_defaults.ReferenceSteps})");
    private readonly Option<long[]> _seeds = Wholes("--seeds", "N,…", "every run is repeated with each (default 0)");

    private readonly Option<string?> _bands = Text("--bands", "P/Q,P/Q",
        $"where low ends and high begins, as fractions of Nyquist (default {_defaults.Options.Bands})");
    private readonly Option<int?> _patch = Whole("--patch", "N", $"side of a patch in pixels (default {_defaults.Options.Patch})");
    private readonly Option<PatchFilter?> _filter = Choice<PatchFilter>("--patch-filter",
        "every patch is transformed by itself, or the whole picture is split into bands first (default patch)");
    private readonly Option<PlaneEdges?> _edges = Choice<PlaneEdges>("--edges",
        "what a transform sees beyond the edges: the picture again, whose jump counts as high frequencies, or mirrored (default wrap)");
    private readonly Option<string?> _thresholds = Text("--thresholds", "V,V",
        "variances up to which a patch is smooth and medium (default: thirds of all patches)");
    private readonly Option<TextureSource?> _texture = Choice<TextureSource>("--texture",
        "whose variance that is: what steps are compared with, or the enlarged input (default reference)");
    private readonly Option<FrequencySignal?> _signal = Choice<FrequencySignal>("--signal",
        "what is decoded: the clean prediction or the latent after the step (default x0)");
    private readonly Option<FrequencyChannel?> _channel = Choice<FrequencyChannel>("--channel", "which planes are transformed (default luma)");
    private readonly Option<string?> _reference = Text("--reference", "PATH",
        $"what steps are compared with: {Final}, the run's own result, or originals, a folder or one file (default {Final})");
    private readonly Option<int?> _limit = Whole("--limit", "N", "only the first N pictures");

    public IReadOnlyList<OptionGroup> Groups =>
    [
        new("Analysis", [_strategies, _steps, _across, _referenceSteps, _seeds, _limit]),
        new("Measure", [_bands, _patch, _filter, _edges, _thresholds, _texture, _signal, _channel, _reference]),
    ];

    /// <summary>What strategies have in common.</summary>
    public IReadOnlyList<OptionGroup> SettingsGroups => _settings.CommonGroups;

    public FrequencyRequest Bind(ParseResult parsed)
    {
        var options = _defaults.Options;
        return new FrequencyRequest
        {
            Settings = _settings.Bind(parsed),
            Strategies = parsed.GetValue(_strategies)?.Split(',', StringSplitOptions.TrimEntries) ?? _defaults.Strategies,
            Steps = [.. parsed.GetValue(_steps)!.Select(v => (int)Math.Clamp(v, int.MinValue, int.MaxValue))],
            Across = Across(parsed.GetValue(_across)),
            ReferenceSteps = parsed.GetValue(_referenceSteps) ?? _defaults.ReferenceSteps,
            Seeds = parsed.GetValue(_seeds) is { Length: > 0 } seeds ? seeds : _defaults.Seeds,
            Options = new FrequencyOptions
            {
                Bands = Bands(parsed.GetValue(_bands)) ?? options.Bands,
                Patch = parsed.GetValue(_patch) ?? options.Patch,
                PatchFilter = parsed.GetValue(_filter) ?? options.PatchFilter,
                Edges = parsed.GetValue(_edges) ?? options.Edges,
                Thresholds = Thresholds(parsed.GetValue(_thresholds)),
                Texture = parsed.GetValue(_texture) ?? options.Texture,
                Signal = parsed.GetValue(_signal) ?? options.Signal,
                Channel = parsed.GetValue(_channel) ?? options.Channel,
                Reference = Reference(parsed) is { } path ? Path.GetFullPath(path) : null,
            },
        };
    }

    /// <summary>The pictures, with originals where steps are compared with those.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="given">Files, folders or patterns; empty: the bundled photographs.</param>
    public IReadOnlyList<ExperimentInput> Pictures(ParseResult parsed, string[] given)
    {
        var inputs = ExperimentInputs.Pair(given.Length > 0 ? given : [BundledPhotographs.Low], Reference(parsed));
        return parsed.GetValue(_limit) switch
        {
            null => inputs,
            < 1 and var limit => throw new UsageException($"--limit {limit}: at least one picture is needed; use 1 or more"),
            { } limit => [.. inputs.Take(limit)],
        };
    }

    private string? Reference(ParseResult parsed) => parsed.GetValue(_reference) is { } given and not Final ? given : null;

    private static IReadOnlyList<int> Across(string? text)
    {
        if (text is null) return _defaults.Across;
        if (text == None) return [];
        var counts = text.Split(',', StringSplitOptions.TrimEntries).Select(c => int.TryParse(c, out var n) ? n : (int?)null).ToArray();
        return counts.All(c => c is not null) ? [.. counts.Select(c => c!.Value)]
            : throw new UsageException($"--across {text}: these are not whole numbers such as 5,7,10; use such, or {None}");
    }

    private static BandCuts? Bands(string? text)
    {
        const int Bands = 3;
        if (text is null) return null;
        return BandCuts.Parse(text) is { Count: Bands } cuts ? cuts
            : throw new UsageException($"--bands {text}: these are not two rising fractions of Nyquist below 1.41; use for instance 1/3,2/3");
    }

    private static TextureThresholds? Thresholds(string? text)
    {
        if (text is null) return null;
        return TextureThresholds.Parse(text)
            ?? throw new UsageException($"--thresholds {text}: these are not two variances such as 100,1000; leave them out for thirds");
    }
}
