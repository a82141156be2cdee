using TorchTss.Experiments.Axes;
using TorchTss.Hosts;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Tests.Experiments;

/// <summary>This assembly's host, metrics and axes, known for the length of a test.</summary>
internal sealed class TestCatalogues : IDisposable
{
    private readonly IDisposable[] _added =
    [
        Catalog<IHostKind>.Add(typeof(TestCatalogues).Assembly), Catalog<IMetric>.Add(typeof(TestCatalogues).Assembly),
        Catalog<IDerivedAxis>.Add(typeof(TestCatalogues).Assembly),
    ];

    public void Dispose()
    {
        foreach (var added in _added) added.Dispose();
    }
}
