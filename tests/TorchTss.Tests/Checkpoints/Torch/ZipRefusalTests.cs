using System.Buffers.Binary;
using TorchTss.Checkpoints.Torch;
using TorchTss.Fuzz.Bytes;
using TorchTss.Runtime;
using static TorchTss.Tests.Checkpoints.Torch.TorchBytes;

namespace TorchTss.Tests.Checkpoints.Torch;

/// <summary>Every way in which an archive can be wrong, and the whole sentence that says so.</summary>
public sealed class ZipRefusalTests
{
    private const string Again = "; the file is damaged or no PyTorch checkpoint, fetch it again";

    private const int EndLength = 22, LocatorLength = 20, End64Length = 56;

    private TestFiles _files = null!;

    [SetUp]
    public void SetUp() => _files = new TestFiles();

    [TearDown]
    public void TearDown() => _files.Dispose();

    private static ZipBytes Good => Zip(P.Dict(("w", Plain())));

    [Test]
    public void Archives_cut_short()
    {
        var bytes = Good.ToArray();
        Says(bytes[..^1], $"is a zip archive whose end is missing ({bytes.Length - 1} bytes found); the download is incomplete, fetch it again");
        Says(bytes[..10], "is a zip archive whose end is missing (10 bytes found); the download is incomplete, fetch it again");
        Says([.. bytes, 0], $"is a zip archive whose end is missing ({bytes.Length + 1} bytes found); the download is incomplete, fetch it again");
    }

    [Test]
    public void Archives_of_something_else()
    {
        Says(Good with { Members = [new("word/document.xml", [1])] },
            "is a zip archive, but none of torch.save: it has no data.pkl, but 'word/document.xml'; give the file with the weights");
        Says(Good with { Members = [new("data.pkl", [1]), new("x.npy", [1])] },
            "is a zip archive, but none of torch.save: it has no data.pkl, but 'data.pkl'; give the file with the weights");
        Says(Good with { Members = [new("a/b/data.pkl", [1])] },
            "is a zip archive, but none of torch.save: it has no data.pkl, but 'a/b/data.pkl'; give the file with the weights");
    }

    [Test]
    public void Entries_that_contradict_each_other()
    {
        Says(With(new ZipMember("other/data.pkl", [1])), "the zip archive has 'other/data.pkl' beside the folder 'archive'" + Again);
        Says(With(new ZipMember("__MACOSX/x", [1])), "the zip archive has '__MACOSX/x' beside the folder 'archive'" + Again);
        Says(With(new ZipMember("archive/data/0", new byte[24])), "the zip entry 'archive/data/0' is there twice" + Again);
        Says(Changed(1, m => m with { Size = 25 }), "the zip entry 'archive/data/0' is compressed, which torch.save never does; "
            + "unpack the archive and pack it again without compression");
        Says(Changed(1, m => m with { Method = 8 }), "the zip entry 'archive/data/0' is compressed, which torch.save never does; "
            + "unpack the archive and pack it again without compression");
        Says(Changed(0, m => m with { Method = 8 }), "the zip entry 'archive/data.pkl' is compressed, which torch.save never does; "
            + "unpack the archive and pack it again without compression");
        Says(Changed(1, m => m with { Flags = 1 }), "the zip entry 'archive/data/0' is encrypted, which torch.save never does; "
            + "unpack the archive and pack it again without compression");
        Says(Changed(0, m => m with { Crc = 1 }), "'archive/data.pkl' has another checksum" + Again);
        Says(With(new ZipMember("archive/byteorder", "middle"u8.ToArray())), "the byte order is 'middle' instead of 'little' or 'big'" + Again);
    }

    [TestCase("../data/1")]
    [TestCase("archive/../../x")]
    [TestCase("archive/..")]
    [TestCase("/archive/x")]
    [TestCase("archive\\x")]
    [TestCase("C:/archive/x")]
    [TestCase("")]
    public void Names_that_point_elsewhere(string name) =>
        Says(With(new ZipMember(name, [1])), $"the zip entry '{name}' points outside its folder" + Again);

    [Test]
    public void Entries_outside_the_archive_or_in_each_other()
    {
        Says(Changed(2, m => m with { Header = uint.MaxValue - 1 }), "the zip entry 'archive/version' lies outside the archive" + Again);
        Says(Changed(2, m => m with { Header = long.MaxValue }) with { Wide = true }, "the zip entry 'archive/version' lies outside the archive"
            + Again);
        Says(Changed(2, m => m with { Header = 0 }), "the zip entry 'archive/data.pkl' overlaps 'archive/version'" + Again);
        Says(Changed(1, m => m with { Header = 40 }), "the zip entry 'archive/data.pkl' overlaps 'archive/data/0'" + Again);
    }

    [Test]
    public void A_checksum_of_zero_is_none()
    {
        using var file = TorchFile.Open(_files.Bytes("w.pth", Changed(0, m => m with { Crc = 0 }).ToArray()));
        Assert.That(file.Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_local_header_that_lies_is_found_when_the_data_is_read()
    {
        var renamed = Changed(1, m => m with { LocalName = "archive/data/1" }).ToArray();
        using var file = TorchFile.Open(_files.Bytes("w.pth", renamed));
        var at = renamed.AsSpan().IndexOf("archive/data/1"u8) - 30;
        Assert.That(() => file.Tensor("w"), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file.Path}: the zip entry at byte {at} is not 'archive/data/0' as the directory says{Again}"));

        var plain = (Good with { Descriptors = false, Aligned = false }).ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(plain.AsSpan(plain.AsSpan().IndexOf("archive/data/0"u8) - 2), 9);
        using var pushed = TorchFile.Open(_files.Bytes("p.pth", plain));
        Assert.That(() => pushed.Tensor("w"), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{pushed.Path}: the zip entry 'archive/data/0' reaches into the next one{Again}"));
    }

    [Test]
    public void Directories_that_lie()
    {
        var four = Good.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(four.AsSpan(four.Length - EndLength + 10), 4);
        Says(four, "the zip archive's directory has 3 whole entries instead of 4" + Again);
        Says(Patched(12, uint.MaxValue - 9), "the zip archive's directory lies outside the file" + Again);
        Says(Patched(16, uint.MaxValue - 9), "the zip archive's directory lies outside the file" + Again);
        Says(Patched(12, 10), "the zip archive's directory has 0 whole entries instead of 3" + Again);
        var other = Good.ToArray();
        other[other.AsSpan().LastIndexOf("PK\x01\x02"u8) + 34] = 1;
        Says(other, "the zip entry 'archive/version' lies on another disk" + Again);
    }

    [Test]
    public void Wide_ends_that_lie()
    {
        var wide = (Good with { Wide = true }).ToArray();
        var (locator, end) = (wide.Length - EndLength - LocatorLength, wide.Length - EndLength - LocatorLength - End64Length);
        Says(With64(wide, locator + 8, -1), "the zip archive's 64-bit end is not at byte -1" + Again);
        Says(With64(wide, locator + 8, 0), "the zip archive's 64-bit end is not at byte 0" + Again);
        Says(With64(wide, locator + 8, long.MaxValue), "the zip archive's 64-bit end is not at byte 9223372036854775807" + Again);
        Says(With64(wide, end + 40, long.MaxValue), "the zip archive's directory lies outside the file" + Again);
        Says(With64(wide, end + 48, -5), "the zip archive's directory lies outside the file" + Again);
        Says(With64(wide, end + 32, long.MaxValue), "the zip archive's directory has 3 whole entries instead of 9223372036854775807" + Again);
        var two = wide.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(two.AsSpan(wide.Length - EndLength + 10), 2);
        Says(two, "the zip archive has two ends that contradict each other" + Again);
        var narrow = wide.ToArray();
        narrow[narrow.AsSpan().LastIndexOf("archive/version"u8) + "archive/version".Length] = 9;        // another extra field
        Says(narrow, "the zip entry 'archive/version' has no 64-bit numbers where it needs them" + Again);
    }

    private static ZipBytes With(ZipMember member) => Good with { Members = [.. Good.Members, member] };

    private static ZipBytes Changed(int which, Func<ZipMember, ZipMember> change) =>
        Good with { Members = [.. Good.Members.Select((m, i) => i == which ? change(m) : m)] };

    private static byte[] With64(byte[] bytes, int at, long number)
    {
        var patched = bytes.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(patched.AsSpan(at), number);
        return patched;
    }

    private static byte[] Patched(int at, uint number)
    {
        var bytes = Good.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - EndLength + at), number);
        return bytes;
    }

    private void Says(byte[] bytes, string sentence)
    {
        var path = _files.Bytes("w.pth", bytes);
        Assert.That(() => TorchFile.Open(path), Throws.TypeOf<UserException>().With.Message.EqualTo($"{path}: {sentence}"));
    }

    private void Says(ZipBytes zip, string sentence) => Says(zip.ToArray(), sentence);
}
