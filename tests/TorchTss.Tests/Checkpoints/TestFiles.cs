using System.Buffers.Binary;
using System.Text;

namespace TorchTss.Tests.Checkpoints;

/// <summary>A folder for one test, and files written byte by byte so that they may be wrong in any way.</summary>
internal sealed class TestFiles : IDisposable
{
    public TestFiles() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"torchtss-{Guid.NewGuid():N}");

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Writes a file from its header and its data.</summary>
    public string Safetensors(string name, string json, params ReadOnlySpan<byte> data) => Bytes(name, Concat(json, data));

    public string Bytes(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public string Text(string name, string text) => Bytes(name, Encoding.UTF8.GetBytes(text));

    public static byte[] Concat(string json, ReadOnlySpan<byte> data)
    {
        var header = Encoding.UTF8.GetBytes(json);
        var bytes = new byte[8 + header.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 8);
        data.CopyTo(bytes.AsSpan(8 + header.Length));
        return bytes;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
