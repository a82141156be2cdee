using TorchTss.Checkpoints;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Metrics;

/// <summary>Networks of metrics: float32, frozen, values from a file of the metrics folder.</summary>
internal static class MetricNetwork
{
    // Inference never reads the counter of batch normalisation.
    private const string BatchCounter = "*.num_batches_tracked";

    /// <summary>Builds a network and gives it the values of a file.</summary>
    /// <param name="build">Its constructor.</param>
    /// <param name="label">What it is, for errors: "CLIP RN50".</param>
    /// <param name="file">The file; float16 is converted. Not disposed.</param>
    /// <param name="compute">The device; the dtype is float32 in any case.</param>
    /// <param name="ignore">Keys that the file may have besides, with <c>*</c> as wildcard.</param>
    /// <exception cref="UserException">A file with other keys or shapes.</exception>
    public static TModule Load<TModule>(Func<TModule> build, string label, ICheckpoint file, Compute compute, params string[] ignore)
        where TModule : nn.Module
    {
        var network = MetaDevice.Build(build);
        try
        {
            StrictLoader.Load(network, label, file, ScalarType.Float32, compute.Device, [BatchCounter, .. ignore]);
        }
        catch
        {
            network.Dispose();
            throw;
        }
        network.eval();
        return network;
    }
}
