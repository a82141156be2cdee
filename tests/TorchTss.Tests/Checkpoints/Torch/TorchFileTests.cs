using System.Buffers.Binary;
using TorchSharp;
using TorchTss.Checkpoints.Torch;
using TorchTss.Fuzz.Bytes;
using TorchTss.Runtime;
using static TorchSharp.torch;
using static TorchTss.Checkpoints.Torch.Pickles.PickleOpcode;
using static TorchTss.Tests.Checkpoints.Torch.TorchBytes;

namespace TorchTss.Tests.Checkpoints.Torch;

public sealed class TorchFileTests
{
    private TestFiles _files = null!;

    [SetUp]
    public void SetUp() => _files = new TestFiles();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [Test]
    public void Tensors_of_one_storage_are_views_of_one_map_that_goes_with_the_last()
    {
        var file = Open(Zip(P.Dict(("a", Plain()), ("row", Tensor(Storage(), 3, [3], [1])), ("a.again", Plain()))));
        var path = file.Path;
        var (a, row, again) = (file.Tensor("a"), file.Tensor("row"), file.Tensor("a.again"));
        file.Dispose();
        a[1, 0] = 30;                                           // a view writes through to its fellows, never to the file
        Assert.That(Values(row), Is.EqualTo(new[] { 30f, 4, 5 }));
        Assert.That(Values(again), Is.EqualTo(new[] { 0f, 1, 2, 30, 4, 5 }));
        a.Dispose();
        row.Dispose();
        Assert.That(IsMapped(path), Is.EqualTo(OperatingSystem.IsLinux()));
        again.Dispose();
        Assert.That(IsMapped(path), Is.False);
        using var after = TorchFile.Open(path);
        using var fresh = after.Tensor("row");
        Assert.That(Values(fresh), Is.EqualTo(new[] { 3f, 4, 5 }));
    }

    [TestCase(0, new long[] { 3, 2 }, new long[] { 1, 3 }, new float[] { 0, 3, 1, 4, 2, 5 })]       // transposed
    [TestCase(1, new long[] { 2 }, new long[] { 3 }, new float[] { 1, 4 })]                         // a column
    [TestCase(2, new long[] { 2, 3 }, new long[] { 0, 0 }, new float[] { 2, 2, 2, 2, 2, 2 })]       // expanded
    [TestCase(0, new long[] { 3, 4 }, new long[] { 1, 1 }, new float[] { 0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5 })]     // windows
    [TestCase(4, new long[] { 1, 2, 1 }, new long[] { 77, 1, 0 }, new float[] { 4, 5 })]            // strides of nothing
    [TestCase(5, new long[0], new long[0], new float[] { 5 })]
    [TestCase(6, new long[] { 0, 3 }, new long[] { 3, 1 }, new float[0])]
    public void Strided_views_are_made_contiguous(long offset, long[] shape, long[] strides, float[] expected)
    {
        using var file = Open(Zip(P.Dict(("w", Tensor(Storage(), offset, shape, strides)))));
        using var w = file.Tensor("w");
        Assert.That((w.is_contiguous(), w.shape, Values(w)), Is.EqualTo((true, shape, expected)).UsingPropertiesComparer());
        file.Release("w");
        Assert.That(file.Entries.Single().Shape, Is.EqualTo(shape));
    }

    [Test]
    public void Nothing_is_left_over()
    {
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Strided_views_are_made_contiguous(0, [3, 2], [1, 3], [0, 3, 1, 4, 2, 5]);
        Unaligned_data_is_copied();
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    [Test]
    public void Unaligned_data_is_copied()
    {
        var zip = Zip(P.Dict(("w", Plain()), ("t", Tensor(Storage(), 1, [2, 2], [1, 2])))) with { Aligned = false };
        foreach (var filler in new byte[][] { [], [1], [1, 2], [1, 2, 3] })
        {
            using var file = Open(zip with { Members = [new("archive/filler", filler), .. zip.Members] });
            using var w = file.Tensor("w");
            using var t = file.Tensor("t");
            Assert.That(Values(w), Is.EqualTo(new float[] { 0, 1, 2, 3, 4, 5 }));
            Assert.That(Values(t), Is.EqualTo(new float[] { 1, 3, 2, 4 }));
        }
    }

    [TestCase(false, false, false)]
    [TestCase(true, true, false)]
    [TestCase(false, false, true)]
    [TestCase(true, true, true)]
    public void Archives_of_every_build_are_read(bool aligned, bool descriptors, bool wide)
    {
        var zip = Zip(P.Dict(("w", Plain()))) with { Aligned = aligned, Descriptors = descriptors, Wide = wide, Comment = "by a tool" };
        using var file = Open(zip with { Members = [new("archive/", []), new("archive/data/", []), .. zip.Members] });
        using var w = file.Tensor("w");
        Assert.That((file.Container, Values(w)[5]), Is.EqualTo((TorchContainer.Zip, 5f)));
    }

    [Test]
    public void The_data_of_a_wide_file_may_lie_beyond_4_gigabytes()
    {
        // The hole in the middle takes no room on the disk.
        const long hole = 5L << 30;
        var zip = Zip(P.Dict(("w", Plain()))) with { Wide = true, Aligned = false, Descriptors = false };
        var bytes = zip.ToArray();
        var moved = bytes.AsSpan().LastIndexOf("archive/data/0"u8) - 46;            // its record in the directory
        var local = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(moved + 46 + 14 + 4 + 16));
        var directory = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(bytes.Length - 22 - 20 - 56 + 48));
        foreach (var record in Records(bytes, directory))
        {
            var header = record + 46 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(record + 28)) + 4 + 16;
            var at = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(header));
            if (at >= local) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(header), at + hole);
        }
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(bytes.Length - 22 - 20 - 56 + 48), directory + hole);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(bytes.Length - 22 - 20 + 8), bytes.Length - 22 - 20 - 56 + hole);
        using (var stream = File.Create(_files["w.pth"]))
        {
            stream.Write(bytes.AsSpan(0, local));
            stream.Position += hole;
            stream.Write(bytes.AsSpan(local));
        }
        using var file = TorchFile.Open(_files["w.pth"]);
        using var w = file.Tensor("w");
        Assert.That((new FileInfo(file.Path).Length > hole, Values(w)[5]), Is.EqualTo((true, 5f)));
    }

    [Test]
    public void Numbers_of_a_big_endian_machine_are_turned_round()
    {
        byte[] floats = [.. Floats(0, 1, 2, 3, 4, 5).Chunk(4).SelectMany(b => b.Reverse())];
        byte[] complex = [.. Floats(1, 2, 3, 4).Chunk(4).SelectMany(b => b.Reverse())];
        var root = P.Dict(
            ("f", Plain()), ("t", Tensor(Storage(), 0, [3, 2], [1, 3])),
            ("h", Tensor(Storage("HalfStorage", "1", 2), 0, [2], [1])), ("l", Tensor(Storage("LongStorage", "2", 1), 0, [1], [1])),
            ("c", Tensor(Storage("ComplexFloatStorage", "3", 2), 0, [2], [1])), ("u", Tensor(Storage("ByteStorage", "4", 3), 0, [3], [1])));
        var zip = Zip(PickleBytes.Proto().Add(root).Stop(),
            ("0", floats), ("1", [0x3C, 0, 0xC0, 0]), ("2", [0, 0, 0, 0, 0, 0, 1, 2]), ("3", complex), ("4", [1, 2, 3]));
        using var file = Open(zip with { Members = [.. zip.Members, new("archive/byteorder", "big"u8.ToArray())] });
        using var scope = NewDisposeScope();
        Assert.That(Values(file.Tensor("f")), Is.EqualTo(new float[] { 0, 1, 2, 3, 4, 5 }));
        Assert.That(Values(file.Tensor("t")), Is.EqualTo(new float[] { 0, 3, 1, 4, 2, 5 }));
        Assert.That(file.Tensor("h").to(ScalarType.Float32).data<float>().ToArray(), Is.EqualTo(new float[] { 1, -2 }));
        Assert.That(file.Tensor("l").item<long>(), Is.EqualTo(258));
        Assert.That(view_as_real(file.Tensor("c")).flatten().data<float>().ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 4 }));
        Assert.That(file.Tensor("u").data<byte>().ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [TestCase("DoubleStorage", 8, ScalarType.Float64)]
    [TestCase("HalfStorage", 2, ScalarType.Float16)]
    [TestCase("BFloat16Storage", 2, ScalarType.BFloat16)]
    [TestCase("LongStorage", 8, ScalarType.Int64)]
    [TestCase("IntStorage", 4, ScalarType.Int32)]
    [TestCase("ShortStorage", 2, ScalarType.Int16)]
    [TestCase("CharStorage", 1, ScalarType.Int8)]
    [TestCase("ByteStorage", 1, ScalarType.Byte)]
    [TestCase("BoolStorage", 1, ScalarType.Bool)]
    [TestCase("ComplexFloatStorage", 8, ScalarType.ComplexFloat32)]
    [TestCase("ComplexDoubleStorage", 16, ScalarType.ComplexFloat64)]
    public void Storages_of_every_type_are_read(string storage, int bytes, ScalarType dtype)
    {
        byte[] data = [.. Enumerable.Range(0, 3 * bytes).Select(i => (byte)(dtype == ScalarType.Bool ? i % 2 : i))];
        foreach (var module in new[] { "torch", "torch.cuda" })
        {
            using var file = Open(Zip(PickleBytes.Proto().Dict(("w", Tensor(Storage(storage, elements: 3, module: module), 0, [3], [1]))).Stop(),
                ("0", data)));
            using var w = file.Tensor("w");
            Assert.That((file.Entries.Single().Dtype, w.dtype, w.bytes.ToArray()),
                Is.EqualTo(((ScalarType?)dtype, dtype, data)).UsingPropertiesComparer());
        }
    }

    [TestCase("float8_e4m3fn", 0x38, 1f)]
    [TestCase("float8_e5m2", 0x3C, 1f)]
    [TestCase("float8_e4m3fnuz", 0x40, 1f)]
    [TestCase("float8_e5m2fnuz", 0x40, 1f)]
    [TestCase("float8_e8m0fnu", 0x80, 2f)]
    public void Float8_is_decoded_to_float32(string dtype, byte bits, float value)
    {
        using var file = Open(Zip(PickleBytes.Proto().Dict(("w", V3(dtype, 2, 1, [1]))).Stop(), ("0", [0, bits])));
        using var w = file.Tensor("w");
        Assert.That((file.Entries.Single().Dtype, w.item<float>()), Is.EqualTo(((ScalarType?)ScalarType.Float32, value)));
    }

    [TestCase("uint16", 2)]
    [TestCase("uint32", 4)]
    [TestCase("uint64", 8)]
    [TestCase("complex32", 4)]
    public void Types_that_libtorch_lacks_are_listed_but_not_read(string dtype, int bytes)
    {
        using var file = Open(Zip(PickleBytes.Proto().Dict(("w", V3(dtype, bytes * 2, 0, [2]))).Stop(), ("0", new byte[bytes * 2])));
        Assert.That(file.Entries.Single().Dtype, Is.Null);
        Assert.That(() => file.Tensor("w"), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file.Path}: tensor 'w' is {dtype}, which libtorch cannot hold; convert it to float32, float16 or bfloat16"));
    }

    [Test]
    public void Untyped_storages_hold_ordinary_types_too()
    {
        using var file = Open(Zip(PickleBytes.Proto().Dict(("w", V3("float32", 24, 2, [3]))).Stop(), ("0", Floats(0, 1, 2, 3, 4, 5))));
        using var w = file.Tensor("w");
        Assert.That(w.data<float>().ToArray(), Is.EqualTo(new float[] { 2, 3, 4 }));
    }

    [Test]
    public void What_is_asked_for_and_not_there_is_said()
    {
        using var file = Open(Zip(P.Dict(
            ("e", Tensor(Storage(), 0, [0, 4611686018427387904, 4], [1, 1, 1])), ("big", Tensor(Storage(), 0, [1 << 20, 1 << 10], [0, 0])))));
        Assert.That(() => file.Tensor("v"), Says("there is no tensor 'v' among its 2; is this the file of another model?"));
        Assert.That(() => file.Tensor("e"),
            Says("tensor 'e' is empty, but its shape [0, 4611686018427387904, 4] is larger than libtorch can hold; leave it out"));
        Assert.That(() => file.Tensor("big"),
            Says("tensor 'big' [1048576, 1024] repeats what is stored until it has 4294967296 bytes, more than the file; leave it out"));

        NUnit.Framework.Constraints.EqualStringConstraint Says(string sentence) =>
            Throws.TypeOf<UserException>().With.Message.EqualTo($"{file.Path}: {sentence}");
    }

    [Test]
    public void Entries_are_in_the_order_of_their_data()
    {
        var root = P.Dict(
            ("late", Tensor(Storage(key: "1"), 0, [6], [1])), ("second", Tensor(Storage(), 3, [3], [1])), ("first", Tensor(Storage(), 0, [3], [1])));
        using var file = Open(Zip(PickleBytes.Proto().Add(root).Stop(), ("0", Floats(0, 1, 2, 3, 4, 5)), ("1", Floats(0, 1, 2, 3, 4, 5))));
        Assert.That(file.Entries.Select(e => e.Name), Is.EqualTo(new[] { "first", "second", "late" }));
    }

    private static float[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.flatten().data<float>().ToArray();
    }

    private static PickleBytes V3(string dtype, long bytes, long offset, long[] shape) => P.Call(
        "torch._utils", "_rebuild_tensor_v3", Storage("UntypedStorage", elements: bytes, module: "torch.storage"), P.Int(offset), P.Sizes(shape),
        P.Sizes(shape.Select(_ => 1L)), P.Op(NewFalse), P.Call("collections", "OrderedDict"), P.Global("torch", dtype));

    private TorchFile Open(ZipBytes zip) => TorchFile.Open(_files.Bytes("w.pth", zip.ToArray()));

    private static IEnumerable<int> Records(byte[] bytes, int directory)
    {
        for (var at = directory; BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at)) == 0x02014B50;)
        {
            yield return at;
            at += 46 + 28 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + 28));
        }
    }

    private static bool IsMapped(string path) =>
        OperatingSystem.IsLinux() && File.ReadAllText("/proc/self/maps").Contains(path, StringComparison.Ordinal);
}
