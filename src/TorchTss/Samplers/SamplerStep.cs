using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Schedules;

namespace TorchTss.Samplers;

/// <summary>Everything a sampler may know about the step it takes.</summary>
public sealed class SamplerStep
{
    private readonly IStepSource _source;

    internal SamplerStep(int index, int count, torch.Tensor start, IStepSource source) =>
        (Index, Count, Start, _source) = (index, count, start, source);

    /// <summary>k, counted from 0. Tests for first and last use this, never a tensor's value.</summary>
    public int Index { get; }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>Whether this is step N−1.</summary>
    public bool IsLast => Index == Count - 1;

    /// <summary>The level at the start of the step.</summary>
    public NoiseLevel From => _source.From(Index);

    /// <summary>The level at its end.</summary>
    public NoiseLevel To => _source.To(Index);

    /// <summary>x as the step began, before any churn.</summary>
    public torch.Tensor Start { get; }

    /// <summary>The level at the start of step k − <paramref name="back"/>; 0 is this step.</summary>
    public NoiseLevel Earlier(int back) => _source.From(Index - back);

    /// <summary>The evaluation of step k − <paramref name="back"/>, back = 1 … <see cref="ISampler.HistoryDepth"/>.</summary>
    public PastEvaluation Past(int back) => _source.Past(Index - back);

    /// <summary>Keeps this step's evaluation for the steps to come.</summary>
    /// <param name="sample">[B, C, h, w]: x at the start of this step, corrected where the solver corrects.</param>
    /// <param name="denoised">[B, C, h, w]: x0 found there.</param>
    public void Remember(torch.Tensor sample, torch.Tensor denoised) => _source.Remember(Index, sample, denoised);

    /// <summary>The step's one noise tensor (<c>step.k</c>), shaped and placed like <paramref name="x"/>.</summary>
    public torch.Tensor Noise(torch.Tensor x) => _source.Noise(Index, x);

    /// <summary>The tile of the latent that this step is taken on; null where it is taken on all of it.</summary>
    internal TileWindow? Window => _source.Window;

    /// <summary>Which tile that is, row by row from 0; 0 where there are none.</summary>
    internal int Tile => _source.Tile;

    /// <summary>What belongs to this step of something that was made for the whole latent: a tile's part of it, else all.</summary>
    /// <param name="whole">[…, H, W] of the whole latent's size; what is 1×1 is handed back as it is.</param>
    /// <returns>[…, h, w]; a view.</returns>
    public torch.Tensor Cut(torch.Tensor whole) => Window is not { } w || (whole.size(-2), whole.size(-1)) == (1, 1) ? whole
        : whole.narrow(-2, w.Y, w.Height).narrow(-1, w.X, w.Width);

    /// <summary>Where the step has no length: neither σ nor the timestep changes, as repeated timesteps make it.</summary>
    /// <remarks>A run that ends on the σ of its last timestep still takes that step: its end has no timestep.</remarks>
    /// <returns>bool, shaped like the levels, on the CPU.</returns>
    public torch.Tensor Empty()
    {
        using var scope = torch.NewDisposeScope();
        return ((From.Sigma == To.Sigma) & (From.Timestep == To.Timestep)).MoveToOuterDisposeScope();
    }

    /// <summary><paramref name="moved"/> where the step has a length;
    /// <paramref name="x"/> to the bit where it has none, whatever the solver made of it.</summary>
    /// <param name="x">[B, C, h, w]: the sample that the solver set out from.</param>
    /// <param name="moved">[B, C, h, w]: where it arrived.</param>
    public torch.Tensor Hold(torch.Tensor x, torch.Tensor moved)
    {
        using var scope = torch.NewDisposeScope();
        return torch.where(Empty().to(x.device), x, moved).MoveToOuterDisposeScope();
    }
}
