using System.Buffers.Binary;
using TorchTss.Checkpoints.Torch;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Opens a checkpoint of any kind that is read: safetensors, PyTorch, or the index of several files of these.</summary>
/// <remarks>The content decides, not the name.</remarks>
public static class CheckpointFile
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">For a PyTorch file: which wrapper, and what else may be in it.</param>
    /// <exception cref="UserException">A file that is missing, unreadable, malformed, cut short or of a kind that is not read;
    /// says which.</exception>
    public static ICheckpoint Open(string path, TorchFileOptions? options = null) => KindOf(path) switch
    {
        CheckpointKind.PyTorch => TorchFile.Open(path, options),
        CheckpointKind.Index => ShardedCheckpoint.Open(path),
        _ => SafetensorsFile.Open(path),
    };

    /// <summary>Opens one of several files, whose names the index has exactly as they are.</summary>
    /// <exception cref="UserException">As <see cref="Open"/>; also an index.</exception>
    internal static ICheckpoint OpenShard(string path) => KindOf(path) switch
    {
        CheckpointKind.PyTorch => TorchFile.Open(path, new TorchFileOptions { Wrapper = "", KeepPrefix = true }),
        CheckpointKind.Index => throw new UserException($"{path}: is an index, but stands in another as a shard; fetch the whole model again"),
        _ => SafetensorsFile.Open(path),
    };

    private static CheckpointKind KindOf(string path) => CheckpointAccess.Open(path, "file", (handle, length) =>
    {
        var start = CheckpointAccess.Start(handle);
        var isHeader = start.Length >= 8 && BinaryPrimitives.ReadUInt64LittleEndian(start) <= SafetensorsHeader.MaximumLength;
        if (isHeader && " \t\r\n{"u8.Contains(start.ElementAtOrDefault(8))) return CheckpointKind.Safetensors;
        var kind = TorchFileKinds.Of(start);
        if (kind is TorchFileKind.Zip or TorchFileKind.Pickle) return CheckpointKind.PyTorch;
        if (kind == TorchFileKind.Tar || length == 0) throw TorchFileKinds.Refused(kind, start, length, path);
        if (ShardedCheckpoint.IsLikely(path, start)) return CheckpointKind.Index;
        return ForeignFile.Recognise(start, length, path, "checkpoint") is { } foreign ? throw foreign
            : isHeader ? CheckpointKind.Safetensors                 // its reader says best what is wrong
            : throw new UserException($"{path}: is no checkpoint that is known ({TorchFileKinds.Beginning(start, length)}); "
                + "give a safetensors or PyTorch file");
    });
}
