using System.Globalization;
using System.Text;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Recognises what people have instead of a checkpoint. Only asked about files that cannot be one.</summary>
internal static class ForeignFile
{
    /// <summary>How many first bytes are looked at.</summary>
    public const int Looks = 512;

    /// <summary>The error that names what the file is; null where it is nothing known.</summary>
    /// <param name="start">Its first bytes.</param>
    /// <param name="length">Of the whole file.</param>
    /// <param name="file">Its path.</param>
    /// <param name="wanted">What it should be: "safetensors file".</param>
    public static UserException? Recognise(ReadOnlySpan<byte> start, long length, string file, string wanted)
    {
        const string other = "take the PyTorch or safetensors file of the same model";
        var text = Encoding.Latin1.GetString(start).TrimStart('\uFEFF', 'ï', '»', '¿', ' ', '\t', '\r', '\n');
        if (text.StartsWith("version https://git-lfs.github.com/spec/", StringComparison.Ordinal))
        {
            var size = text.Split('\n').FirstOrDefault(line => line.StartsWith("size ", StringComparison.Ordinal));
            var bytes = size is null ? "" : $" of {size[5..].Trim()} bytes";
            return Not("Git LFS pointer", $"that stands for a file{bytes}; fetch the file itself with 'git lfs pull'");
        }
        if (text.StartsWith('<')) return Not("web page", "perhaps a login or error page; download the file again and check the address");
        if (start.StartsWith("GGUF"u8)) return Not("GGUF file", "a format that is not read; take the safetensors file of the same model");
        if (start.StartsWith("PK\x03\x04"u8)) return Torch("zip archive as torch.save writes it");
        if (start.Length > 262 && start[257..262].SequenceEqual("ustar"u8)) return Torch("tar archive of the oldest PyTorch");
        if (start.Length > 1 && start[0] == 0x80 && start[1] is >= 1 and <= 5) return Torch("Python pickle as older PyTorch writes it");
        if (start is [0x1F, 0x8B, 8, ..]) return Not("gzip archive", "unpack it first");
        if (start is [0x89, (byte)'H', (byte)'D', (byte)'F', ..]) return Not("HDF5 file", $"as Keras writes it; {other}");
        if (start is [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', ..]) return Not("numpy array", $"one tensor without a name; {other}");
        if (IsOnnx(start)) return Not("ONNX model", $"a format that is not read; {other}");
        return text is ['{' or '[', ..] ? Not("JSON text", "perhaps a configuration or a server's error message; download the file again") : null;

        UserException Torch(string what) => Not(what, "a .pt, .pth, .bin or .ckpt file under another name; convert it to safetensors");
        UserException Not(string what, string then) =>
            new(string.Create(CultureInfo.InvariantCulture,
                $"{file}: is no {wanted} but a{(what[0] is 'H' or 'O' ? "n" : "")} {what} ({length} bytes), {then}"));
    }

    // A protobuf message: field 1, the version of the format, then field 2, the name of the program that wrote it.
    private static bool IsOnnx(ReadOnlySpan<byte> start) =>
        start is [0x08, >= 1 and <= 32, 0x12, >= 1 and <= 64 and var name, .. var rest]
        && rest.Length >= name && rest[..name].IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;
}
