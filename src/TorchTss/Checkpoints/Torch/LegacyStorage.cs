using System.Buffers.Binary;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch;

/// <summary>A storage of a stream: the number of its elements in 8 bytes, then they.</summary>
internal sealed class LegacyStorage(StorageId id, string file) : TorchStorage(id.Dtype, id.Elements)
{
    /// <summary>The bytes of that number.</summary>
    public const int CountLength = 8;

    /// <summary>What the pickle says about it.</summary>
    public StorageId Id => id;

    /// <summary>Where the number stands; known when the whole stream has been looked over.</summary>
    public long? Position { get; set; }

    /// <inheritdoc/>
    public override long Order => Position!.Value;

    /// <inheritdoc/>
    public override long Start(FileMapping mapping)
    {
        var found = mapping.Read(Order, CountLength, 0, static (bytes, _) => BinaryPrimitives.ReadInt64LittleEndian(bytes));
        return found == Elements ? Order + CountLength
            : throw TorchFault.Malformed(file, Invariant($"{id} has {found} elements at byte {Order}"));
    }
}
