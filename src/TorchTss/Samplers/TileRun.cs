using TorchTss.Imaging;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>A step on one tile: everything that the whole step knows, cut to it.</summary>
/// <param name="whole">The step on the whole latent.</param>
/// <param name="window">The tile.</param>
/// <param name="tile">Its number.</param>
/// <param name="noise">The step's noise on the whole latent, drawn when first asked for: one draw for all tiles.</param>
internal sealed class TileRun(SamplerStep whole, TileWindow window, int tile, Lazy<Tensor> noise) : IStepSource, IDisposable
{
    private readonly Dictionary<NoiseLevel, NoiseLevel> _cut = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    public TileWindow? Window => window;

    /// <inheritdoc/>
    public int Tile => tile;

    /// <summary>What the solver keeps of this tile; null where it keeps nothing.</summary>
    public PastEvaluation? Kept { get; private set; }

    /// <inheritdoc/>
    public NoiseLevel From(int step) => Cut(whole.Earlier(whole.Index - step));

    /// <inheritdoc/>
    public NoiseLevel To(int step) => Cut(whole.To);

    /// <inheritdoc/>
    public PastEvaluation Past(int step)
    {
        var past = whole.Past(whole.Index - step);
        return new PastEvaluation(Part(past.Sample), Part(past.Denoised));
    }

    /// <inheritdoc/>
    public void Remember(int step, Tensor sample, Tensor denoised)
    {
        Forget();
        Kept = new PastEvaluation(sample.alias().DetachFromDisposeScope(), denoised.alias().DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    public Tensor Noise(int step, Tensor x) => Part(noise.Value);

    /// <summary>The tile's part of something of the whole latent's size.</summary>
    public Tensor Part(Tensor x) => x.narrow(-2, window.Y, window.Height).narrow(-1, window.X, window.Width);

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        foreach (var level in _cut.Values) level.Dispose();
    }

    private void Forget()
    {
        Kept?.Sample.Dispose();
        Kept?.Denoised.Dispose();
    }

    private NoiseLevel Cut(NoiseLevel level)
    {
        if (level.Sigma.numel() == 1) return level;
        if (_cut.TryGetValue(level, out var known)) return known;
        // First asked for in any scope, and kept for the whole step.
        return _cut[level] = new NoiseLevel(Part(level.Sigma).DetachFromDisposeScope(), Part(level.Timestep).DetachFromDisposeScope());
    }
}
