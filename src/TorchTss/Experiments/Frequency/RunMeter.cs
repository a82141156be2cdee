using System.Diagnostics;
using TorchTss.Experiments.Results;
using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Experiments.Frequency;

/// <summary>Watches one run and measures it at its last step: only then is there a result to compare with.</summary>
/// <remarks>Until then latents are kept, which are small, and each is decoded once at the end.</remarks>
internal sealed class RunMeter(
    EnergyMeter meter, FrequencyOptions options, bool within, Image8? original, CancellationToken cancellation = default) : IDisposable
{
    /// <summary>So many previews of a run are kept; of longer ones evenly spaced steps.</summary>
    public const int MostPreviews = 20;

    private readonly List<KeptStep> _steps = [];
    private readonly List<byte[]?> _previews = [];
    private readonly Stopwatch _watched = new();
    private LongRun? _result;

    /// <summary>Time that was spent looking, not restoring.</summary>
    public TimeSpan Watched => _watched.Elapsed;

    /// <summary>Every step against the result or the given picture; null when that was not asked for.</summary>
    public RunSpectra? Within { get; private set; }

    /// <summary>One iteration.</summary>
    public void Watch(StepView view)
    {
        _watched.Start();
        _steps.Add(Keep(view));
        if (view.Report.Index == view.Report.Count - 1) Measure(view);
        _watched.Stop();
    }

    /// <summary>The iterations as the results file keeps them.</summary>
    public IEnumerable<ResultStep> Steps(IReadOnlyList<StepReport> reports) => reports.Select(r => new ResultStep(
        r.Index, r.TimestepMinimum, r.TimestepMaximum, r.Elapsed.TotalSeconds, _steps[r.Index].Map, _previews.ElementAtOrDefault(r.Index)));

    /// <summary>The result against that of a long run.</summary>
    public RunSpectra Against(LongRun reference)
    {
        using var scope = NewDisposeScope();
        return new RunSpectra(Pixels(reference.Planes), reference.Energies, reference.Variances,
            [new StepSpectrum(_steps.Count, _steps[^1].Timesteps, meter.Of(_result!.Planes - reference.Planes))]);
    }

    /// <summary>The result as a run to compare with; the caller owns it from now on.</summary>
    public LongRun Take()
    {
        var result = _result!;
        _result = null;
        return result;
    }

    /// <summary>Whether a step is among those that are shown.</summary>
    internal static bool IsShown(int index, int count) =>
        count <= MostPreviews || Enumerable.Range(0, MostPreviews).Any(i => index == (int)Math.Round(i * (count - 1.0) / (MostPreviews - 1)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var step in _steps) step.Dispose();
        _result?.Dispose();
    }

    private KeptStep Keep(StepView view)
    {
        var latent = options.Signal == FrequencySignal.X0 ? view.Denoised : view.Latent;
        return new KeptStep(
            within ? latent.clone().DetachFromDisposeScope() : null,
            within && IsShown(view.Report.Index, view.Report.Count) ? view.Denoised.clone().DetachFromDisposeScope() : null,
            TimestepMeans.Of(view.Timesteps, view.Frame.Upsampled, view.Frame.Padded, options.Patch),
            CellRecorder.Map(view));
    }

    private void Measure(StepView view)
    {
        using var scope = NewDisposeScope();
        var picture = view.Decode(view.Latent);
        var final = SignalPlanes.Of(picture, options.Channel);
        _result = new LongRun(final.DetachFromDisposeScope(), meter.Of(final), Variances(SignalPlanes.Of(picture, FrequencyChannel.Luma), view));
        if (!within) return;
        var reference = original is null ? final : SignalPlanes.Of(original, options.Channel);
        var spectra = _steps.Select((step, i) => Step(step, i + 1, view, reference)).ToArray();
        Within = original is null ? new RunSpectra(Pixels(final), _result.Energies, _result.Variances, spectra)
            : new RunSpectra(Pixels(final), meter.Of(reference), Variances(SignalPlanes.Of(original, FrequencyChannel.Luma), view), spectra);
    }

    /// <summary>Decodes a step, for its figures and for its preview.</summary>
    private StepSpectrum Step(KeptStep step, int k, StepView view, Tensor reference)
    {
        cancellation.ThrowIfCancellationRequested();
        using var scope = NewDisposeScope();
        var picture = view.Decode(step.Signal!);
        var residual = meter.Of(SignalPlanes.Of(picture, options.Channel) - reference);
        _previews.Add(step.Preview is null ? null
            : CellRecorder.Preview(options.Signal == FrequencySignal.X0 ? picture : view.Decode(step.Preview)));
        return new StepSpectrum(k, step.Timesteps, residual);
    }

    private double[] Variances(Tensor luma, StepView view)
    {
        using var scope = NewDisposeScope();
        var source = options.Texture == TextureSource.Reference ? luma : SignalPlanes.Of(view.Frame.Upsampled, FrequencyChannel.Luma);
        return PatchGrid.Variances(source, options.Patch);
    }

    private static long Pixels(Tensor planes) => planes.size(1) * planes.size(2);
}
