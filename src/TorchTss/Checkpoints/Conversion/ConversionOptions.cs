using static TorchSharp.torch;

namespace TorchTss.Checkpoints.Conversion;

/// <summary>What a file is to become.</summary>
public sealed record ConversionOptions
{
    /// <summary>A checkpoint or a diffusers folder.</summary>
    public required string Input { get; init; }

    /// <summary>The file to make; for diffusers the folder. A separator at its end is left out.</summary>
    public required string Output
    {
        get;
        init
        {
            while (Path.TrimEndingDirectorySeparator(value) is var shorter && shorter.Length < value.Length) value = shorter;
            field = value;
        }
    }

    /// <summary>The layout; null: the same names in a safetensors file.</summary>
    public ConversionTarget? To { get; init; }

    /// <summary>Type of all floating-point tensors; null: each keeps its own.</summary>
    public ScalarType? Dtype { get; init; }

    /// <summary>Most bytes in one weight file; null: no limit. Larger ones become shards with an index.</summary>
    public long? ShardBytes { get; init; }

    /// <summary>The averaged weights of a training file instead of the last ones; only where <see cref="To"/> is given.</summary>
    public bool Ema { get; init; }
}

/// <summary>Layouts that can be written.</summary>
public enum ConversionTarget
{
    /// <summary>A folder per network with its <c>config.json</c>.</summary>
    Diffusers,

    /// <summary>One file as CompVis (SD 1.x, 2.x) and Stability (SDXL) publish them.</summary>
    Ldm,
}
