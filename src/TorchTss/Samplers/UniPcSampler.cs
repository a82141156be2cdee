using System.Globalization;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>Settings of <see cref="UniPcSampler"/>, with diffusers' defaults.</summary>
internal sealed record UniPcOptions
{
    /// <summary>1 to 3.</summary>
    [Setting("order of the solver", 1, 3)]
    public int Order { get; init; } = 2;

    /// <summary>B(h).</summary>
    [Setting("the function B(h): bh1 or bh2")]
    public UniPcVariant Variant { get; init; } = UniPcVariant.Bh2;

    /// <summary>Lower the order towards the end: N − k at most.</summary>
    [Setting("lower the order in the last steps")]
    public bool LowerOrderFinal { get; init; } = true;

    /// <summary>Steps after which nothing is corrected, counted from 0 and joined by '+'.</summary>
    [Setting("steps after which nothing is corrected, as in 0+1+2")]
    public string DisableCorrector { get; init; } = "";

    /// <summary>Upper bound of an interval over the one before it (h/u), an experiment for uneven schedules.</summary>
    [Setting("upper bound of a step over the step before it, in log-SNR; inf is off", 0.01)]
    public double MaxStepRatio { get; init; } = double.PositiveInfinity;
}

/// <summary>UniPC: a multistep predictor, corrected with the next step's own evaluation, so that each step costs one.</summary>
/// <remarks>The corrected sample is not evaluated again: the x0 of step k is the one found at the predicted sample.</remarks>
[Named("unipc", "UniPC multistep predictor-corrector (Zhao et al. 2023, Algorithms 5 and 6)")]
internal sealed class UniPcSampler : ISampler
{
    private readonly UniPcOptions _options;
    private readonly UniPcUpdate _update;
    private readonly HashSet<int> _uncorrected;

    public UniPcSampler(UniPcOptions options)
    {
        (_options, _update) = (options, new UniPcUpdate(options.Variant, options.MaxStepRatio));
        const StringSplitOptions trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        _uncorrected = [.. options.DisableCorrector.Split('+', trimmed).Select(StepNumber)];
    }

    public int HistoryDepth => _options.Order;

    /// <summary>Order of predictor and corrector over the interval of step <paramref name="index"/>: warm-up and lowering count globally.</summary>
    public int OrderOf(int index, int count) =>
        Math.Min(Math.Min(_options.Order, index + 1), _options.LowerOrderFinal ? count - index : int.MaxValue);

    public Tensor Step(Tensor x, SamplerStep step, Denoise denoise)
    {
        using var scope = NewDisposeScope();
        var denoised = denoise(x, step.From.Sigma, step);
        var start = Corrects(step) ? Correct(x, step, denoised) : x;
        var moved = Predict(start, step, denoised);
        step.Remember(start, denoised);
        return step.Hold(start, moved).MoveToOuterDisposeScope();
    }

    private bool Corrects(SamplerStep step) => step.Index > 0 && !_uncorrected.Contains(step.Index - 1);

    /// <summary>The interval before this step once more, now that x0 at its end is known.</summary>
    private Tensor Correct(Tensor x, SamplerStep step, Tensor denoised)
    {
        using var scope = NewDisposeScope();
        var order = OrderOf(step.Index - 1, step.Count);
        var sigmas = Enumerable.Range(0, order + 1).Select(back => step.Earlier(back).Sigma).ToArray();
        var past = Enumerable.Range(1, order).Select(back => step.Past(back).Denoised).ToArray();
        var corrected = _update.Apply(step.Past(1).Sample, sigmas, past, denoised);
        return where((sigmas[0] == sigmas[1]).to(x.device), x, corrected).MoveToOuterDisposeScope();
    }

    private Tensor Predict(Tensor x, SamplerStep step, Tensor denoised)
    {
        var order = OrderOf(step.Index, step.Count);
        Tensor[] sigmas = [step.To.Sigma, .. Enumerable.Range(0, order).Select(back => step.Earlier(back).Sigma)];
        Tensor[] past = [denoised, .. Enumerable.Range(1, order - 1).Select(back => step.Past(back).Denoised)];
        return _update.Apply(x, sigmas, past, arrived: null);
    }

    private int StepNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step
        : throw new UsageException($"--sampler unipc: disable-corrector={_options.DisableCorrector}: expected step numbers joined by '+', as in 0+1");
}
