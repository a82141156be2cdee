using TorchTss.Checkpoints.Torch;
using TorchTss.Fuzz.Bytes;
using TorchTss.Runtime;
using static TorchTss.Checkpoints.Torch.Pickles.PickleOpcode;
using static TorchTss.Tests.Checkpoints.Torch.TorchBytes;

namespace TorchTss.Tests.Checkpoints.Torch;

public sealed class TorchScriptTests
{
    private const string Again = "; the file is damaged or no PyTorch checkpoint, fetch it again";

    private TestFiles _files = null!;

    [SetUp]
    public void SetUp() => _files = new TestFiles();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [Test]
    public void Tensors_are_named_by_the_path_to_them_and_all_else_is_passed_over()
    {
        var list = P.Call("torch.jit._pickle", "build_intlist", P.Op(EmptyList).Op(Mark).Int(1).Op(Appends));
        var typed = P.Call("torch.jit._pickle", "restore_type_tag", list, P.Text("List[int]"));
        var inner = Module("Inner", ("weight", Plain()), ("sizes", typed),
            ("byNumber", P.Call("torch.jit._pickle", "build_tensor_from_id", P.Int(0))));
        var packed = P.Global("__torch__", "Packed").Op(EmptyTuple).Op(NewObj).Tuple(P.Int(1)).Op(Build);
        var root = Module("Net",
            ("training", P.Op(NewFalse)), ("a", inner.Op(BinPut).Raw(9)), ("scale", Tensor(Storage(), 0, [], [])),
            ("b", P.Op(BinGet).Raw(9)), ("p", packed));
        using var file = Open(root);
        Assert.That((file.Container, file.Wrapper, file.Summary), Is.EqualTo((TorchContainer.TorchScript, (string?)null, "a TorchScript module")));
        Assert.That(file.Entries.Select(e => e.Name), Is.EqualTo(new[] { "a.weight", "scale", "b.weight" }));
    }

    [Test]
    public void Its_names_are_refused_in_another_archive()
    {
        var path = _files.Bytes("w.pt", Zip(Module("Net")).ToArray());
        Assert.That(() => TorchFile.Open(path), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{path}: refused '__torch__.Net' at byte 2 of data.pkl; only tensors are read; convert it to safetensors on a machine you trust"));
    }

    [Test]
    public void What_cannot_be_is_refused()
    {
        Says(P.Dict(("w", Plain())), "is a TorchScript archive of no module but dict of 1 tensor; give a saved module");
        Says(Module("Net", ("a.w", Plain()), ("a", Module("In", ("w", Plain())))),
            "two tensors are called 'a.w'; the file is damaged or no PyTorch checkpoint, fetch it again");
        Says(Doubled(20, ("w", Plain())), "the module and its parts have more than 1000000 attributes" + Again);
        Says(Doubled(20, ("n", P.Int(1))), "the module and its parts have more than 1000000 attributes" + Again);
        Says(Doubled(15, Enumerable.Range(0, 100).Select(i => ($"n{i}", P.Int(i)))),
            "the module and its parts have more than 1000000 attributes" + Again);
        Says(Doubled(40, ("w", Plain())), "the names of the module's parts have more than 50000000 characters" + Again);
        Says(Doubled(10, (new string('n', 100_000), Plain())), "the names of the module's parts have more than 50000000 characters" + Again);
        Says(Outward(3000), "the module's parts are nested without end" + Again);
        var self = P.Op(BinPut).Raw(0).Op(EmptyDict).Text("me").Op(BinGet).Raw(0).Op(SetItem).Op(Build);
        Says(P.Global("__torch__", "Net").Op(EmptyTuple).Op(NewObj).Add(self),
            "the module's parts are nested without end; the file is damaged or no PyTorch checkpoint, fetch it again");
        Assert.That(() => Open(Module("Net"), new() { Wrapper = "model" }), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            $"{_files["w.pt"]}: wrapper 'model': a TorchScript archive has none; leave it out"));
    }

    private static PickleBytes Module(string name, params IEnumerable<(string, PickleBytes)> attributes) =>
        P.Global("__torch__", name).Op(EmptyTuple).Op(NewObj).Dict(attributes).Op(Build);

    // A module in a module twice, and that one in the next twice: 2^n of them from n.
    private static PickleBytes Doubled(int n, params IEnumerable<(string, PickleBytes)> attributes)
    {
        var part = Module("Leaf", attributes);
        for (var i = 0; i < n; i++)
        {
            part.Op(BinPut).Raw(7).Global("__torch__", "Net").Op(EmptyTuple).Op(NewObj).Dict(("a", P.Op(BinGet).Raw(7)),
                ("b", P.Op(BinGet).Raw(7))).Op(Build);
        }
        return part;
    }

    // A module in a module and so on, each filled after it was put in: no depth is known when it is.
    private static PickleBytes Outward(int n)
    {
        var all = P.Global("__torch__", "Net").Op(EmptyTuple).Op(NewObj).Op(BinPut).Raw(1).Op(EmptyDict).Op(BinPut).Raw(2).Op(Build);
        for (var i = 0; i < n; i++)
        {
            all.Op(BinGet).Raw(2).Text("a").Global("__torch__", "Net").Op(EmptyTuple).Op(NewObj).Op(EmptyDict).Op(BinPut).Raw(3).Op(Build)
                .Op(SetItem).Op(BinGet).Raw(3).Op(BinPut).Raw(2);
        }
        return all.Op(BinGet).Raw(1);
    }

    private void Says(PickleBytes root, string sentence) =>
        Assert.That(() => Open(root), Throws.TypeOf<UserException>().With.Message.EqualTo($"{_files["w.pt"]}: {sentence}"));

    private TorchFile Open(PickleBytes root, TorchFileOptions? options = null)
    {
        var zip = Zip(root);
        ZipMember[] further = [new("archive/constants.pkl", [0x80, 2, (byte)')', (byte)'.']),
            new("archive/code/x.py", [1, 2, 3]) { Method = 8, Size = 99 }];
        return TorchFile.Open(_files.Bytes("w.pt", (zip with { Members = [.. zip.Members, .. further] }).ToArray()), options);
    }
}
