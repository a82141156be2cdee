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

    /// <summary>SHA-256, lower-case hex, of the lines <c>name [a, b]\n</c> in ordinal order.</summary>
    public static string Sha256(IEnumerable<(string Name, long[] Shape)> keys)
    {
        var lines = keys.OrderBy(k => k.Name, StringComparer.Ordinal).Select(k => $"{k.Name} {NameList.Shape(k.Shape)}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
