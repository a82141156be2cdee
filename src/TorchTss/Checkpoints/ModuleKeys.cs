using System.Security.Cryptography;
using System.Text;
using TorchSharp;

namespace TorchTss.Checkpoints;

/// <summary>The names and shapes of a module's state dict: what a checkpoint for it must hold.</summary>
internal static class ModuleKeys
{
    /// <summary>Parameters and floating-point buffers by ordinal name; integer and boolean buffers are left out, as in published key lists.</summary>
    public static IReadOnlyList<(string Name, long[] Shape)> Of(torch.nn.Module module) =>
        [.. module.state_dict()
            .Where(p => p.Value.is_floating_point())
            .Select(p => (p.Key, p.Value.shape))
            .OrderBy(k => k.Key, StringComparer.Ordinal)];

    /// <summary>Lines <c>name [a, b]</c> in ordinal order.</summary>
    public static IEnumerable<string> Lines(IEnumerable<(string Name, long[] Shape)> keys) =>
        keys.OrderBy(k => k.Name, StringComparer.Ordinal).Select(k => $"{k.Name} {NameList.Shape(k.Shape)}");

    /// <summary>SHA-256, lower-case hex, of those lines, each ended by \n.</summary>
    public static string Sha256(IEnumerable<(string Name, long[] Shape)> keys)
    {
        var text = string.Concat(Lines(keys).Select(line => line + "\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
