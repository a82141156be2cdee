using TorchTss.Samplers;

namespace TorchTss;

/// <summary>Keeps what the sampling loop reports and passes it on.</summary>
internal sealed class StepRecorder(IProgress<StepReport>? progress, Action<SamplerProgress, StepReport>? watch) : IProgress<SamplerProgress>
{
    private readonly List<StepReport> _reports = [];

    public IReadOnlyList<StepReport> Reports => _reports;

    public void Report(SamplerProgress value)
    {
        var report = new StepReport(value.Index, value.Count, value.LowestTimestep, value.HighestTimestep, value.Elapsed);
        _reports.Add(report);
        watch?.Invoke(value, report);
        progress?.Report(report);
    }
}
