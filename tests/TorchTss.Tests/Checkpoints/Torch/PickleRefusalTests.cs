using System.Globalization;
using TorchTss.Checkpoints.Torch;
using TorchTss.Fuzz.Bytes;
using TorchTss.Runtime;
using static TorchTss.Checkpoints.Torch.Pickles.PickleOpcode;
using static TorchTss.Tests.Checkpoints.Torch.TorchBytes;

namespace TorchTss.Tests.Checkpoints.Torch;

/// <summary>Every way in which a pickle can be wrong, and the whole sentence that says so and where.</summary>
public sealed class PickleRefusalTests
{
    private const string Again = "; the file is damaged or no PyTorch checkpoint, fetch it again";

    private TestFiles _files = null!;

    [SetUp]
    public void SetUp() => _files = new TestFiles();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [TestCase("posix", "system", "'posix.system'")]
    [TestCase("__builtin__", "eval", "'builtins.eval' (written '__builtin__.eval')")]
    [TestCase("copy_reg", "_reconstructor", "'copyreg._reconstructor' (written 'copy_reg._reconstructor')")]
    [TestCase("collections", "OrderedDict ", "'collections.OrderedDict '")]
    [TestCase("torch", "QInt8Storage", "'torch.QInt8Storage'")]
    [TestCase("torch._utils", "_rebuild_sparse_tensor", "'torch._utils._rebuild_sparse_tensor'")]
    [TestCase("torch.nn.modules.linear", "Linear", "'torch.nn.modules.linear.Linear'")]
    [TestCase("numpy.core.numeric", "_frombuffer", "'numpy.core.numeric._frombuffer'")]
    [TestCase("", "", "'.'")]
    [TestCase("a\u0001b", "é", "'a?b.é'")]
    public void Names_outside_the_table(string module, string name, string shown)
    {
        var sentence = $"refused {shown} at byte {{0}} of data.pkl; only tensors are read; convert it to safetensors on a machine you trust";
        Says(P.Op(EmptyDict), P.Global(module, name), sentence);
        Says(P.Text(module).Text(name), P.Op(StackGlobal), sentence);
    }

    [TestCase("O8")]
    [TestCase("U5")]
    [TestCase("S3")]
    [TestCase("V16")]
    [TestCase("M8")]
    [TestCase("f16")]
    [TestCase("")]
    public void Numpy_types_other_than_numbers(string code) => Says(
        P.Global("numpy", "dtype").Tuple(P.Text(code), P.Op(NewFalse), P.Op(NewTrue)), P.Op(Reduce),
        $"refused 'numpy.dtype({code})' at byte {{0}} of data.pkl; only tensors are read; convert it to safetensors on a machine you trust");

    // INST, OBJ, EXT1, EXT2, EXT4, PERSID, POP, POP_MARK, DUP, STRING, INT, LONG, FLOAT, UNICODE, BINSTRING, GET, PUT, DICT, LIST,
    // FROZENSET, NEWOBJ_EX, NEXT_BUFFER, READONLY_BUFFER and nonsense
    [TestCase("69", "6F", "82", "83", "84", "50", "30", "31", "32", "53", "49", "4C", "46", "56", "54", "67", "70", "64", "6C", "91", "92", "97",
        "98", "00", "FF")]
    public void Operations_that_no_checkpoint_needs(params string[] opcodes)
    {
        foreach (var opcode in opcodes)
        {
            Malformed(P.Op(EmptyDict), P.Raw(Convert.FromHexString(opcode)).Raw("1\n1\n"u8), $"the operation 0x{opcode}, which no checkpoint needs,");
        }
    }

    [Test]
    public void Operations_without_what_they_need()
    {
        Malformed(P, P.Op(Reduce), "an operation without a value");
        Malformed(P.Int(1).Op(Mark), P.Op(BinPut).Raw(0), "an operation without a value");
        Malformed(P.Int(1).Op(Mark), P.Op(Stop), "an operation without a value");
        Malformed(P.Int(1), P.Op(PickleOpcodeTuple), "an operation without a mark");
        Malformed(P.Int(1).Int(2).Int(3), P.Op(SetItem), "SETITEM on 1 instead of a dict");
        Malformed(P.Op(EmptyList).Op(Mark).Int(2).Int(3), P.Op(SetItems), "SETITEMS on list of 0 instead of a dict");
        Malformed(P.Op(EmptyDict).Op(Mark).Int(2), P.Op(SetItems), "SETITEMS with a key but no value");
        Malformed(P.Op(EmptyTuple).Int(1), P.Op(Append), "APPEND on tuple of 0 instead of a list");
        Malformed(P.Op(EmptySet).Op(Mark).Int(1), P.Op(Appends), "APPENDS on set of 0 instead of a list");
        Malformed(P.Op(EmptyList).Op(Mark).Int(1), P.Op(AddItems), "ADDITEMS on list of 0 instead of a set");
        Malformed(P.Int(1).Int(2), P.Op(StackGlobal), "STACK_GLOBAL without two texts");
        Malformed(P.Op(EmptyDict), P.Op(BinGet).Raw(3), "memo 3, which is empty");
        Malformed(P.Op(EmptyDict), P.Op(LongBinPut).Raw(255, 255, 255, 255), "memo 4294967295 after 3 operations");
        Malformed(P.Op(EmptyDict).Op(EmptyDict), P.Op(Build), "BUILD on dict of 0");
        Malformed(P.Int(5), P.Op(BinPersId), "a persistent id that is no tuple");
        Malformed(P.Tuple(P.Text("storage"), P.Text("FloatStorage"), P.Text("0"), P.Text("cpu"), P.Int(6)), P.Op(BinPersId),
            "a persistent id that is no storage");
        Malformed(P.Tuple(P.Text("module"), P.Global("typing", "Any"), P.Text(""), P.Text("")), P.Op(BinPersId),
            "a persistent id that is no storage");
        Malformed(P, P.Op(Proto).Raw(6), "pickle protocol 6, newer than 5");
        Malformed(P, P.Op(Long4).Raw(255, 255, 255, 255), "a number of negative length");
        Malformed(P, P.Op(BinUnicode).Raw(2, 0, 0, 0, 0xC3, 0x28), "a text that is not UTF-8");
        Malformed(P, P.Op(BinUnicode).Raw(255, 255, 255, 255), "the pickle ends within an operation");
        Malformed(P, P.Op(BinUnicode8).Raw(255, 255, 255, 255, 255, 255, 255, 255), "the pickle ends within an operation");
        Malformed(P, P.Op(BinBytes8).Raw(255, 255, 255, 255, 255, 255, 255, 127), "the pickle ends within an operation");
        Malformed(P, P.Op(Frame).Raw(255, 0, 0, 0, 0, 0, 0, 0), "the pickle ends within an operation");
        Malformed(P, P.Op(Global).Raw("posix"u8), "the pickle ends within an operation");
        Malformed(P.Text(new string('x', 600)).Text(new string('y', 600)), P.Op(StackGlobal), "a name longer than 1000 characters");
    }

    [Test]
    public void A_pickle_without_an_end()
    {
        var pickle = PickleBytes.Proto().Op(EmptyDict).ToArray();
        Assert.That(() => Open(pickle), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{_files["w.pth"]}: the pickle ends within an operation at byte 3 of data.pkl{Again}"));
    }

    [Test]
    public void Calls_that_are_not_made()
    {
        Malformed(P.Text("os.system").Op(EmptyTuple), P.Op(Reduce), "a call of 'os.system', which is not to be called,");
        Malformed(P.Global("torch", "FloatStorage").Op(EmptyTuple), P.Op(Reduce), "a call of 'torch.FloatStorage', which is not to be called,");
        Malformed(P.Global("builtins", "dict").Op(EmptyTuple), P.Op(Reduce), "a call of 'builtins.dict', which is not to be called,");
        Malformed(P.Global("torch", "Tensor").Op(EmptyTuple), P.Op(Reduce), "a call of 'torch.Tensor', which is not to be called,");
        Malformed(P.Global("collections", "OrderedDict").Op(EmptyTuple), P.Op(NewObj),
            "an object of 'collections.OrderedDict', of which none is made,");
        Malformed(P.Global("collections", "OrderedDict").Op(EmptyList), P.Op(Reduce),
            "collections.OrderedDict with list of 0 instead of a tuple of arguments");
        Malformed(P.Global("torch", "FloatTensor").Sizes(3), P.Op(NewObj), "torch.FloatTensor with 1 arguments instead of 0");
    }

    [Test]
    public void Arguments_that_do_not_fit()
    {
        Call("collections", "OrderedDict", "with 3 as argument 1 instead of pairs", P.Int(3));
        Call("collections", "OrderedDict", "with list of 1 as argument 1 instead of pairs", P.Op(EmptyList).Int(3).Op(Append));
        Call("collections", "OrderedDict", "with 2 arguments instead of 0 to 1", P.Int(3), P.Int(3));
        Call("collections", "defaultdict", "with 'collections.OrderedDict' as argument 1 instead of dict or list",
            P.Global("collections", "OrderedDict"));
        Call("builtins", "set", "with tuple of 0 as argument 1 instead of a list", P.Op(EmptyTuple));
        Call("builtins", "bytearray", "with 'utf-16' as argument 2 instead of 'latin-1'", P.Text("a"), P.Text("utf-16"));
        Call("builtins", "complex", "with 1 as argument 2 instead of a number", P.Float(1), P.Int(1));
        Call("torch", "Size", "with list of 0 as argument 1 instead of whole numbers", P.Op(EmptyList));
        Call("torch", "Size", "with tuple of 1 as argument 1 instead of whole numbers", P.Tuple(P.Float(1)));
        Call("torch", "device", "with 0 as argument 1 instead of a kind of device", P.Int(0));
        Call("_codecs", "encode", "with 'utf8' as argument 2 instead of 'latin1'", P.Text("a"), P.Text("utf8"));
        Call("torch.nn.parameter", "Parameter", "with 1 as argument 1 instead of a tensor", P.Int(1));
        Call("torch._utils", "_rebuild_parameter", "with None as argument 1 instead of a tensor", P.Op(None), P.Op(NewTrue), P.Op(None));
        Call("torch._utils", "_rebuild_tensor", "with 3 arguments instead of 4", Storage(), P.Int(0), P.Sizes(6));
        Call("torch._utils", "_rebuild_tensor", "with 'a' as argument 1 instead of a storage", P.Text("a"), P.Int(0), P.Sizes(6), P.Sizes(1));
        Call("torch._utils", "_rebuild_tensor", "with True as argument 2 instead of a whole number", Storage(), P.Op(NewTrue), P.Sizes(6),
            P.Sizes(1));
        Call("torch._utils", "_rebuild_tensor", "with a number beyond 64 bits as argument 2 instead of a whole number", Storage(), P.Int(Magic),
            P.Sizes(6), P.Sizes(1));
        Call("torch._utils", "_rebuild_tensor_v2", "with None as argument 5 instead of requires_grad",
            Storage(), P.Int(0), P.Sizes(6), P.Sizes(1), P.Op(None), P.Op(None));
        Call("torch._utils", "_rebuild_tensor_v2", "with 1 as argument 6 instead of hooks", Storage(), P.Int(0), P.Sizes(6), P.Sizes(1),
            P.Op(NewTrue), P.Int(1));
        Call("torch._utils", "_rebuild_tensor_v3", "with 'torch.FloatStorage' as argument 7 instead of a dtype",
            Storage(), P.Int(0), P.Sizes(6), P.Sizes(1), P.Op(NewTrue), P.Op(None), P.Global("torch", "FloatStorage"));
        Call("torch._utils", "_rebuild_tensor_v3", "with storage as argument 1 instead of a storage of int32",
            Storage(), P.Int(0), P.Sizes(6), P.Sizes(1), P.Op(NewTrue), P.Op(None), P.Global("torch", "int32"));
        Call("torch._tensor", "_rebuild_from_type_v2", "with 'collections.OrderedDict' as argument 1 instead of one of torch._utils",
            P.Global("collections", "OrderedDict"), P.Global("torch", "Tensor"), P.Op(EmptyTuple), P.Op(None));
        Call("torch.tensor", "_rebuild_from_type_v2", "with 'typing.Any' as argument 2 instead of a tensor's type",
            P.Global("torch._utils", "_rebuild_tensor"), P.Global("typing", "Any"), P.Op(EmptyTuple), P.Op(None));
        Call("numpy.core.multiarray", "scalar", "with 1 as argument 1 instead of a dtype", P.Int(1), P.Bytes());
        Call("numpy.core.multiarray", "_reconstruct", "with 'numpy.dtype' as argument 1 instead of numpy.ndarray", P.Global("numpy", "dtype"),
            P.Sizes(0), P.Bytes());
    }

    [Test]
    public void Numpy_values_that_contradict_themselves()
    {
        var f4 = P.Call("numpy", "dtype", P.Text("f4"), P.Int(0), P.Int(1));
        var array = P.Call("numpy._core.multiarray", "_reconstruct", P.Global("numpy", "ndarray"), P.Sizes(0), P.Bytes());
        Malformed(P.Global("numpy._core.multiarray", "scalar").Tuple(f4, P.Bytes(1, 2)), P.Op(Reduce), "a numpy number of 4 bytes in 2");
        Malformed(P.Add(f4).Op(EmptyTuple), P.Op(Build), "a numpy dtype with the state of another type");
        Malformed(P.Add(f4).Tuple(P.Int(3), P.Text("?"), P.Op(None), P.Op(None), P.Op(None)), P.Op(Build),
            "a numpy dtype with the state of another type");
        Malformed(P.Add(array).Op(EmptyTuple), P.Op(Build), "a numpy array with the state of something else");
        Malformed(P.Add(array).Tuple(P.Int(1), P.Sizes(2), f4, P.Op(NewFalse), P.Op(EmptyList)), P.Op(Build), "a numpy array without bytes");
        Malformed(P.Add(array).Tuple(P.Int(1), P.Sizes(2), f4, P.Op(NewFalse), P.Bytes(1)), P.Op(Build), "a numpy array [2] in 1 bytes");
        Malformed(P.Global("_codecs", "encode").Tuple(P.Text("Ā"), P.Text("latin1")), P.Op(Reduce),
            "bytes written as a text with characters beyond 255");
    }

    [TestCase(0, new long[] { 7 }, new long[] { 1 }, "a tensor [7] with strides [1] at 0 that reaches beyond its storage of 6 elements")]
    [TestCase(1, new long[] { 2, 3 }, new long[] { 3, 1 }, "a tensor [2, 3] with strides [3, 1] at 1 that reaches beyond its storage of 6 elements")]
    [TestCase(0, new long[] { 2, 3 }, new long[] { 4, 1 }, "a tensor [2, 3] with strides [4, 1] at 0 that reaches beyond its storage of 6 elements")]
    [TestCase(6, new long[0], new long[0], "a tensor [] with strides [] at 6 that reaches beyond its storage of 6 elements")]
    [TestCase(long.MaxValue, new long[] { 1 }, new long[] { 1 },
        "a tensor [1] with strides [1] at 9223372036854775807 that reaches beyond its storage of 6 elements")]
    [TestCase(0, new[] { long.MaxValue, long.MaxValue }, new[] { long.MaxValue, 1 },
        "a tensor [9223372036854775807, 9223372036854775807] with strides [9223372036854775807, 1] at 0 "
        + "that reaches beyond its storage of 6 elements")]
    [TestCase(0, new[] { long.MaxValue, 2, 3 }, new long[] { 0, 0, 0 },
        "a tensor [9223372036854775807, 2, 3] with strides [0, 0, 0] at 0 of more elements than 64 bits can count")]
    [TestCase(-1, new long[] { 1 }, new long[] { 1 }, "a tensor [1] with strides [1] at -1 with a negative number")]
    [TestCase(0, new long[] { -1 }, new long[] { 1 }, "a tensor [-1] with strides [1] at 0 with a negative number")]
    [TestCase(5, new long[] { 2 }, new long[] { -1 }, "a tensor [2] with strides [-1] at 5 with a negative number")]
    [TestCase(0, new long[] { 1, 2 }, new long[] { 1 }, "a tensor of 2 sizes and 1 strides")]
    public void Tensors_outside_their_storage(long offset, long[] shape, long[] strides, string sentence) => Malformed(
        P.Global("torch._utils", "_rebuild_tensor").Tuple(Storage(), P.Int(offset), P.Sizes(shape), P.Sizes(strides)), P.Op(Reduce), sentence);

    [Test]
    public void Tensors_that_cannot_be()
    {
        var many = Enumerable.Repeat(1L, 65).ToArray();
        Malformed(P.Global("torch._utils", "_rebuild_tensor").Tuple(Storage(), P.Int(0), P.Sizes(many), P.Sizes(many)), P.Op(Reduce),
            "a tensor of 65 dimensions, more than 64,");
        Malformed(P.Global("torch._utils", "_rebuild_tensor_v2").Tuple(Storage(), P.Int(0), P.Sizes(6), P.Sizes(1), P.Op(NewFalse), P.Op(None),
            P.Dict(("conj", P.Op(NewFalse)), ("neg", P.Op(NewTrue)))), P.Op(Reduce), "a tensor marked 'neg', which is not read,");
        Malformed(P.Global("torch", "FloatTensor").Op(EmptyTuple).Op(NewObj).Int(1), P.Op(Build), "BUILD of a tensor with 1");
        var untyped = Storage("UntypedStorage", elements: 24, module: "torch.storage");
        Malformed(P.Global("torch._utils", "_rebuild_tensor").Tuple(untyped, P.Int(0), P.Sizes(6), P.Sizes(1)),
            P.Op(Reduce), "torch._utils._rebuild_tensor with storage as argument 1 instead of a storage with a type");
    }

    [Test]
    public void Storages_that_the_archive_contradicts()
    {
        Malformed(P.Tuple(P.Text("storage"), P.Global("torch", "FloatStorage"), P.Text("1"), P.Text("cpu"), P.Int(6)), P.Op(BinPersId),
            "storage '1' of 6 float32 which the archive does not have");
        Malformed(P.Tuple(P.Text("storage"), P.Global("torch", "FloatStorage"), P.Text("0"), P.Text("cpu"), P.Int(7)), P.Op(BinPersId),
            "storage '0' of 7 float32 which has 24 bytes instead of 28");
        Malformed(P.Tuple(P.Text("storage"), P.Global("torch", "DoubleStorage"), P.Text("0"), P.Text("cpu"), P.Int(long.MaxValue)), P.Op(BinPersId),
            "storage '0' of 9223372036854775807 float64 which has 24 bytes instead of 9223372036854775807");
        Malformed(P.Tuple(P.Text("storage"), P.Global("torch", "FloatStorage"), P.Text("0"), P.Text("cpu"), P.Int(-6)), P.Op(BinPersId),
            "a persistent id that is no storage");
    }

    [Test]
    public void Values_without_end()
    {
        var nested = P;
        for (var i = 0; i < 1000; i++) nested.Op(EmptyList);
        for (var i = 0; i < 999; i++) nested.Op(Append);
        Malformed(P.Op(EmptyList).Add(nested), P.Op(Append), "values nested deeper than 1000");
        var tuples = P.Op(EmptyTuple);
        for (var i = 0; i < 999; i++) tuples.Op(Tuple1);
        Malformed(tuples, P.Op(Tuple1), "values nested deeper than 1000");
        var marks = P;
        for (var i = 0; i < 1000; i++) marks.Op(Mark);
        Malformed(marks, P.Op(Mark), "marks nested deeper than 1000");
        var self = P.Op(EmptyList).Op(BinPut).Raw(0);
        for (var i = 0; i < 999; i++) self.Op(BinGet).Raw(0).Op(Append);
        Malformed(self.Op(BinGet).Raw(0), P.Op(Append), "values nested deeper than 1000");
    }

    [Test]
    public void A_long_value_cannot_be_copied_over_and_over()
    {
        var call = P.Global("_codecs", "encode").Op(BinGet).Raw(0).Text("latin1").Op(Tuple2);
        var part = P.Text(new string('x', 10_000)).Op(BinPut).Raw(0);
        for (var i = 0; i < 4; i++) part.Add(call).Op(Reduce);
        Malformed(part.Add(call), P.Op(Reduce), "values copied over and over");
    }

    [Test, Category("Slow")] // three million operations
    public void A_pickle_of_too_many_operations()
    {
        var pickle = new byte[3_000_002];
        Array.Fill(pickle, (byte)None);
        Assert.That(() => Open(pickle), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{_files["w.pth"]}: more than 3000000 operations at byte 3000000 of data.pkl{Again}"));
    }

    private const TorchTss.Checkpoints.Torch.Pickles.PickleOpcode PickleOpcodeTuple = TorchTss.Checkpoints.Torch.Pickles.PickleOpcode.Tuple;

    private void Call(string module, string name, string sentence, params PickleBytes[] arguments) =>
        Malformed(P.Global(module, name).Tuple(arguments), P.Op(Reduce), $"{module}.{name} {sentence}");

    private void Malformed(PickleBytes before, PickleBytes fault, string sentence) =>
        Says(before, fault, $"{sentence} at byte {{0}} of data.pkl{Again}");

    // The place is that of the operation that cannot be.
    private void Says(PickleBytes before, PickleBytes fault, string sentence)
    {
        var start = PickleBytes.Proto().Add(before);
        var at = start.ToArray().Length;
        Assert.That(() => Open(start.Add(fault).Stop()), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{_files["w.pth"]}: {string.Format(CultureInfo.InvariantCulture, sentence, at)}"));
    }

    private TorchFile Open(byte[] pickle) => TorchFile.Open(_files.Bytes("w.pth", Zip(pickle, ("0", new byte[24])).ToArray()));
}
