namespace TorchTss.Fuzz.Bytes;

/// <summary>A record of a zip archive to be written; what is not given is what a good writer would write.</summary>
/// <param name="Name">With its folder.</param>
/// <param name="Content">As it stands in the file.</param>
internal sealed record ZipMember(string Name, byte[] Content)
{
    /// <summary>0: stored, 8: deflated (the content is then to be deflated already).</summary>
    public ushort Method { get; init; }

    /// <summary>Flags beside those of the descriptor.</summary>
    public ushort Flags { get; init; }

    /// <summary>Checksum of the directory.</summary>
    public uint? Crc { get; init; }

    /// <summary>Bytes of the unpacked content, in the directory.</summary>
    public long? Size { get; init; }

    /// <summary>The name of the local header.</summary>
    public string? LocalName { get; init; }

    /// <summary>Where the local header is, in the directory.</summary>
    public long? Header { get; init; }
}
