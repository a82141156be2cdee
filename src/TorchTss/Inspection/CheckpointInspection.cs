using TorchTss.Checkpoints;

namespace TorchTss.Inspection;

/// <summary>What a file or folder is, without reading a single weight.</summary>
public sealed record CheckpointInspection
{
    /// <summary>What the user gave.</summary>
    public required string Path { get; init; }

    /// <summary>"safetensors", "PyTorch zip archive", "diffusers folder", ….</summary>
    public required string Container { get; init; }

    /// <summary>Bytes on disk, shards included.</summary>
    public required long Bytes { get; init; }

    /// <summary>The layout that knows its keys, with how many of them; null where none does.</summary>
    public string? Layout { get; init; }

    /// <summary>The share of tensors that have a place or are known extras, 0 to 1; 0 without a layout.</summary>
    public double Certainty { get; init; }

    /// <summary>SD 1.x, SD 2.x or SDXL; null where it says nothing of that.</summary>
    public string? Family { get; init; }

    /// <summary>The networks in it.</summary>
    public IReadOnlyList<NetworkSummary> Networks { get; init; } = [];

    /// <summary>Who can use it, and how to give it to them.</summary>
    public IReadOnlyList<string> Uses { get; init; } = [];

    /// <summary>What is odd about it, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The strings that it carries.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>All tensors.</summary>
    public IReadOnlyList<CheckpointEntry> Entries { get; init; } = [];

    /// <summary>SHA-256 of the file, lower-case hex; null unless asked for.</summary>
    public string? Sha256 { get; init; }
}
