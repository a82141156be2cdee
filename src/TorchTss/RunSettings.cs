using System.Text.Json.Serialization;
using TorchTss.Denoisers;
using TorchTss.Hosts;
using TorchTss.Hosts.Texts;
using TorchTss.Imaging;
using TorchTss.Networks;
using TorchTss.Networks.Tiling;
using TorchTss.Prompts;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static System.FormattableString;

namespace TorchTss;

/// <summary>Everything that makes a picture: what the command line parses into, a result file stores and a sweep varies.</summary>
/// <remarks>A null means "the host's default". The same settings, input and version give the same bytes.</remarks>
public sealed record RunSettings
{
    /// <summary>The model family: an entry of the host catalogue.</summary>
    public string Host { get; init; } = "tiny";

    /// <summary>The host's weights, a folder or a file; null for a host that ships with its own.</summary>
    public string? Weights { get; init; }

    /// <summary>The ControlNet, a folder or a file, for the <c>controlnet</c> host.</summary>
    public string? ControlNet { get; init; }

    /// <summary>Another autoencoder than the weights bring, a folder or a file.</summary>
    public string? Vae { get; init; }

    /// <summary>SUPIR's own weights, a file, beside the SDXL base.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Supir { get; init; }

    /// <summary>The averaged weights of a training file instead of the last ones.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Ema { get; init; }

    /// <summary>A named set of the host's settings in place of its defaults; what is given beside it wins. Null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Preset { get; init; }

    /// <summary>The solver, with its own settings: <c>euler</c>, <c>euler:churn=5</c>.</summary>
    public string? Sampler { get; init; }

    /// <summary>Denoising iterations N, 1 to 1000.</summary>
    public int? Steps { get; init; }

    /// <summary>The one number that all randomness follows from.</summary>
    public long Seed { get; init; }

    /// <summary>S_churn of solvers that have it: noise put back over the whole run, 0 or more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double? SChurn { get; init; }

    /// <summary>S_noise of solvers that have it: the standard deviation of that noise, 0 or more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double? SNoise { get; init; }

    /// <summary>Which of several results from the same settings this is, counted from 0: each has noise of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Sample { get; init; }

    /// <summary>Enlargement of width and height, above 0.</summary>
    public double? Scale { get; init; }

    /// <summary>The networks work on pictures whose short side is at least so many pixels; the result is shrunk again (host supir).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int? MinSize { get; init; }

    /// <summary>The sampling strategy.</summary>
    public TssSettings Tss { get; init; } = new();

    /// <summary>Side of the autoencoder's tiles in pixels of the enlarged picture; 0: no tiles.</summary>
    public int Tile { get; init; }

    /// <summary>How the autoencoder's tiles become one picture: an entry of the tiling catalogue.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? TileKind { get; init; }

    /// <summary>Side of the sampler's tiles in latent positions; 0: no tiles (host supir).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int LatentTile { get; init; }

    /// <summary>From one of the sampler's tiles to the next; null: half of <see cref="LatentTile"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int? LatentStride { get; init; }

    /// <summary>The host's first estimate of the picture is the result, without sampling (host supir).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Stage1Only { get; init; }

    /// <summary>How colours are taken from the input: an entry of the colour-fix catalogue.</summary>
    public string? ColorFix { get; init; }

    /// <summary>Keep one network in memory at a time: less memory, and every network is loaded again when its turn comes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LowMemory { get; init; }

    /// <summary>Strength of the ControlNet's residuals, 0 or more.</summary>
    public double? ControlScale { get; init; }

    /// <summary>The ControlNet's strength where the noise is strongest, from where it changes linearly in σ to <see cref="ControlScale"/>;
    /// null: the same throughout (host supir).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double? ControlStart { get; init; }

    /// <summary>Classifier-free guidance; 1 is off.</summary>
    public double? GuidanceScale { get; init; }

    /// <summary>Guidance where the noise is strongest, from where it changes linearly in σ to <see cref="GuidanceScale"/> (host supir).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double? CfgStart { get; init; }

    /// <summary>Guidance does not go beyond <see cref="CfgStart"/> where churn raises the noise above the strongest (host supir; ours).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ClampCfg { get; init; }

    /// <summary>Exponent of restoration guidance; 0 or less is off (host supir).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double? Restore { get; init; }

    /// <summary>What the picture shows; null: the empty text where the weights have a text encoder, else zeros in place of its states.</summary>
    public string? Prompt { get; init; }

    /// <summary>The sampler's own numbers are rounded to bfloat16 as in the original's default run, instead of float32 (host supir, solver euler).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OfficialRounding { get; init; }

    /// <summary>What is written behind every prompt, without a space; null: the host's own (host supir).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? APrompt { get; init; }

    /// <summary>What guidance leads away from; null: the empty text, for SDXL zeros, for supir its own.</summary>
    public string? NegativePrompt { get; init; }

    /// <summary>Layers of the text encoders that are left out at the end; null: 0.</summary>
    public int? ClipSkip { get; init; }

    /// <summary>What becomes of a prompt that is too long; null: it is cut.</summary>
    public LongPrompt? LongPrompt { get; init; }

    /// <summary>A safetensors file with ready text states in place of prompts (<c>context</c>, and <c>pooled</c> for SDXL).</summary>
    public string? Embeddings { get; init; }

    /// <summary>What the network predicts: an entry of the prediction catalogue; null: as the weights say.</summary>
    public string? Prediction { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary><c>auto</c>, <c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</summary>
    public string Dtype { get; init; } = "auto";

    /// <summary>The same settings with the preset's values, or the host's defaults, wherever nothing was said.</summary>
    /// <exception cref="UsageException">A preset that the host does not have.</exception>
    public RunSettings Resolve(HostProfile host)
    {
        var defaults = host.DefaultsOf(Preset);
        var sds = Tss.Sds || IsStrategyOfPreset(defaults);
        var rounded = OfficialRounding && host.Reads.Contains("--official-rounding");
        var (churn, noise) = (SChurn ?? defaults.SChurn, SNoise ?? defaults.SNoise);
        return this with
        {
            Sampler = SamplerChoice.With(Sampler ?? defaults.Sampler, ("churn", churn), ("noise-scale", noise), ("bf16", rounded ? "true" : null)),
            Steps = Steps ?? defaults.Steps,
            SChurn = churn,
            SNoise = noise,
            Scale = Scale ?? defaults.Scale,
            MinSize = MinSize ?? defaults.MinSize,
            ColorFix = ColorFix ?? defaults.ColorFix,
            ControlScale = ControlScale ?? defaults.ControlScale,
            GuidanceScale = GuidanceScale ?? defaults.GuidanceScale,
            CfgStart = CfgStart ?? defaults.CfgStart,
            Restore = Restore ?? defaults.Restore,
            Prediction = Prediction ?? defaults.Prediction,
            Tss = Tss with
            {
                Tds = Tss.Tds || IsStrategyOfPreset(defaults),
                Sds = sds,
                BaseGrid = Tss.BaseGrid == BaseGrids.Host ? defaults.BaseGrid : Tss.BaseGrid,
                // Without SDS a range says nothing, and TDS takes the middle of the host's.
                NRange = sds ? Tss.NRange ?? host.NRange : host.NRange,
                ARange = sds ? Tss.ARange ?? host.ARange : host.ARange,
            },
        };
    }

    /// <summary>Everything that is wrong with these settings, one sentence each, in the words of the command line.</summary>
    public IEnumerable<string> Problems()
    {
        if (Scale is { } scale && !(scale > 0 && scale <= 64))
        {
            yield return Invariant(
                $"--scale {scale}: pictures are enlarged by a factor above 0 and up to 64; leave it out for the host's own");
        }
        if (MinSize is < 64) yield return $"--min-size {MinSize}: the networks need 64 pixels or more; SUPIR was made for 1024";
        if (SChurn is < 0) yield return Invariant($"--s-churn {SChurn}: churn is 0 or more; 0 is off");
        if (SNoise is < 0) yield return Invariant($"--s-noise {SNoise}: the noise's deviation is 0 or more; 1 is as it was");
        if (ControlStart is < 0) yield return Invariant($"--control-start {ControlStart}: the control's strength is 0 or more; 1 is as trained");
        if (LatentTile is not 0 and (< 16 or > 4096) || LatentTile % 8 != 0)
        {
            yield return $"--latent-tile {LatentTile}: tiles have 16 to 4096 latent positions on a side, a multiple of 8; use 128, or 0 for none";
        }
        if (LatentTile > 0 && LatentStride is { } stride && (stride < 8 || stride > Math.Max(LatentTile, 8) || stride % 8 != 0))
        {
            yield return $"--latent-stride {stride}: from one tile to the next are 8 positions to a whole tile ({LatentTile}), a multiple of 8; leave it out for half";
        }
        if (Tile != 0 && Tile < 64) yield return $"--tile {Tile}: tiles are 64 pixels or more on a side; use 0 for none";
        if (ControlScale is < 0) yield return Invariant($"--control-scale {ControlScale}: the ControlNet's strength is 0 or more; 1 is as trained");
        if (GuidanceScale is < 0) yield return Invariant($"--guidance {GuidanceScale}: guidance is 0 or more; 1 switches it off");
        foreach (var problem in TextOptions.Problems(this)) yield return problem;
        foreach (var problem in Tss.Problems(Steps)) yield return problem;
        foreach (var (specification, option, create) in Choices())
        {
            if (UsageException.MessageOf(() => create(specification, option)) is { } complaint) yield return complaint;
        }
    }

    /// <summary>Settings that change nothing, one sentence each.</summary>
    /// <param name="host">Whose preset may switch parts of the strategy on; null: none does.</param>
    /// <exception cref="UsageException">A preset that the host does not have.</exception>
    public IEnumerable<string> Notices(HostProfile? host = null)
    {
        var on = host is not null && IsStrategyOfPreset(host.DefaultsOf(Preset));
        foreach (var notice in (on ? Tss with { Tds = true, Sds = true } : Tss).Notices()) yield return notice;
        if (LatentStride is not null && LatentTile == 0) yield return $"--latent-stride {LatentStride}: has no effect without --latent-tile";
        if (TileKind is not null && Tile == 0) yield return $"--tile-kind {TileKind}: has no effect without --tile";
    }

    /// <summary>A preset's strategy holds where none is asked for.</summary>
    private bool IsStrategyOfPreset(HostDefaults defaults) => defaults.Tss && !Tss.Tds && !Tss.Sds;

    /// <summary>Throws when anything is wrong.</summary>
    /// <exception cref="UsageException">All problems, one line each.</exception>
    public void Check()
    {
        var problems = Problems().ToArray();
        if (problems.Length > 0) throw new UsageException(string.Join(Environment.NewLine, problems));
    }

    private IEnumerable<(string, string, Func<string, string, object>)> Choices()
    {
        yield return (Host, "--host", Catalog<IHostKind>.Create);
        if (Sampler is not null) yield return (Sampler, "--sampler", Catalog<ISampler>.Create);
        if (ColorFix is not null) yield return (ColorFix, "--color-fix", Catalog<IColorFix>.Create);
        if (TileKind is not null) yield return (TileKind, "--tile-kind", Catalog<IAutoencoderTiling>.Create);
        yield return (Tss.LevelMap, "--level-map", Catalog<ILevelMap>.Create);
        if (Prediction is not null) yield return (Prediction, "--prediction", Catalog<IPrediction>.Create);
    }
}
