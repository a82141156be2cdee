using TorchTss.Hosts.Memory;
using TorchTss.Hosts.Texts;
using TorchTss.Imaging;
using TorchTss.Prompts;
using TorchTss.Runtime;
using TorchTss.Schedules;
using TorchTss.Schedules.Grids;

namespace TorchTss.Hosts.Supir;

/// <summary>SUPIR on any base of SDXL.</summary>
[Named("supir", "SUPIR: an SDXL base and SUPIR-v0Q or v0F (--weights FOLDER with both files, or --weights BASE --supir FILE)")]
internal sealed class SupirHostKind : IHostKind
{
    private static readonly HashSet<string> _reads =
    [
        "--supir", "--ema", "--min-size", "--latent-tile", "--control-start", "--cfg-start", "--clamp-cfg",
        "--official-rounding", "--restore", "--a-prompt",
    ];

    private (object Key, SupirSources Sources)? _last;

    /// <inheritdoc/>
    public HostProfile Describe(RunSettings settings) => new()
    {
        Table = NoiseTable.ScaledLinear(),
        Grid = new LegacyDdpmGrid(),
        LatentFactor = 8,
        NRange = TssRanges.Supir.N,
        ARange = TssRanges.Supir.A,
        TakesPrompts = settings.Embeddings is null,
        HasOwnPrompts = true,
        SamplesInTiles = true,
        Defaults = SupirPresets.Standard,
        Presets = SupirPresets.All,
        Reads = _reads,
    };

    /// <inheritdoc/>
    public IEnumerable<string> Notices(RunSettings settings)
    {
        var sources = Sources(settings);
        foreach (var line in sources.Report.Concat(sources.Notices)) yield return line;
        if (FastBase.Mismatch(settings, sources.BaseFile) is { } mismatch) yield return mismatch;
        if (settings.Stage1Only) yield break;
        var encoders = Encoders(settings, sources);
        var texts = SupirPrompts.Of(settings);
        foreach (var notice in TextOptions.Notices(texts with { GuidanceScale = 2 }, encoders)) yield return notice;
    }

    /// <inheritdoc/>
    public MemoryNeed? Memory(RunSettings settings, int width, int height) =>
        SupirMemory.Of(settings.Resolve(Describe(settings)), Sources(settings), width, height);

    /// <inheritdoc/>
    public (double Width, double Height) WorkingSize(int width, int height, RunSettings resolved)
    {
        var size = SupirSize.Of(width, height, resolved.Scale!.Value, resolved.MinSize!.Value);
        return (size.Width, size.Height);
    }

    /// <inheritdoc/>
    public Image8 Enlarge(Image8 input, RunSettings resolved) => SupirHost.Enlarge(input, resolved);

    /// <inheritdoc/>
    public IHost Open(RunSettings settings, Compute compute) => Open(settings, compute, [settings]);

    /// <inheritdoc/>
    public IHost Open(RunSettings settings, Compute compute, IReadOnlyCollection<RunSettings> expected)
    {
        var sources = Sources(settings);
        var profile = Describe(settings);
        var texts = Texts(settings, sources, compute);
        try
        {
            // Texts first, so that their encoders are gone before the large networks come.
            texts.Expect([.. expected.Where(s => !s.Stage1Only).Select(s => SupirPrompts.Of(s.Resolve(profile)))]);
            return new SupirHost(profile, SupirModel.Load(sources, compute, settings), texts, compute);
        }
        catch
        {
            texts.Dispose();
            throw;
        }
    }

    /// <summary>The first stage alone needs no text and loads no encoder.</summary>
    private static ITextStates Texts(RunSettings s, SupirSources sources, Compute compute) =>
        s.Embeddings is { } file ? GivenTextStates.Read(file, sources.Configs.Text(GivenTextStates.PooledChannels(file)))
        : Encoders(s, sources) is { } encoders ? new EncodedTextStates(encoders, compute) : new NoTextStates();

    private static TextEncoderFolders? Encoders(RunSettings s, SupirSources sources)
    {
        var encoders = sources.Encoders();
        encoders?.Check(s.ClipSkip ?? 0);
        return encoders;
    }

    /// <summary>Headers are read once for all pictures of a run: they are asked for with every one of them.</summary>
    private SupirSources Sources(RunSettings s)
    {
        var key = (s.Weights, s.Supir, s.Vae, s.Ema, s.Embeddings, s.Stage1Only);
        if (_last is not { } last || !last.Key.Equals(key)) _last = (key, SupirSources.Open(s));
        return _last.Value.Sources;
    }
}
