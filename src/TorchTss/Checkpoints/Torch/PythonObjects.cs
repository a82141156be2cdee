using TorchTss.Checkpoints.Torch.Pickles;

namespace TorchTss.Checkpoints.Torch;

/// <summary>What calls of Python's and torch's plain types become.</summary>
internal static class PythonObjects
{
    /// <summary>OrderedDict(), or of Python 2 OrderedDict([[key, value], …])</summary>
    public static object OrderedDict(PickleArguments a) => Dict(a.Counted(0, 1), 0);

    /// <summary>Counter({key: count})</summary>
    public static object Counter(PickleArguments a) => Dict(a.Counted(0, 1), 0);

    /// <summary>defaultdict(factory), where the factory is dict or list: it is not called.</summary>
    public static object DefaultDict(PickleArguments a) =>
        a.Counted(0, 2).Count == 0 || a[0] is null or PickleGlobal { Name: "builtins.dict" or "builtins.list" }
            ? Dict(a, 1) : throw a.Wrong(0, "dict or list");

    /// <summary>set([…])</summary>
    public static object Set(PickleArguments a)
    {
        var set = new PickleSet();
        if (a.Counted(0, 1).Count == 1) set.Add(a.Get<PickleList>(0, "a list").Items.Count);
        return set;
    }

    /// <summary>bytearray(), bytearray(b'…'), bytearray('…', 'latin-1')</summary>
    public static object ByteArray(PickleArguments a)
    {
        if (a.Counted(0, 2).Count == 2 && a[1] is not "latin-1") throw a.Wrong(1, "'latin-1'");
        return a.Count == 0 ? Array.Empty<byte>() : a.Bytes(0);
    }

    /// <summary>complex(real, imaginary): of no use here.</summary>
    public static object Complex(PickleArguments a)
    {
        if (a.Counted(2, 2)[0] is not double) throw a.Wrong(0, "a number");
        if (a[1] is not double) throw a.Wrong(1, "a number");
        return new OpaqueObject("builtins.complex", takesItems: false);
    }

    /// <summary>torch.Size((…))</summary>
    public static object Size(PickleArguments a) => new PickleTuple([.. a.Counted(1, 1).Sizes(0).Select(n => (object?)n)]);

    /// <summary>torch.device('cuda', 0): where something was.</summary>
    public static object Device(PickleArguments a)
    {
        a.Counted(1, 2).Get<string>(0, "a kind of device");
        if (a.Count == 2) a.Integer(1);
        return new OpaqueObject("torch.device", takesItems: false);
    }

    /// <summary>codecs.encode('…', 'latin1'): how protocol 2 writes bytes.</summary>
    public static object Encode(PickleArguments a) =>
        a.Counted(2, 2)[1] is "latin1" ? PythonText.Latin1(a.Get<string>(0, "a text"), a.Work) : throw a.Wrong(1, "'latin1'");

    /// <summary>A tensor of the oldest PyTorch, about which BUILD says the rest.</summary>
    public static object NewTensor(PickleArguments a)
    {
        a.Counted(0, 0);
        return new TorchTensor();
    }

    private static PickleDict Dict(PickleArguments a, int content)
    {
        var dict = new PickleDict(hasAttributes: true);
        if (a.Count <= content) return dict;
        var items = a[content] switch
        {
            PickleDict given => given.Items,
            PickleList list => list.Items.Select(item => item switch
            {
                PickleList { Items: [var key, var value] } => new KeyValuePair<object?, object?>(key, value),
                PickleTuple { Items: [var key, var value] } => new(key, value),
                _ => throw a.Wrong(content, "pairs"),
            }),
            _ => throw a.Wrong(content, "pairs"),
        };
        foreach (var (key, value) in items)
        {
            a.Work.Copy(1);
            dict.Set(key, value);
        }
        return dict;
    }
}
