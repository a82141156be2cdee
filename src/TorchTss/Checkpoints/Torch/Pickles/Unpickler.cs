using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>Reads a pickle into plain values, tensors and opaque objects. It executes nothing: a name does here what the table says,
/// or is refused.</summary>
internal ref struct Unpickler
{
    /// <summary>Longest pickle that is looked at, in bytes.</summary>
    public const int MaximumLength = 100_000_000;

    /// <summary>Longest name of a module or of something in it, in characters.</summary>
    public const int MaximumName = 1000;

    /// <summary>Most operations of one pickle: 20 times those of the largest training checkpoint of SDXL.</summary>
    public const int MaximumOperations = 3_000_000;

    private readonly IPickleScope _scope;
    private readonly PickleStack _stack = new();
    private readonly PickleWork _work = new();
    private PickleReader _in;
    private int _at;
    private int _operations;

    private Unpickler(ReadOnlySpan<byte> bytes, IPickleScope scope)
    {
        _in = new PickleReader(bytes);
        _scope = scope;
    }

    /// <summary>The value of the pickle that begins the bytes, and how many of them are its.</summary>
    /// <exception cref="Runtime.UserException">A pickle that is malformed or mentions what is not in the table; says where.</exception>
    public static (object? Value, int Length) Read(ReadOnlySpan<byte> bytes, PickleSource source, IPickleScope scope)
    {
        var unpickler = new Unpickler(bytes, scope);
        try
        {
            return (unpickler.Run(), unpickler._in.Position);
        }
        catch (PickleFault e)
        {
            throw source.Malformed(unpickler._at, e.Message);
        }
        catch (PickleRefusal e)
        {
            throw source.Refused(unpickler._at, e.Shown);
        }
    }

    private object? Run()
    {
        while (true)
        {
            _at = _in.Position;
            if (_operations++ == MaximumOperations) throw new PickleFault(Invariant($"more than {MaximumOperations} operations"));
            var opcode = (PickleOpcode)_in.Byte();
            if (opcode == PickleOpcode.Stop) return _stack.Pop();
            _work.Read = _at;
            Step(opcode);
        }
    }

    private void Step(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Proto:
                if (_in.Byte() is > 5 and var version) throw new PickleFault(Invariant($"pickle protocol {version}, newer than 5"));
                break;
            case PickleOpcode.Frame:
                _in.Expect(_in.UInt64());
                break;
            case PickleOpcode.Mark:
                _stack.Mark();
                break;

            case PickleOpcode.None:
                _stack.Push(null);
                break;
            case PickleOpcode.NewTrue:
                _stack.Push(true);
                break;
            case PickleOpcode.NewFalse:
                _stack.Push(false);
                break;
            case PickleOpcode.BinInt:
                _stack.Push((long)_in.Int32());
                break;
            case PickleOpcode.BinInt1:
                _stack.Push((long)_in.Byte());
                break;
            case PickleOpcode.BinInt2:
                _stack.Push((long)_in.UInt16());
                break;
            case PickleOpcode.Long1:
                _stack.Push(_in.Integer(_in.Byte()));
                break;
            case PickleOpcode.Long4:
                _stack.Push(_in.Integer(_in.Int32()));
                break;
            case PickleOpcode.BinFloat:
                _stack.Push(_in.Double());
                break;

            case PickleOpcode.ShortBinString:
                _stack.Push(_in.Latin1(_in.Byte()));
                break;
            case PickleOpcode.BinUnicode:
                _stack.Push(_in.Text(_in.UInt32()));
                break;
            case PickleOpcode.ShortBinUnicode:
                _stack.Push(_in.Text(_in.Byte()));
                break;
            case PickleOpcode.BinUnicode8:
                _stack.Push(_in.Text(_in.UInt64()));
                break;
            case PickleOpcode.BinBytes:
                _stack.Push(_in.Take(_in.UInt32()).ToArray());
                break;
            case PickleOpcode.ShortBinBytes:
                _stack.Push(_in.Take(_in.Byte()).ToArray());
                break;
            case PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8:
                _stack.Push(_in.Take(_in.UInt64()).ToArray());
                break;

            case PickleOpcode.EmptyTuple:
                _stack.Push(PickleTuple.Empty);
                break;
            case PickleOpcode.Tuple:
                _stack.Push(new PickleTuple([.. _stack.AboveMark()]));
                break;
            case PickleOpcode.Tuple1 or PickleOpcode.Tuple2 or PickleOpcode.Tuple3:
                _stack.Push(_stack.Tuple(opcode - PickleOpcode.Tuple1 + 1));
                break;
            case PickleOpcode.EmptyList:
                _stack.Push(new PickleList());
                break;
            case PickleOpcode.Append:
                Append([_stack.Pop()], "APPEND");
                break;
            case PickleOpcode.Appends:
                Append(_stack.AboveMark(), "APPENDS");
                break;
            case PickleOpcode.EmptyDict:
                _stack.Push(new PickleDict(hasAttributes: false));
                break;
            case PickleOpcode.SetItem:
                SetItems([.. _stack.Tuple(2).Items], "SETITEM");
                break;
            case PickleOpcode.SetItems:
                SetItems(_stack.AboveMark(), "SETITEMS");
                break;
            case PickleOpcode.EmptySet:
                _stack.Push(new PickleSet());
                break;
            case PickleOpcode.AddItems:
                var added = _stack.AboveMark();
                _stack.Top<PickleSet>("ADDITEMS", "a set").Add(added.Length);
                break;

            case PickleOpcode.BinPut:
                _stack.Put(_in.Byte(), _operations);
                break;
            case PickleOpcode.LongBinPut:
                _stack.Put(_in.UInt32(), _operations);
                break;
            case PickleOpcode.Memoize:
                _stack.Memoize();
                break;
            case PickleOpcode.BinGet:
                _stack.Get(_in.Byte());
                break;
            case PickleOpcode.LongBinGet:
                _stack.Get(_in.UInt32());
                break;

            case PickleOpcode.Global:
                _stack.Push(Find(_in.Line(), _in.Line()));
                break;
            case PickleOpcode.StackGlobal:
                var name = _stack.Tuple(2).Items;
                if (name is not [string module, string member]) throw new PickleFault("STACK_GLOBAL without two texts");
                _stack.Push(Find(module, member));
                break;
            case PickleOpcode.Reduce:
                var reduced = _stack.Tuple(2).Items;
                _stack.Push(PickleCall.Reduce(reduced[0], reduced[1], _work));
                break;
            case PickleOpcode.NewObj:
                var made = _stack.Tuple(2).Items;
                _stack.Push(PickleCall.NewObject(made[0], made[1], _work));
                break;
            case PickleOpcode.Build:
                var state = _stack.Pop();
                PickleCall.Build(_stack.Top(), state, _work);
                break;
            case PickleOpcode.BinPersId:
                _stack.Push(_scope.Load(_stack.Pop() as PickleTuple ?? throw new PickleFault("a persistent id that is no tuple")));
                break;

            default:
                throw new PickleFault(Invariant($"the operation 0x{(byte)opcode:X2}, which no checkpoint needs,"));
        }
    }

    private readonly void Append(object?[] values, string operation)
    {
        if (_stack.Top() is OpaqueObject { TakesItems: true }) return;
        var list = _stack.Top<PickleList>(operation, "a list");
        foreach (var value in values) list.Add(value);
    }

    private readonly void SetItems(object?[] pairs, string operation)
    {
        if (pairs.Length % 2 != 0) throw new PickleFault($"{operation} with a key but no value");
        if (_stack.Top() is OpaqueObject { TakesItems: true }) return;
        var dict = _stack.Top<PickleDict>(operation, "a dict");
        for (var i = 0; i < pairs.Length; i += 2) dict.Set(pairs[i], pairs[i + 1]);
    }

    private readonly PickleGlobal Find(string module, string member)
    {
        if (module.Length + member.Length > MaximumName) throw new PickleFault(Invariant($"a name longer than {MaximumName} characters"));
        // Python 2's names of two modules.
        var current = module switch { "__builtin__" => "builtins", "copy_reg" => "copyreg", _ => module };
        return _scope.Find($"{current}.{member}") ?? throw new PickleRefusal($"{current}.{member}", $"{module}.{member}");
    }
}
