using TorchSharp;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics;

/// <summary>Counts what scoring leaves behind.</summary>
internal static class MetricLeaks
{
    /// <summary>Tensors that three more runs leave alive: in the process, and counted by the scopes of this thread.</summary>
    public static (long Process, long Thread) After(Action score)
    {
        score();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        var (before, live) = (Tensor.TotalCount, statistics.ThreadTotalLiveCount);
        for (var i = 0; i < 3; i++) score();
        return (Tensor.TotalCount - before, statistics.ThreadTotalLiveCount - live);
    }
}
