using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Denoisers;

/// <summary>Makes the <see cref="Denoise"/> that samplers see from a network, what it predicts, and the noise it was trained with.</summary>
public static class PredictionDenoiser
{
    /// <summary>A denoiser: scales the latent to unit variance, asks the network at the right timestep, reads its answer as x0.</summary>
    /// <param name="network">What predicts; its answer is read in the latent's dtype, whatever it computes in.</param>
    /// <param name="prediction">How its answer becomes x0.</param>
    /// <param name="table">The noise it was trained with.</param>
    /// <param name="raised">What it sees of churn.</param>
    public static Denoise Denoiser(
        this Network network, IPrediction prediction, NoiseTable table, RaisedNoise raised = RaisedNoise.Network) => (x, sigma, step) =>
    {
        using var scope = NewDisposeScope();
        var (seen, told, timestep) = raised == RaisedNoise.Ignored ? (step.Start, step.From.Sigma, step.From.Timestep) : Nearest(x, sigma, step);
        var input = seen * (1 / (told.square() + 1).sqrt()).For(x);             // c_in
        var output = network(input, timestep).to(x.dtype);
        return prediction.Denoised(x, output, raised == RaisedNoise.Ignored && prediction.ReadsRaisedSigma ? sigma : told).MoveToOuterDisposeScope();

        // Positions that were not raised keep the schedule's own σ and timestep, which may lie between the table's.
        (Tensor Seen, Tensor Sigma, Tensor Timestep) Nearest(Tensor noisy, Tensor at, SamplerStep of)
        {
            if (raised == RaisedNoise.Network && ReferenceEquals(at, of.From.Sigma)) return (noisy, at, of.From.Timestep);
            var nearest = table.NearestIndex(at);
            var scheduled = raised == RaisedNoise.Discrete ? zeros_like(at, ScalarType.Bool) : at == of.From.Sigma;
            return (noisy, where(scheduled, at, table.SigmaAt(nearest)), where(scheduled, of.From.Timestep, nearest));
        }
    };
}
