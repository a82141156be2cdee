using System.Diagnostics;
using TorchTss.Experiments.Results;
using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Experiments;

/// <summary>Watches one run: keeps its timestep maps and previews, and how long the watching took.</summary>
internal sealed class CellRecorder(Keep keep, Action beat)
{
    private const int PreviewQuality = 82;

    private readonly List<(byte[]? Map, byte[]? Preview)> _seen = [];
    private readonly Stopwatch _watched = new();

    /// <summary>Time that was spent looking, not restoring.</summary>
    public TimeSpan Watched => _watched.Elapsed;

    /// <summary>One iteration.</summary>
    public void Watch(StepView view)
    {
        _watched.Start();
        _seen.Add((keep == Keep.Numbers ? null : Map(view), keep == Keep.Previews ? Preview(view) : null));
        beat();
        _watched.Stop();
    }

    /// <summary>All iterations as the results file keeps them.</summary>
    public IEnumerable<ResultStep> Steps(IReadOnlyList<StepReport> reports) => reports.Zip(_seen, (report, seen) => new ResultStep(
        report.Index, report.TimestepMinimum, report.TimestepMaximum, report.Elapsed.TotalSeconds, seen.Map, seen.Preview));

    /// <summary>The step's timestep map as a grey picture file; null without SDS.</summary>
    internal static byte[]? Map(StepView view)
    {
        if (view.Timesteps.numel() == 1) return null;
        using var scope = NewDisposeScope();
        return ImageBytes.Png(GreyPicture.Of(view.Timesteps, view.Report.TimestepMinimum, view.Report.TimestepMaximum));
    }

    /// <summary>A decoded latent as a picture file.</summary>
    internal static byte[] Preview(Tensor picture) => ImageBytes.Webp(ImageTensor.ToImage(picture), PreviewQuality);

    private static byte[] Preview(StepView view)
    {
        using var scope = NewDisposeScope();
        return Preview(view.Decode(view.Denoised));
    }
}
