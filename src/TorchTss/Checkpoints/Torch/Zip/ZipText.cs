using System.Text;
using System.Text.Unicode;
using TorchTss.Checkpoints.Torch.Pickles;

namespace TorchTss.Checkpoints.Torch.Zip;

/// <summary>Names in a zip archive.</summary>
internal static class ZipText
{
    /// <summary>UTF-8 where it is that, else one character per byte.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    /// <summary>For errors: in quotes, on one line.</summary>
    public static string Shown(string name) => PickleText.Quoted(name);

    /// <summary>Whether a name stays inside the archive's own folder.</summary>
    public static bool IsSafe(string name) =>
        name.Length > 0 && name[0] != '/' && name.AsSpan().IndexOfAny('\\', '\0') < 0
        && !(name.Length > 2 && name[1] == ':' && name[2] == '/')
        && !name.Split('/').Contains("..");
}
