using TorchTss.Metrics.ClipIqa;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>CLIP-IQA: no reference, no training on opinions; a picture of any size, neither resized nor cropped.</summary>
[Named("clipiqa", "CLIP-IQA: good against bad words in CLIP RN50 (Wang et al. 2023, as pyiqa computes it)")]
internal sealed class ClipIqaMetric(ClipIqaOptions options) : IImageMetric
{
    private static readonly MetricFile _file = new(
        "clip_rn50.safetensors", "OpenAI's CLIP RN50 as safetensors with the same keys, from RN50.pt", 255,
        "afeb0e10f9e5a86da6080e35cf09123aca3b358a0c3e3b6c78a7b63bc04b6762", Official: "RN50.pt");

    /// <inheritdoc/>
    public MetricTraits Traits { get; } = new()
    {
        Title = Titled(options),
        Better = Better.Higher,
        Minimum = 0,
        Maximum = 1,
        SmallestSide = 32,
    };

    /// <inheritdoc/>
    public IReadOnlyList<MetricFile> Files => [_file];

    /// <inheritdoc/>
    public IImageScorer Open(MetricFolder folder, Compute compute)
    {
        using var file = folder.Open(_file);
        string[] scalars = ["input_resolution", "context_length", "vocab_size"];
        var clip = MetricNetwork.Load(() => new Clip(ClipConfig.Rn50), "CLIP RN50", file, compute, scalars);
        return new ClipIqaScorer(this, clip, options, compute.Device);
    }

    private static string Titled(ClipIqaOptions o) => (o.Prompts, o.PosEmbedding) switch
    {
        (ClipPrompts.Five, false) => "CLIPIQA",
        (ClipPrompts.Paper, false) => "CLIPIQA (paper's prompts)",
        (ClipPrompts.Five, true) => "CLIPIQA (with positions)",
        _ => "CLIPIQA (paper's prompts, with positions)",
    };
}
