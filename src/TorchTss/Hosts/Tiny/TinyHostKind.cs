using TorchTss.Hosts.ControlNets;
using TorchTss.Hosts.Memory;
using TorchTss.Runtime;

namespace TorchTss.Hosts.Tiny;

/// <summary>The bundled model: everything works at once, without a download.</summary>
[Named("tiny", "the bundled SD-1.5-shaped model of toy width (weights/tiny), the default; no rival of the big ones")]
internal sealed class TinyHostKind : IHostKind
{
    /// <summary>It never saw text: one token of zeros stands in for it.</summary>
    private const int TextTokens = 1;

    /// <summary>Its small autoencoder loses saturated colours, so colour comes from the input and only luma from the network.</summary>
    private const string ColorFix = "wavelet-luma";

    /// <summary>Where the weights lie beside the program.</summary>
    public static string BundledFolder => Path.Combine(AppContext.BaseDirectory, "weights", "tiny");

    /// <inheritdoc/>
    public HostProfile Describe(RunSettings settings) => ControlNetHostKind.Describe(settings, Sources(settings), ColorFix);

    /// <inheritdoc/>
    public IEnumerable<string> Notices(RunSettings settings) => ControlNetHostKind.Notices(settings, Sources(settings));

    /// <inheritdoc/>
    public MemoryNeed? Memory(RunSettings settings, int width, int height) =>
        ControlNetMemory.Of(settings, Sources(settings), Describe(settings), width, height);

    /// <inheritdoc/>
    public IHost Open(RunSettings settings, Compute compute) => ControlNetHostKind.Open(settings, compute, Sources(settings), TextTokens, ColorFix, [settings]);

    private static ControlNetSources Sources(RunSettings settings) => ControlNetSources.Open(settings.Weights ?? BundledFolder, settings);
}
