using TorchTss.Checkpoints.Torch;
using TorchTss.Fuzz.Bytes;
using TorchTss.Runtime;
using static TorchTss.Checkpoints.Torch.Pickles.PickleOpcode;
using static TorchTss.Tests.Checkpoints.Torch.TorchBytes;

namespace TorchTss.Tests.Checkpoints.Torch;

/// <summary>Where in a saved object the tensors are, and what else is there.</summary>
public sealed class TorchRootTests
{
    private TestFiles _files = null!;

    [SetUp]
    public void SetUp() => _files = new TestFiles();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [TestCase("state_dict", "params_ema", "params", "model_state_dict", "model")]
    [TestCase("params_ema", "params", "model_state_dict", "model")]
    [TestCase("params", "model_state_dict", "model")]
    [TestCase("model_state_dict", "model")]
    [TestCase("model", "generator")]
    public void Wrappers_are_tried_in_order(string expected, params string[] others)
    {
        using var file = Open(P.Dict(others.Append(expected).Select(w => (w, P.Dict((w, Plain()))))));
        Assert.That((file.Wrapper, file.Entries.Single().Name), Is.EqualTo((expected, expected)));
        Assert.That(file.Beside.Select(i => i.ToString()), Is.EqualTo(others.Select(o => $"{o} (dict of 1 tensor)")));
    }

    [Test]
    public void A_tensor_or_number_called_like_a_wrapper_is_none()
    {
        using var file = Open(P.Dict(("model", Plain()), ("state_dict", P.Int(1)), ("params", P.Dict(("lr", P.Float(0.1))))));
        Assert.That((file.Wrapper, file.Prefix, file.Entries.Single().Name), Is.EqualTo(((string?)null, "", "model")));
        Assert.That(file.Summary, Is.EqualTo("the root, in it state_dict=1, params (dict of 1)"));
    }

    [Test]
    public void The_user_may_choose_another_wrapper_or_none()
    {
        var root = P.Dict(("params", P.Dict(("a", Plain()))), ("params_ema", P.Dict(("b", Plain()))), ("c", Plain()), ("epoch", P.Int(1)));
        using var ema = Open(root);
        using var chosen = Open(root, new() { Wrapper = "params" });
        using var bare = Open(root, new() { Wrapper = "" });
        Assert.That(new[] { ema, chosen, bare }.Select(f => (f.Wrapper, f.Entries.Single().Name)),
            Is.EqualTo(new[] { ("params_ema", "b"), ("params", "a"), ((string?)null, "c") }));
        Assert.That(() => Open(root, new() { Wrapper = "paramz" }), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            $"{_files["w.pth"]}: wrapper 'paramz': unknown, did you mean params? known: params, params_ema"));
        Assert.That(() => Open(P.Dict(("c", Plain())), new() { Wrapper = "params" }), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            $"{_files["w.pth"]}: wrapper 'params': the file's root has no dicts of tensors; leave it out"));
    }

    [TestCase(new[] { "module.a", "module.b" }, "module.", new[] { "a", "b" })]
    [TestCase(new[] { "_orig_mod.a", "_orig_mod.b" }, "_orig_mod.", new[] { "a", "b" })]
    [TestCase(new[] { "module._orig_mod.a", "module._orig_mod.b" }, "module._orig_mod.", new[] { "a", "b" })]
    [TestCase(new[] { "module.module.a" }, "module.", new[] { "module.a" })]
    [TestCase(new[] { "module.a", "b" }, "", new[] { "module.a", "b" })]
    public void A_prefix_that_all_names_have_is_taken_away(string[] names, string prefix, string[] expected)
    {
        var root = P.Dict(names.Select(n => (n, Plain())));
        using var file = Open(root);
        using var kept = Open(root, new() { KeepPrefix = true });
        Assert.That((file.Prefix, file.Entries.Select(e => e.Name)), Is.EqualTo((prefix, expected)).UsingPropertiesComparer());
        Assert.That((kept.Prefix, kept.Entries.Select(e => e.Name)), Is.EqualTo(("", names)).UsingPropertiesComparer());
        Assert.That(file.Summary, Is.EqualTo(prefix.Length > 0 ? $"the root without '{prefix}'" : "the root"));
    }

    [Test]
    public void A_training_checkpoint_tells_what_it_has_beside_the_weights()
    {
        var dtype = P.Call("numpy", "dtype", P.Text("f8"), P.Op(NewFalse), P.Op(NewTrue))
            .Tuple(P.Int(3), P.Text("<"), P.Op(None), P.Op(None), P.Op(None), P.Int(-1), P.Int(-1), P.Int(0)).Op(Build);
        var callbacks = P.Op(EmptyDict).Global("pytorch_lightning.callbacks.model_checkpoint", "ModelCheckpoint")
            .Dict(("best_model_score", Plain()), ("best_model_path", P.Text("/home/me"))).Op(SetItem);
        var state = P.Call("collections", "OrderedDict").Op(Mark).Text("module.w").Add(Plain()).Op(SetItems)
            .Dict(("_metadata", P.Call("collections", "OrderedDict"))).Op(Build);
        var root = P.Dict(
            ("epoch", P.Int(12)), ("global_step", P.Int(840000)), ("pytorch-lightning_version", P.Text("1.4.2")), ("state_dict", state),
            ("callbacks", callbacks), ("optimizer_states", P.Op(EmptyList).Dict(("state", P.Op(EmptyDict))).Op(Append)), ("lr", P.Float(1e-4)),
            ("best", P.Call("numpy.core.multiarray", "scalar", dtype, P.Bytes(BitConverter.GetBytes(0.25)))), ("none", P.Op(None)),
            ("flag", P.Op(NewTrue)));
        using var file = Open(root);
        Assert.That((file.Wrapper, file.Entries.Single().Name, file.Skipped.Count), Is.EqualTo(("state_dict", "w", 0)));
        Assert.That(file.Summary, Is.EqualTo("state_dict without 'module.' beside epoch=12, global_step=840000, pytorch-lightning_version='1.4.2', "
            + "callbacks (dict of 1), optimizer_states (list of 1), lr=0.0001, best=0.25, none=None, flag=True"));
        Assert.That(file.Beside[0], Is.EqualTo(new TorchRootItem("epoch", "12", true)));
        Assert.That(file.Beside[4], Is.EqualTo(new TorchRootItem("optimizer_states", "list of 1", false)));
    }

    [Test]
    public void Values_of_every_kind_are_told_in_a_few_words()
    {
        var part = P.Op(EmptyDict).Op(Mark);
        foreach (var (name, value) in Values()) part.Text(name).Add(value);
        using var file = Open(part.Int(7).Int(8).Text("w").Add(Plain()).Op(SetItems));
        Assert.That(file.Skipped.Select(i => i.ToString()), Is.EqualTo(new[]
        {
            "old='é'", "big (a number beyond 64 bits)", "long=-9223372036854775808", "zero=0", "tuple (tuple of 2)", "bytes (3 bytes)",
            "latin (2 bytes)", "array (4 bytes)", "set (set of 2)", "set4 (set of 1)", "size (tuple of 2)", "device (object of 'torch.device')",
            "dtype ('torch.float16')", "complex (object of 'builtins.complex')", "default (dict of 0)", "counter (dict of 1)",
            "old ordered (dict of 1)", "storage (storage)",
            "path (object of 'pathlib.PosixPath')", "args (object of 'argparse.Namespace')", "any ('typing.Any')", "list class ('builtins.list')",
            "numpy (numpy array [2])", "numpy type (numpy dtype)", "text='a?b'", $"long text='{new string('x', 80)}…'", "7=8",
        }));
    }

    private static IEnumerable<(string, PickleBytes)> Values()
    {
        var f4 = P.Call("numpy", "dtype", P.Text("f4"), P.Int(0), P.Int(1));
        yield return ("old", P.OldText("é"));
        yield return ("big", P.Int(Magic));
        yield return ("long", P.Int(long.MinValue));
        yield return ("zero", P.Op(Long1).Raw(0));
        yield return ("tuple", P.Int(1).Text("a").Op(Tuple2));
        yield return ("bytes", P.Bytes(1, 2, 3));
        yield return ("latin", P.Call("_codecs", "encode", P.Text("ÿ\0"), P.Text("latin1")));
        yield return ("array", P.Call("__builtin__", "bytearray", P.Text("abcd"), P.Text("latin-1")));
        yield return ("set", P.Call("__builtin__", "set", P.Op(EmptyList).Op(Mark).Int(1).Int(2).Op(Appends)));
        yield return ("set4", P.Op(EmptySet).Op(Mark).Int(1).Op(AddItems));
        yield return ("size", P.Call("torch", "Size", P.Sizes(2, 3)));
        yield return ("device", P.Call("torch", "device", P.Text("cuda"), P.Int(0)));
        yield return ("dtype", P.Global("torch", "float16"));
        yield return ("complex", P.Call("builtins", "complex", P.Float(1), P.Float(2)));
        yield return ("default", P.Call("collections", "defaultdict", P.Global("builtins", "list")));
        yield return ("counter", P.Call("collections", "Counter", P.Dict(("a", P.Int(1)))));
        yield return ("old ordered", P.Call("collections", "OrderedDict",
            P.Op(EmptyList).Op(EmptyList).Text("k").Op(Append).Int(1).Op(Append).Op(Append)));
        yield return ("storage", Storage());
        yield return ("path", P.Call("pathlib", "PosixPath", P.Text("/"), P.Text("a")));
        yield return ("args", P.Global("argparse", "Namespace").Op(EmptyTuple).Op(NewObj).Dict(("a", P.Int(1))).Op(Build));
        yield return ("any", P.Global("typing", "Any"));
        yield return ("list class", P.Global("__builtin__", "list"));
        yield return ("numpy", P.Call("numpy.core.multiarray", "_reconstruct", P.Global("numpy", "ndarray"), P.Sizes(0), P.Bytes((byte)'b'))
            .Tuple(P.Int(1), P.Sizes(2), f4, P.Op(NewFalse), P.Bytes(new byte[8])).Op(Build));
        yield return ("numpy type", f4);
        yield return ("text", P.Text("a\nb"));
        yield return ("long text", P.Text(new string('x', 100)));
    }

    [Test]
    public void Of_two_items_with_one_key_the_last_stays()
    {
        using var file = Open(P.Op(EmptyDict).Op(Mark).Text("w").Add(Plain()).Text("w").Add(Tensor(Storage(), 4, [1], [1])).Op(SetItems));
        Assert.That(file.Entries.Single().Shape, Is.EqualTo(new long[] { 1 }));
    }

    [Test]
    public void Names_that_the_user_allows_are_opaque_but_not_those_of_the_system()
    {
        var root = P.Dict(
            ("w", Plain()), ("hyper_parameters", P.Global("pytorch_lightning.utilities.parsing", "AttributeDict").Op(EmptyTuple).Op(NewObj)
                .Op(Mark).Text("lr").Float(1).Op(SetItems).Op(EmptyDict).Op(Build)),
            ("steps", P.Call("my.code", "Steps").Int(1).Op(Append)));
        using var file = Open(root, new() { Allow = ["pytorch_lightning.utilities.parsing.AttributeDict", "my.code.Steps"] });
        Assert.That(file.Summary, Is.EqualTo(
            "the root, in it hyper_parameters (object of 'pytorch_lightning.utilities.parsing.AttributeDict'), steps (object of 'my.code.Steps')"));
        var call = P.Dict(("w", P.Call("posix", "system", P.Text("true"))));
        Assert.That(() => Open(call, new() { Allow = ["posix.system"] }), Throws.TypeOf<UserException>().With.Message.StartsWith(
            $"{_files["w.pth"]}: refused 'posix.system' at byte "));
    }

    [Test]
    public void Objects_without_a_dict_of_tensors_are_refused()
    {
        Says(Plain(), "holds no dict of tensors but tensor [2, 3]; give a state dict");
        Says(P.Int(3), "holds no dict of tensors but 3; give a state dict");
        Says(P.Dict(("epoch", P.Int(3)), ("generator", P.Dict(("w", Plain())))),
            "has no tensors at its root, but epoch=3, generator (dict of 1 tensor); name the one that holds them as the wrapper");
        Says(P.Dict(("epoch", P.Int(3))), "has no tensors at its root, but epoch=3; is this the checkpoint of a model?");
        Says(P.Dict(("w", P.Global("torch", "FloatTensor").Op(EmptyTuple).Op(NewObj))),
            "tensor 'w' has no data; the file is damaged or no PyTorch checkpoint, fetch it again");
        using var empty = Open(P.Op(EmptyDict));
        Assert.That((empty.Entries.Count, empty.Summary), Is.EqualTo((0, "the root")));
    }

    private void Says(PickleBytes root, string sentence) =>
        Assert.That(() => Open(root), Throws.TypeOf<UserException>().With.Message.EqualTo($"{_files["w.pth"]}: {sentence}"));

    private TorchFile Open(PickleBytes root, TorchFileOptions? options = null) => TorchFile.Open(_files.Bytes("w.pth", Zip(root).ToArray()), options);
}
