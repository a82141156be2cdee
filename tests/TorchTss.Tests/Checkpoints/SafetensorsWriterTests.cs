using TorchTss.Checkpoints;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Checkpoints;

public sealed class SafetensorsWriterTests
{
    private static readonly ScalarType[] _dtypes =
    [
        ScalarType.Bool, ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64,
        ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float32, ScalarType.Float64, ScalarType.ComplexFloat32,
    ];

    private TestFiles _files = null!;
    private string _path = null!;

    [SetUp]
    public void SetUp() => (_files, _path) = (new TestFiles(), "");

    [TearDown]
    public void TearDown() => _files.Dispose();

    [TestCaseSource(nameof(_dtypes))]
    public void Comes_back_to_the_bit(ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var random = dtype == ScalarType.Bool ? randint(0, 2, [5, 3], dtype: ScalarType.Int32) : randn(5, 3) * 100;
        var given = new Dictionary<string, Tensor> { ["m"] = random.to(dtype), ["scalar"] = ones([], dtype), ["none"] = zeros([0, 4], dtype) };
        SafetensorsWriter.Write(_files["x.safetensors"], given);
        using var file = SafetensorsFile.Open(_files["x.safetensors"]);
        foreach (var (name, tensor) in given)
        {
            var back = file.Tensor(name);
            Assert.That((back.dtype, back.shape), Is.EqualTo((dtype, tensor.shape)).UsingPropertiesComparer());
            if (tensor.numel() > 0) Assert.That(back.bytes.ToArray(), Is.EqualTo(tensor.bytes.ToArray()));
        }
    }

    [Test]
    public void Orders_wide_types_first_then_names_by_their_bytes_and_pads_the_header()
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>
        {
            ["b"] = zeros(1),
            ["\uFF5E"] = zeros(1),
            ["\U0001F600"] = zeros(1),
            ["z"] = zeros(1, ScalarType.Int64),
            ["a"] = zeros(3, ScalarType.Byte),
            ["c"] = zeros(1, ScalarType.BFloat16),
        };
        SafetensorsWriter.Write(_files["x.safetensors"], tensors, new Dictionary<string, string> { ["title"] = "größe ☃", ["author"] = "x" });
        using var file = SafetensorsFile.Open(_files["x.safetensors"]);
        Assert.That(file.Names, Is.EqualTo(new[] { "z", "b", "\uFF5E", "\U0001F600", "c", "a" }));
        Assert.That(file.Metadata, Is.EqualTo(new Dictionary<string, string> { ["format"] = "pt", ["title"] = "größe ☃", ["author"] = "x" }));
        Assert.That((BitConverter.ToInt64(File.ReadAllBytes(_files["x.safetensors"])) % 8, Directory.GetFiles(_files.Folder).Length),
            Is.EqualTo((0L, 1)));
    }

    [Test]
    public void Strides_and_lazy_conjugates_are_resolved()
    {
        using var scope = NewDisposeScope();
        var matrix = arange(6, dtype: float32).view(2, 3).t();
        var conjugate = tensor(new[] { new System.Numerics.Complex(1, 2) }, complex64).conj();
        SafetensorsWriter.Write(_files["x.safetensors"], new Dictionary<string, Tensor> { ["t"] = matrix, ["c"] = conjugate });
        using var file = SafetensorsFile.Open(_files["x.safetensors"]);
        Assert.That(file.Tensor("t").data<float>().ToArray(), Is.EqualTo(new[] { 0f, 3, 1, 4, 2, 5 }));
        Assert.That(file.Tensor("c").imag.item<float>(), Is.EqualTo(-2f));
    }

    [Test]
    public void Nothing_appears_before_commit_and_nothing_stays_without_it()
    {
        using var one = ones(2);
        _path = _files.Text("x.safetensors", "old");
        using (var writer = new SafetensorsWriter(_path, [new("w", ScalarType.Float32, [2])]))
        {
            writer.Add("w", one);
            Assert.That(File.ReadAllText(_path), Is.EqualTo("old"));
        }
        Assert.That(Directory.GetFiles(_files.Folder), Is.EqualTo(new[] { _path }));
        Assert.That(File.ReadAllText(_path), Is.EqualTo("old"));
    }

    [Test]
    public void Tensors_may_come_in_any_order_but_each_once_as_announced_and_all()
    {
        using var one = ones(2);
        using var writer = new SafetensorsWriter(_files["x.safetensors"], [new("a", ScalarType.Float32, [2]), new("b", ScalarType.Float32, [2])]);
        writer.Add("b", one);
        Assert.That(() => writer.Add("b", one), Throws.ArgumentException);
        Assert.That(() => writer.Add("a", one[..1]), Throws.ArgumentException.With.Message.StartsWith("'a' is Float32 [1], announced was F32 [2]"));
        Assert.That(writer.Commit, Throws.InvalidOperationException.With.Message.EqualTo("tensors not written: a"));
        writer.Add("a", one);
        writer.Commit();
        using var file = SafetensorsFile.Open(_files["x.safetensors"]);
        Assert.That(file.Names, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Refusals_are_sentences()
    {
        using var wide = zeros(1, ScalarType.ComplexFloat64);
        _path = _files["x.safetensors"];
        Assert.That(() => SafetensorsWriter.Write(_path, new Dictionary<string, Tensor> { ["w"] = wide }),
            Says("tensor 'w' is ComplexFloat64, which safetensors cannot store; convert it first"));
        var huge = new CheckpointEntry("w", ScalarType.Byte, [1L << 60]);
        Assert.That(() => new SafetensorsWriter(_path, [huge]),
            Says("1152921504606847104 bytes do not fit on its disk; free some space or choose another folder"));
        _path = Path.Combine(_files.Folder, "no", "x.safetensors");
        Assert.That(() => SafetensorsWriter.Write(_path, new Dictionary<string, Tensor>()),
            Says($"there is no folder {Path.GetDirectoryName(_path)}; make it first"));
        _path = _files.Folder;
        Assert.That(() => SafetensorsWriter.Write(_path, new Dictionary<string, Tensor>()), Says("is a folder; give a file name"));
    }

    [Test]
    public void A_full_disk_and_an_unwritable_folder_are_told_apart()
    {
        _path = _files["x.safetensors"];
        using var file = new TemporaryFile(_path, 80);
        var full = OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;
        Assert.That(file.Mend(new IOException("No space left on device", full)).Message,
            Is.EqualTo($"{_path}: 80 bytes do not fit on its disk; free some space or choose another folder"));
        Assert.That(file.Mend(new UnauthorizedAccessException("Access to the path is denied.")).Message,
            Is.EqualTo($"{_path}: cannot be written (Access to the path is denied.)"));
    }

    private NUnit.Framework.Constraints.EqualStringConstraint Says(string sentence) =>
        Throws.TypeOf<UserException>().With.Message.EqualTo($"{_path}: {sentence}");
}
