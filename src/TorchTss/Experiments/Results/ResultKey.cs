using System.Security.Cryptography;
using System.Text;
using TorchTss.Imaging;

namespace TorchTss.Experiments.Results;

/// <summary>Keys of a results file: the same work has the same key in every process and on every machine.</summary>
internal static class ResultKey
{
    private const int Characters = 32;

    /// <summary>The hash of a text.</summary>
    public static string Of(params string[] parts) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    /// <summary>The hash of a picture's pixels, not of its file.</summary>
    public static string Of(Image8 image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(image.Width));
        hash.AppendData(BitConverter.GetBytes(image.Height));
        hash.AppendData(image.Pixels);
        return Hex(hash.GetHashAndReset());
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash)[..Characters];
}
