namespace TorchTss.Experiments;

/// <summary>The part of settings that a host is opened with: cells that agree in it share one opened host.</summary>
internal static class HostOpening
{
    /// <summary>Settings with everything else at its default.</summary>
    public static RunSettings Of(RunSettings s) => new()
    {
        Host = s.Host,
        Weights = s.Weights,
        ControlNet = s.ControlNet,
        Embeddings = s.Embeddings,
        Prediction = s.Prediction,
        Device = s.Device,
        Dtype = s.Dtype,
    };
}
