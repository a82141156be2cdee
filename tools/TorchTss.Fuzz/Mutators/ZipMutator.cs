using System.Buffers.Binary;
using System.IO.Compression;
using TorchTss.Checkpoints.Torch.Zip;
using TorchTss.Fuzz.Bytes;

namespace TorchTss.Fuzz.Mutators;

/// <summary>Damages a zip archive where it hurts: its members, its headers, its ends.</summary>
internal sealed class ZipMutator : IMutator
{
    private static readonly uint[] _signatures =
        [ZipSignature.Local, ZipSignature.Central, ZipSignature.End, ZipSignature.End64, ZipSignature.Locator64];

    private static readonly string[] _names = ["byteorder", "constants.pkl", "", "data/", "code/x.py"];
    private static readonly byte[][] _contents = [[.. "big"u8], [.. "little"u8], [.. "middle"u8], []];

    /// <inheritdoc/>
    public byte[]? Damage(byte[] seed, Random random)
    {
        if (!seed.AsSpan().StartsWith("PK"u8) || ZipBytes.Of(seed) is not { Members.Count: > 0 } zip) return null;
        var members = zip.Members.ToList();
        if (random.Next(2) == 0) Members(members, random);
        var bytes = (zip with
        {
            Members = members,
            Descriptors = random.Next(2) == 0,
            Aligned = random.Next(2) == 0,
            Wide = random.Next(3) == 0,
            Comment = random.Next(6) == 0 ? "PK\u0005\u0006 comment" : "",
        }).ToArray();
        for (var n = random.Next(4); n > 0; n--) Header(bytes, random);
        return bytes;
    }

    private static void Members(List<ZipMember> members, Random random)
    {
        var i = random.Next(members.Count);
        var member = members[i];
        switch (random.Next(10))
        {
            case 0:
                members.RemoveAt(i);
                break;
            case 1:
                members.Insert(random.Next(members.Count), member);
                break;
            case 2:
                members[i] = member with { Name = Renamed(member.Name, random) };
                break;
            case 3:
                members[i] = member with { LocalName = Renamed(member.Name, random) };
                break;
            case 4:
                members[i] = Deflated(member);
                break;
            case 5:
                members[i] = member with { Header = random.NextInt64() >> random.Next(64) };
                break;
            case 6:
                members[i] = member with { Crc = (uint)random.Next(3) };
                break;
            case 7:
                members[i] = member with { Content = member.Content[..random.Next(member.Content.Length + 1)] };
                break;
            case 8:
                members.Add(new ZipMember($"{member.Name.Split('/')[0]}/{_names[random.Next(_names.Length)]}",
                    _contents[random.Next(_contents.Length)]));
                break;
            default:
                var size = random.Next(2) == 0 ? member.Content.Length + 1 : random.NextInt64() >> random.Next(64);
                members[i] = member with { Size = size, Flags = (ushort)random.Next(2) };
                break;
        }
    }

    private static string Renamed(string name, Random random) => random.Next(8) switch
    {
        0 => $"../{name}",
        1 => $"/{name}",
        2 => name.Replace('/', '\\'),
        3 => $"other/{name}",
        4 => "",
        5 => name.ToUpperInvariant(),
        6 => $"C:/{name}",
        _ => $"{name}é\n",
    };

    private static ZipMember Deflated(ZipMember member)
    {
        var to = new MemoryStream();
        using (var deflate = new DeflateStream(to, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(member.Content);
        return member with { Method = 8, Content = to.ToArray(), Size = member.Content.Length, Crc = Crc32.Of(member.Content) };
    }

    // Within one of its records, wherever one begins.
    private static void Header(byte[] bytes, Random random)
    {
        var signature = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(signature, _signatures[random.Next(_signatures.Length)]);
        var places = new List<int>();
        for (var at = bytes.AsSpan().IndexOf(signature); at >= 0 && places.Count < 100;)
        {
            places.Add(at);
            var next = bytes.AsSpan(at + 4).IndexOf(signature);
            at = next < 0 ? -1 : at + 4 + next;
        }
        if (places.Count == 0) return;
        var place = places[random.Next(places.Count)] + 4;
        ByteMutator.Extreme(bytes.AsSpan(place, Math.Min(80, bytes.Length - place)), random);
    }
}
