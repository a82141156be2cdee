namespace TorchTss.Metrics.Pixels;

/// <summary>Means over squares of f×f pixels; what is left over at the right and below is dropped.</summary>
/// <remarks>torch's avg_pool2d(f) without padding.</remarks>
internal sealed class PooledSamples(ISamples inner, int factor) : ISamples
{
    public int Width => inner.Width / factor;

    public int Height => inner.Height / factor;

    public int Channels => inner.Channels;

    public void Read(int x, int y, Span<double> samples)
    {
        var row = new double[samples.Length * factor];
        samples.Clear();
        for (var i = 0; i < factor; i++)
        {
            inner.Read(x * factor, y * factor + i, row);
            for (var s = 0; s < samples.Length; s++)
            {
                var (pixel, channel) = Math.DivRem(s, Channels);
                for (var j = 0; j < factor; j++) samples[s] += row[(pixel * factor + j) * Channels + channel];
            }
        }
        for (var s = 0; s < samples.Length; s++) samples[s] /= factor * factor;
    }
}
