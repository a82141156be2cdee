using TorchTss.Hosts.Memory;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Hosts;

/// <summary>A model family that can be chosen by name: knows its profile without weights and opens its networks.</summary>
public interface IHostKind
{
    /// <summary>Reads configuration files at most.</summary>
    /// <exception cref="UserException">A weights folder that is missing or not of this family.</exception>
    HostProfile Describe(RunSettings settings);

    /// <summary>How much memory a run on a picture of this size will take; null where the host does not say. Reads headers at most.</summary>
    /// <param name="settings">The run.</param>
    /// <param name="width">Width of the input in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <exception cref="UserException">As <see cref="Describe"/>.</exception>
    MemoryNeed? Memory(RunSettings settings, int width, int height) => null;

    /// <summary>What is worth saying of these settings on these weights, one sentence each: a prompt that is cut. Reads small files.</summary>
    /// <exception cref="UserException">As <see cref="Describe"/>.</exception>
    IEnumerable<string> Notices(RunSettings settings) => [];

    /// <summary>The size that the host works at, before padding.</summary>
    /// <param name="width">Width of the input in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="resolved">Resolved settings.</param>
    (double Width, double Height) WorkingSize(int width, int height, RunSettings resolved) =>
        (Math.Round(width * resolved.Scale!.Value), Math.Round(height * resolved.Scale.Value));

    /// <summary>A picture at the size that the host works at, before padding: what the variance map sees.</summary>
    /// <param name="input">As read.</param>
    /// <param name="resolved">Resolved settings.</param>
    /// <exception cref="UserException">A size that is too large for one picture.</exception>
    Image8 Enlarge(Image8 input, RunSettings resolved) => HostPicture.Enlarge(input, resolved.Scale!.Value);

    /// <summary>Loads the networks.</summary>
    /// <exception cref="UserException">Weights that are missing, incomplete or of another shape.</exception>
    IHost Open(RunSettings settings, Compute compute);

    /// <summary>Loads the networks after all texts that will be asked for are encoded, so that text encoders and networks are never there together.</summary>
    /// <param name="settings">What is opened.</param>
    /// <param name="compute">Device and dtype.</param>
    /// <param name="expected">The runs that will come.</param>
    /// <exception cref="UserException">Weights that are missing, incomplete or of another shape.</exception>
    /// <remarks>Unless a host does it in that order itself, it is told as soon as it is open.</remarks>
    IHost Open(RunSettings settings, Compute compute, IReadOnlyCollection<RunSettings> expected)
    {
        var host = Open(settings, compute);
        try
        {
            host.Expect([.. expected.Select(s => s.Resolve(host.Profile))]);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }
}
