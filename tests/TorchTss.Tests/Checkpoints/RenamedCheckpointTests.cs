using TorchTss.Checkpoints;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Checkpoints;

public sealed class RenamedCheckpointTests
{
    private TestFiles _files = null!;

    [SetUp]
    public void SetUp() => _files = new TestFiles();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [Test]
    public void Tensors_are_found_under_their_new_names()
    {
        using var scope = NewDisposeScope();
        using var renamed = new RenamedCheckpoint(Open("a", "b"), name => name == "a" ? "x.a" : name);
        Assert.That(renamed.Entries.Select(e => e.Name), Is.EqualTo(new[] { "x.a", "b" }));
        Assert.That((renamed.Tensor("x.a").item<float>(), renamed.Tensor("b").item<float>()), Is.EqualTo((0f, 1f)));
        renamed.Release("x.a");
        Assert.That(() => renamed.Tensor("c"), Throws.TypeOf<UserException>());
        Assert.That(renamed.Path, Is.EqualTo(_files["x.safetensors"]));
    }

    [Test]
    public void Two_spellings_of_one_tensor_are_refused()
    {
        using var file = Open("a", "b");
        Assert.That(() => new RenamedCheckpoint(file, _ => "x"), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file.Path}: 'a' and 'b' are two spellings of one tensor; leave one of them out"));
    }

    private SafetensorsFile Open(params string[] names)
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(_files["x.safetensors"], names.Select((n, i) => (n, i)).ToDictionary(t => t.n, t => tensor((float)t.i)));
        return SafetensorsFile.Open(_files["x.safetensors"]);
    }
}
