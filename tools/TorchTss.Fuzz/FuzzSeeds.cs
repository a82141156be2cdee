using TorchTss.Checkpoints;
using TorchTss.Runtime;

namespace TorchTss.Fuzz;

/// <summary>The files that are damaged.</summary>
/// <param name="Good">Those that are checkpoints: most mutants are made of them, since there is more to lose.</param>
/// <param name="Bad">Those that are refused already.</param>
internal sealed record FuzzSeeds(IReadOnlyList<byte[]> Good, IReadOnlyList<byte[]> Bad)
{
    private const int BadOneIn = 8;

    private const long Largest = 64 * 1024;

    private static readonly string[] _endings = [".pth", ".pt", ".ckpt", ".bin", ".pkl", ".safetensors"];

    /// <summary>All small checkpoints in or below a folder, good and bad, by name.</summary>
    /// <exception cref="UserException">No folder, or none in it.</exception>
    public static FuzzSeeds In(string folder)
    {
        if (!Directory.Exists(folder)) throw new UserException($"{folder}: there is no such folder; give one with checkpoints");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => _endings.Contains(Path.GetExtension(f)) && new FileInfo(f).Length is > 0 and <= Largest)
            .Order(StringComparer.Ordinal).ToArray();
        var good = files.Where(IsGood).ToArray();
        return good.Length > 0 ? new FuzzSeeds([.. good.Select(File.ReadAllBytes)], [.. files.Except(good).Select(File.ReadAllBytes)])
            : throw new UserException($"{folder}: has no checkpoint of up to {Largest / 1024} KB; looked for {string.Join(", ", _endings)}");
    }

    /// <summary>One of them.</summary>
    public byte[] Next(Random random)
    {
        var from = Bad.Count > 0 && random.Next(BadOneIn) == 0 ? Bad : Good;
        return from[random.Next(from.Count)];
    }

    private static bool IsGood(string file)
    {
        try
        {
            CheckpointFile.Open(file).Dispose();
            return true;
        }
        catch (UserException)
        {
            return false;
        }
    }
}
