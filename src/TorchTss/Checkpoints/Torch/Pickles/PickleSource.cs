using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>Where a pickle lies, for errors.</summary>
/// <param name="File">The path that the user gave.</param>
/// <param name="Record">The zip entry that it is, without the root folder; null in a stream, where offsets count from the start of the file.</param>
/// <param name="Start">Where it begins in a stream.</param>
internal sealed record PickleSource(string File, string? Record, long Start = 0)
{
    /// <summary>A pickle that breaks the rules at an offset.</summary>
    public UserException Malformed(int offset, string what) => TorchFault.Malformed(File, $"{what} at {At(offset)}");

    /// <summary>A pickle that wants something which is not in the table.</summary>
    public UserException Refused(int offset, string name) => new(
        $"{File}: refused {name} at {At(offset)}; only tensors are read; convert it to safetensors on a machine you trust");

    private string At(int offset) => Record is null ? Invariant($"byte {Start + offset}") : Invariant($"byte {offset} of {Record}");
}
