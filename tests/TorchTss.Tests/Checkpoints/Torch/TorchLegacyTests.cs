using TorchTss.Checkpoints.Torch;
using TorchTss.Fuzz.Bytes;
using TorchTss.Runtime;
using static TorchSharp.torch;
using static TorchTss.Checkpoints.Torch.Pickles.PickleOpcode;
using static TorchTss.Tests.Checkpoints.Torch.TorchBytes;

namespace TorchTss.Tests.Checkpoints.Torch;

/// <summary>Streams of PyTorch before 1.6.</summary>
public sealed class TorchLegacyTests
{
    private const string Again = "; the file is damaged or no PyTorch checkpoint, fetch it again";

    private static readonly byte[] _six = Floats(0, 1, 2, 3, 4, 5);

    private TestFiles _files = null!;

    [SetUp]
    public void SetUp() => _files = new TestFiles();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [Test]
    public void Storages_stand_in_the_order_of_their_list_and_tensors_are_views_of_the_file()
    {
        var root = P.Dict(("a", Whole(Old("7"))), ("b", Tensor(Old("3"), 1, [2, 2], [1, 2])));
        using var file = Open(Legacy(root, ("3", 6, _six), ("7", 6, Floats(9, 8, 7, 6, 5, 4))));
        using var scope = NewDisposeScope();
        Assert.That((file.Container, file.Wrapper), Is.EqualTo((TorchContainer.Legacy, (string?)null)));
        Assert.That(file.Entries.Select(e => e.Name), Is.EqualTo(new[] { "b", "a" }));
        Assert.That(file.Tensor("a").flatten().data<float>().ToArray(), Is.EqualTo(new float[] { 9, 8, 7, 6, 5, 4 }));
        Assert.That(file.Tensor("b").flatten().data<float>().ToArray(), Is.EqualTo(new float[] { 1, 3, 2, 4 }));
    }

    [Test]
    public void Views_of_storages_count_from_their_own_beginning()
    {
        var view = P.Tuple(P.Text("8"), P.Int(2), P.Int(3));
        using var file = Open(Legacy(P.Dict(("v", Tensor(Old("7", view), 1, [2], [1])), ("w", Whole(Old("7")))), ("7", 6, _six)));
        using var v = file.Tensor("v");
        Assert.That(v.data<float>().ToArray(), Is.EqualTo(new float[] { 3, 4 }));
        Assert.That(file.Entries.Select(e => e.Name), Is.EqualTo(new[] { "w", "v" }));
    }

    [Test]
    public void A_big_endian_machine_is_believed()
    {
        byte[] turned = [.. _six.Chunk(4).SelectMany(b => b.Reverse())];
        using var file = Open(Legacy(P.Int(Magic), P.Int(1001), Machine(little: false), P.Dict(("w", Whole(Old("7")))), Keys("7"), ("7", 6, turned)));
        using var w = file.Tensor("w");
        Assert.That(w.flatten().data<float>().ToArray(), Is.EqualTo(new float[] { 0, 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void Tensors_and_parameters_of_the_oldest_kind_are_built_afterwards()
    {
        var tensor = P.Global("torch", "FloatTensor").Op(EmptyTuple).Op(NewObj).Tuple(Old("7"), P.Int(0), P.Sizes(2, 3), P.Sizes(3, 1)).Op(Build);
        var parameter = P.Call("torch.nn.parameter", "Parameter", Whole(Old("7"))).Tuple(P.Op(NewTrue), P.Op(NewFalse), P.Op(None)).Op(Build);
        var variable = P.Global("torch", "Tensor").Op(EmptyTuple).Op(NewObj)
            .Tuple(Whole(Old("7")), P.Op(None), P.Op(None), P.Op(NewFalse), P.Op(NewFalse)).Op(Build);
        var plain = P.Call("torch._utils", "_rebuild_tensor", Old("7"), P.Int(0), P.Sizes(6), P.Sizes(1));
        var typed = P.Call("torch._tensor", "_rebuild_from_type_v2", P.Global("torch._utils", "_rebuild_tensor"),
            P.Global("torch.nn.parameter", "Parameter"),
            P.Tuple(Old("7"), P.Int(0), P.Sizes(6), P.Sizes(1)), P.Op(EmptyDict));
        var stated = P.Call("torch._utils", "_rebuild_parameter_with_state", Whole(Old("7")), P.Op(NewTrue), P.Op(EmptyDict), P.Op(EmptyDict));
        using var file = Open(Legacy(
            P.Dict(("t", tensor), ("p", parameter), ("v", variable), ("r", plain), ("y", typed), ("s", stated)), ("7", 6, _six)));
        using var scope = NewDisposeScope();
        foreach (var name in new[] { "t", "p", "v", "r", "y", "s" })
        {
            Assert.That(file.Tensor(name).flatten().data<float>().ToArray(), Is.EqualTo(new float[] { 0, 1, 2, 3, 4, 5 }), name);
        }
    }

    [Test]
    public void Whole_modules_are_refused_unless_the_user_knows_their_class()
    {
        var module = P.Tuple(P.Text("module"), P.Global("my.code", "Net"), P.Text("net.py"), P.Text("class Net: …")).Op(BinPersId);
        var bytes = Legacy(P.Dict(("w", Whole(Old("7"))), ("net", module.Op(EmptyTuple).Op(Reduce))), ("7", 6, _six));
        Assert.That(() => Open(bytes), Throws.TypeOf<UserException>().With.Message.StartsWith($"{_files["w.pth"]}: refused 'my.code.Net' at byte "));
        using var file = TorchFile.Open(_files["w.pth"], new() { Allow = ["my.code.Net"] });
        Assert.That(file.Summary, Is.EqualTo("the root, in it net (object of 'my.code.Net')"));
    }

    [Test]
    public void Streams_that_lie_are_refused()
    {
        var root = P.Dict(("w", Whole(Old("7"))));
        Says(PickleBytes.Proto().Dict(("w", P.Int(1))).Stop(), "is a Python pickle, but not one of torch.save; give the file with the weights");
        Says(Legacy(P.Int(Magic + 1), P.Int(1001), Machine(), root, Keys("7"), ("7", 6, _six)),
            "is a Python pickle, but not one of torch.save; give the file with the weights");
        Says(Legacy(P.Int(Magic), P.Int(1002), Machine(), root, Keys("7"), ("7", 6, _six)), "the stream is of another version than 1001" + Again);
        Says(Legacy(P.Int(Magic), P.Int(1001), P.Op(EmptyDict), root, Keys("7"), ("7", 6, _six)), "the stream does not say its byte order" + Again);
        Says(Legacy(P.Int(Magic), P.Int(1001), Machine(), root, P.Op(EmptyDict), ("7", 6, _six)), "the stream has no list of storages" + Again);
        Says(Legacy(P.Int(Magic), P.Int(1001), Machine(), root, P.Op(EmptyList).Int(7).Op(Append), ("7", 6, _six)),
            "the list of storages has 7" + Again);
        Says(Legacy(root, ("7", 6, _six), ("8", 6, _six)), "storage '8' is listed, but nothing uses it" + Again);
        Says(Legacy(root, ("7", 6, _six), ("7", 6, _six)), "storage '7' is listed twice" + Again);
        Says(Legacy(root), "storage '7' of 6 float32 is not in the list of storages" + Again);
        Says([.. Legacy(root, ("7", 6, _six)), 0, 0, 0], "3 bytes follow the last storage" + Again);
        var whole = Legacy(root, ("7", 6, _six));
        Says(whole[..^5], $"{whole.Length - 5} bytes found, {whole.Length} expected; the download is incomplete, fetch it again");
    }

    [Test]
    public void A_count_that_differs_is_found_when_the_tensor_is_read()
    {
        var bytes = Legacy(P.Dict(("w", Whole(Old("7")))), ("7", 5, _six));
        using var file = Open(bytes);
        Assert.That(() => file.Tensor("w"), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file.Path}: storage '7' of 6 float32 has 5 elements at byte {bytes.Length - 32}{Again}"));
    }

    [TestCase(4L, 3L)]
    [TestCase(-1L, 3L)]
    [TestCase(0L, long.MaxValue)]
    [TestCase(long.MaxValue, long.MaxValue)]
    public void Views_outside_their_storage_are_refused(long offset, long elements) => Refused(
        Whole(Old("7", P.Tuple(P.Text("8"), P.Int(offset), P.Int(elements)))),
            "storage '7' of 6 float32 seen in a way that it does not allow at byte ");

    [Test]
    public void Storages_that_cannot_be_are_refused()
    {
        Refused(Whole(Old("7", elements: 1L << 40)), "storage '7' of 1099511627776 float32, more than the file has at byte ");
        Refused(Whole(Old("7", elements: long.MaxValue)), "storage '7' of 9223372036854775807 float32, more than the file has at byte ");
        Refused(P.Dict(("a", Whole(Old("7"))), ("b", Whole(Old("7", elements: 5)))),
            "storage '7' of 5 float32 that was storage '7' of 6 float32 before at byte ");
        Refused(Whole(Storage()), "a persistent id that is no storage at byte ");
    }

    private static PickleBytes Old(string key, PickleBytes? view = null, long elements = 6) =>
        Storage(key: key, elements: elements, view: view ?? P.Op(None));

    private static PickleBytes Whole(PickleBytes storage) => Tensor(storage, 0, [2, 3], [3, 1]);

    private static PickleBytes Keys(string key) => P.Op(EmptyList).Text(key).Op(Append);

    private TorchFile Open(byte[] bytes) => TorchFile.Open(_files.Bytes("w.pth", bytes));

    private void Says(byte[] bytes, string sentence) =>
        Assert.That(() => Open(bytes), Throws.TypeOf<UserException>().With.Message.EqualTo($"{_files["w.pth"]}: {sentence}"));

    // The place is that of the last BINPERSID.
    private void Refused(PickleBytes value, string sentence)
    {
        var bytes = Legacy(P.Dict(("w", value)), ("7", 6, _six));
        Says(bytes, sentence + LastId(bytes) + Again);
    }

    private static int LastId(byte[] bytes)
    {
        var (at, last) = (0, 0);
        for (var pickle = 0; pickle < 4; pickle++)
        {
            foreach (var token in PickleToken.Split(bytes.AsSpan(at)).Tokens)
            {
                if (token.Opcode == BinPersId) last = at;
                at += token.Bytes.Length;
            }
        }
        return last;
    }
}
