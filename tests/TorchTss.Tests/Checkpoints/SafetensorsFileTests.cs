using TorchSharp;
using TorchTss.Checkpoints;
using static TorchSharp.torch;

namespace TorchTss.Tests.Checkpoints;

public sealed class SafetensorsFileTests
{
    private const string Pair = """{"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"I64","shape":[1],"data_offsets":[8,16]}}""";
    private static readonly byte[] _pairData = [0, 0, 128, 63, 0, 0, 0, 64, 7, 0, 0, 0, 0, 0, 0, 0];

    private TestFiles _files = null!;

    [SetUp]
    public void SetUp() => _files = new TestFiles();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [Test]
    public void Tells_names_in_data_order_shapes_offsets_and_metadata()
    {
        var path = _files.Safetensors("x.safetensors", """
            {"later":{"shape":[2,3],"dtype":"F16","data_offsets":[4,16]},"first":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"__metadata__":{"a":"ä\n"}}
            """, new byte[16]);
        using var file = SafetensorsFile.Open(path);
        Assert.That(file.Names, Is.EqualTo(new[] { "first", "later" }));
        Assert.That(file.Metadata, Is.EqualTo(new Dictionary<string, string> { ["a"] = "ä\n" }));
        var later = file.Index["later"];
        Assert.That((later.Dtype, later.Offset, later.Length, later.Shape.ToArray()),
            Is.EqualTo((SafetensorsDtype.F16, 4L, 12L, new long[] { 2, 3 })).UsingPropertiesComparer());
        Assert.That(file.Entries.Select(e => e.Dtype), Is.EqualTo(new ScalarType?[] { ScalarType.Float32, ScalarType.Float16 }));
    }

    [Test]
    public void A_tensor_outlives_its_file_and_the_map_goes_with_the_last_tensor()
    {
        var path = _files.Safetensors("x.safetensors", Pair.PadRight((Pair.Length + 7) / 8 * 8), _pairData);
        var file = SafetensorsFile.Open(path);
        var (a, b) = (file.Tensor("a"), file.Tensor("b"));
        file.Dispose();
        Assert.That(IsMapped(path), Is.True.Or.EqualTo(!OperatingSystem.IsLinux()));
        Assert.That(() => file.Tensor("a"), Throws.TypeOf<ObjectDisposedException>());
        var slice = b[1..];
        Assert.That((a.item<long>(), slice.item<float>()), Is.EqualTo((7L, 2f)));
        b.Dispose();
        a.Dispose();
        Assert.That((IsMapped(path), slice.item<float>()), Is.EqualTo((OperatingSystem.IsLinux(), 2f)));
        slice.Dispose();
        file.Dispose();
        Assert.That(IsMapped(path), Is.False);
    }

    [Test]
    public void Two_tensors_of_one_address_count_twice()
    {
        var path = _files.Safetensors("x.safetensors", Pair.PadRight((Pair.Length + 7) / 8 * 8), _pairData);
        var file = SafetensorsFile.Open(path);
        var (one, two) = (file.Tensor("b"), file.Tensor("b"));
        file.Dispose();
        one.fill_(5);
        one.Dispose();
        Assert.That(two.data<float>().ToArray(), Is.EqualTo(new[] { 5f, 5f }));
        two.Dispose();
        Assert.That(IsMapped(path), Is.False);
    }

    [Test]
    public void Writing_into_a_tensor_leaves_the_file_alone()
    {
        var path = _files.Safetensors("x.safetensors", Pair.PadRight((Pair.Length + 7) / 8 * 8), _pairData);
        using var file = SafetensorsFile.Open(path);
        using var b = file.Tensor("b");
        b.mul_(3);
        Assert.That(b.data<float>().ToArray(), Is.EqualTo(new[] { 3f, 6f }));
        Assert.That(File.ReadAllBytes(path)[^16..], Is.EqualTo(_pairData));
    }

    [Test]
    public void Empty_and_scalar_tensors_and_those_at_the_very_end_are_read()
    {
        var path = _files.Safetensors("x.safetensors", """
            {"e":{"dtype":"F32","shape":[0,3],"data_offsets":[0,0]},"s":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"z":{"dtype":"I64","shape":[2,0],"data_offsets":[1,1]}}
            """, 9);
        using var file = SafetensorsFile.Open(path);
        using var scope = NewDisposeScope();
        Assert.That(file.Tensor("e").shape, Is.EqualTo(new long[] { 0, 3 }));
        Assert.That(file.Tensor("z").shape, Is.EqualTo(new long[] { 2, 0 }));
        Assert.That((file.Tensor("s").Dimensions, file.Tensor("s").item<byte>()), Is.EqualTo((0L, (byte)9)));
    }

    [Test]
    public void An_unaligned_tensor_is_copied_and_right()
    {
        var path = _files.Safetensors("x.safetensors",
            """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F32","shape":[2],"data_offsets":[1,9]}}""",
            [1, .. _pairData.AsSpan(0, 8)]);
        var file = SafetensorsFile.Open(path);
        using var b = file.Tensor("b");
        file.Dispose();
        Assert.That(IsMapped(path), Is.False);
        Assert.That(b.data<float>().ToArray(), Is.EqualTo(new[] { 1f, 2f }));
    }

    [Test]
    public void Offsets_beyond_four_gigabytes_are_read()
    {
        var path = _files.Safetensors("big.safetensors", """
            {"hole":{"dtype":"U8","shape":[5000000000],"data_offsets":[0,5000000000]},"end":{"dtype":"U8","shape":[4],"data_offsets":[5000000000,5000000004]}}
            """);
        using (var sparse = File.OpenWrite(path))
        {
            sparse.Position = sparse.Length + 5_000_000_000;
            sparse.Write([1, 2, 3, 4]);
        }
        using var file = SafetensorsFile.Open(path);
        using var end = file.Tensor("end");
        using var hole = file.Tensor("hole");
        Assert.That(end.data<byte>().ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
        Assert.That((hole.numel(), hole[4_999_999_999].item<byte>()), Is.EqualTo((5_000_000_000L, (byte)0)));
    }

    [Test]
    public void Releasing_gives_the_pages_back_and_the_tensor_stays_readable()
    {
        var path = _files["x.safetensors"];
        using (var ones = torch.ones(4 << 20)) SafetensorsWriter.Write(path, new Dictionary<string, Tensor> { ["w"] = ones });
        using var file = SafetensorsFile.Open(path);
        using var w = file.Tensor("w");
        Assert.That(Sum(w), Is.EqualTo(4 << 20));
        if (OperatingSystem.IsLinux()) Assert.That(ResidentKilobytes(path), Is.GreaterThan(15_000));
        file.Release("w");
        if (OperatingSystem.IsLinux()) Assert.That(ResidentKilobytes(path), Is.LessThan(100));
        Assert.That(Sum(w), Is.EqualTo(4 << 20));
    }

    [Test]
    public void Threads_may_take_and_drop_tensors_of_one_file_while_it_closes()
    {
        var path = _files.Safetensors("x.safetensors", Pair.PadRight((Pair.Length + 7) / 8 * 8), _pairData);
        for (var round = 0; round < 20; round++)
        {
            var file = SafetensorsFile.Open(path);
            Parallel.For(0, 64, i =>
            {
                if (i == 32) file.Dispose();
                try
                {
                    using var b = file.Tensor("b");
                    using var values = b.data<float>();
                    if (values[1] != 2f) throw new InvalidOperationException("torn");
                }
                catch (ObjectDisposedException)
                {
                    // closed meanwhile
                }
            });
        }
        Assert.That(IsMapped(path), Is.False);
    }

    [Test]
    public void Views_belong_to_the_dispose_scope_like_any_tensor()
    {
        var path = _files.Safetensors("x.safetensors", Pair.PadRight((Pair.Length + 7) / 8 * 8), _pairData);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        using (var file = SafetensorsFile.Open(path))
        using (NewDisposeScope())
        {
            for (var i = 0; i < 100; i++) file.Tensor(i % 2 == 0 ? "a" : "b");
        }
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before));
        Assert.That(IsMapped(path), Is.False);
    }

    private static double Sum(Tensor tensor)
    {
        using var sum = tensor.sum(ScalarType.Float64);
        return sum.item<double>();
    }

    private static bool IsMapped(string path) =>
        OperatingSystem.IsLinux() && File.ReadLines("/proc/self/maps").Any(line => line.Contains(path, StringComparison.Ordinal));

    private static int ResidentKilobytes(string path) =>
        int.Parse(File.ReadLines("/proc/self/smaps")
            .SkipWhile(l => !l.Contains(path, StringComparison.Ordinal))
            .First(l => l.StartsWith("Rss:", StringComparison.Ordinal))[4..^2].Trim());
}
