using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Hosts;

/// <summary>An opened model: a recipe that assembles shared parts. The order of work is <see cref="SuperResolver"/>'s.</summary>
public interface IHost : IDisposable
{
    /// <summary>Tables, grid and defaults.</summary>
    HostProfile Profile { get; }

    /// <summary>Says which runs will come, so that a host can encode all their texts at once and let its text encoders go.
    /// A run that was not announced works as well.</summary>
    /// <param name="runs">Resolved settings.</param>
    /// <exception cref="UserException">Text encoders that cannot be loaded.</exception>
    void Expect(IReadOnlyCollection<RunSettings> runs)
    {
    }

    /// <summary>Enlarges and pads the input to what the networks take; remembers the way back.</summary>
    Frame Prepare(Image8 input, RunSettings settings);

    /// <summary>Encodes the input and builds the denoiser and the noisy start.</summary>
    /// <param name="frame">From <see cref="Prepare"/>.</param>
    /// <param name="settings">Resolved: nothing is null that the host has a default for.</param>
    /// <param name="startSigma">[1, 1, h|1, w|1] float64 on the CPU: σ of the first level.</param>
    /// <param name="noise">All randomness.</param>
    HostTask Begin(Frame frame, RunSettings settings, torch.Tensor startSigma, INoise noise);

    /// <summary>A latent as a picture before colours are fixed and rounded: what previews and the frequency analysis look at.</summary>
    /// <param name="latent">[1, 4, h, w] float32: a clean latent, or the model's idea of one.</param>
    /// <param name="frame">From <see cref="Prepare"/>.</param>
    /// <param name="settings">Resolved.</param>
    /// <returns>[1, 3, H, W] float32 in 0..1, of the output's size.</returns>
    torch.Tensor Decode(torch.Tensor latent, Frame frame, RunSettings settings);

    /// <summary>The host's first estimate of the picture, before any sampling, as a result of its own; null for hosts that make none.</summary>
    /// <param name="frame">From <see cref="Prepare"/>.</param>
    /// <param name="settings">Resolved.</param>
    Image8? FirstStage(Frame frame, RunSettings settings) => null;

    /// <summary>Decodes, fixes colours, crops and rounds.</summary>
    /// <param name="latent">[1, 4, h, w] float32: the clean latent.</param>
    /// <param name="task">From <see cref="Begin"/>.</param>
    /// <param name="frame">From <see cref="Prepare"/>.</param>
    /// <param name="settings">Resolved.</param>
    Image8 Finish(torch.Tensor latent, HostTask task, Frame frame, RunSettings settings);
}
