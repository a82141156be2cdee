using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>The first 8 bytes of a safetensors file, the length of its header; also where other kinds of file are told apart.</summary>
internal static class SafetensorsPrefix
{
    private const string Wanted = "safetensors file";

    /// <summary>N; nothing of that size is allocated or mapped before the file is known to be longer.</summary>
    /// <exception cref="UserException">Too short, too long a header, cut within the header, or another kind of file.</exception>
    public static long HeaderLength(SafeFileHandle handle, long length, string path)
    {
        Span<byte> start = stackalloc byte[(int)Math.Min(length, ForeignFile.Looks)];
        var read = RandomAccess.Read(handle, start, 0);
        if (read < 8) throw ForeignFile.Recognise(start[..read], length, path, Wanted) ?? SafetensorsFault.Truncated(path, 10, length);
        var header = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (header > SafetensorsHeader.MaximumLength)
        {
            throw ForeignFile.Recognise(start[..read], length, path, Wanted)
                ?? SafetensorsFault.Malformed(path, $"its header would be {header} bytes long, {SafetensorsHeader.MaximumLength} are allowed");
        }
        if ((long)header > length - 8)
        {
            var cut = read > 8 && start[8] == '{';
            throw (cut ? null : ForeignFile.Recognise(start[..read], length, path, Wanted))
                ?? SafetensorsFault.Truncated(path, 8 + (long)header, length);
        }
        return header > 0 ? (long)header : throw SafetensorsFault.Malformed(path, "the header is empty");
    }
}
