using System.Text.Json.Serialization;
using TorchTss.Denoisers;
using TorchTss.Hosts;
using TorchTss.Imaging;
using TorchTss.Networks;
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

    /// <summary>The solver, with its own settings: <c>euler</c>, <c>euler:churn=5</c>.</summary>
    public string? Sampler { get; init; }

    /// <summary>Denoising iterations N, 1 to 1000.</summary>
    public int? Steps { get; init; }

    /// <summary>The one number that all randomness follows from.</summary>
    public long Seed { get; init; }

    /// <summary>Enlargement of width and height, above 0.</summary>
    public double? Scale { get; init; }

    /// <summary>The sampling strategy.</summary>
    public TssSettings Tss { get; init; } = new();

    /// <summary>Side of the autoencoder's tiles in pixels of the enlarged picture; 0: no tiles.</summary>
    public int Tile { get; init; }

    /// <summary>How colours are taken from the input: an entry of the colour-fix catalogue.</summary>
    public string? ColorFix { get; init; }

    /// <summary>Keep one network in memory at a time: less memory, and every network is loaded again when its turn comes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LowMemory { get; init; }

    /// <summary>Strength of the ControlNet's residuals, 0 or more.</summary>
    public double? ControlScale { get; init; }

    /// <summary>Classifier-free guidance; 1 is off.</summary>
    public double? GuidanceScale { get; init; }

    /// <summary>What the picture shows; null: the empty text where the weights have a text encoder, else zeros in place of its states.</summary>
    public string? Prompt { get; init; }

    /// <summary>What guidance leads away from; null: the empty text, for SDXL zeros.</summary>
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

    /// <summary>The same settings with the host's defaults wherever nothing was said.</summary>
    public RunSettings Resolve(HostProfile host) => this with
    {
        Sampler = Sampler ?? host.Defaults.Sampler,
        Steps = Steps ?? host.Defaults.Steps,
        Scale = Scale ?? host.Defaults.Scale,
        ColorFix = ColorFix ?? host.Defaults.ColorFix,
        ControlScale = ControlScale ?? host.Defaults.ControlScale,
        GuidanceScale = GuidanceScale ?? host.Defaults.GuidanceScale,
        Prediction = Prediction ?? host.Defaults.Prediction,
        Tss = Tss with { NRange = Tss.NRange ?? host.NRange, ARange = Tss.ARange ?? host.ARange },
    };

    /// <summary>Everything that is wrong with these settings, one sentence each, in the words of the command line.</summary>
    public IEnumerable<string> Problems()
    {
        if (Scale is { } scale && !(scale > 0 && scale <= 64))
        {
            yield return Invariant(
                $"--scale {scale}: pictures are enlarged by a factor above 0 and up to 64; leave it out for the host's own");
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
    public IEnumerable<string> Notices()
    {
        foreach (var notice in Tss.Notices()) yield return notice;
        if (GuidanceScale is not (null or 1) && (Embeddings ?? Prompt ?? NegativePrompt) is null)
        {
            yield return Invariant($"--guidance {GuidanceScale}: has no effect without a prompt or --embeddings, which would be something to be guided by");
        }
    }

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
        yield return (Tss.LevelMap, "--level-map", Catalog<ILevelMap>.Create);
        if (Prediction is not null) yield return (Prediction, "--prediction", Catalog<IPrediction>.Create);
    }
}
