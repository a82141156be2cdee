namespace TorchTss.Checkpoints;

internal static class CheckpointFile
{
    public static ICheckpoint Open(string path) => path.EndsWith(".json", StringComparison.Ordinal) ? ShardedCheckpoint.Open(path) : SafetensorsFile.Open(path);
}
