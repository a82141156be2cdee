using TorchTss.Checkpoints.Torch.Pickles;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch;

/// <summary>What a pickle says about a storage: ('storage', class, key, location, elements), in a stream with a view besides.</summary>
/// <param name="Dtype">The class's.</param>
/// <param name="Key">Its name.</param>
/// <param name="Elements">How many.</param>
internal sealed record StorageId(TorchDtype Dtype, string Key, long Elements)
{
    /// <summary>Reads one.</summary>
    /// <param name="id">The persistent id.</param>
    /// <param name="length">How many items it must have.</param>
    /// <exception cref="PickleFault">It is something else.</exception>
    public static StorageId Of(PickleTuple id, int length) =>
        id.Items is ["storage", PickleGlobal { Storage: { } dtype }, string key, _, >= 0L and var elements, ..] && id.Items.Length == length
            ? new StorageId(dtype, key, (long)elements!)
            : throw new PickleFault("a persistent id that is no storage");

    /// <summary>Bytes of data; where the number is impossible, more than any file has.</summary>
    public long Bytes => Elements > long.MaxValue / Dtype.Bytes ? long.MaxValue : Elements * Dtype.Bytes;

    /// <summary>For errors.</summary>
    public override string ToString() => Invariant($"storage {PickleText.Quoted(Key)} of {Elements} {Dtype.Name}");
}
