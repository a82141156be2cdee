using System.Globalization;
using System.Numerics;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>Values of a pickle in a few words, for errors and for those who look into a file. Never walks further than one level.</summary>
internal static class PickleText
{
    private const int Longest = 80;

    /// <summary>A number or short text as it is, anything else by its kind and size.</summary>
    public static string Of(object? value) => Plain(value) ?? value switch
    {
        PickleDict dict => Dict(dict),
        PickleList list => Invariant($"list of {list.Items.Count}"),
        PickleTuple tuple => Invariant($"tuple of {tuple.Items.Length}"),
        PickleSet set => Invariant($"set of {set.Count}"),
        byte[] bytes => Invariant($"{bytes.Length} bytes"),
        BigInteger => "a number beyond 64 bits",
        TorchTensor { View: { } view } => $"tensor {NameList.Shape(view.Shape)}",
        TorchTensor => "tensor without data",
        TorchStorage => "storage",
        PickleGlobal global => Quoted(global.Name),
        OpaqueObject o => $"object of {Quoted(o.Type)}",
        ScriptObject o => $"object of {Quoted(o.Type)}",
        NumpyArray array => $"numpy array {NameList.Shape(array.Shape)}",
        NumpyDtype => "numpy dtype",
        _ => "a value",
    };

    /// <summary>A number, a truth value, None or a text; null for anything else.</summary>
    public static string? Plain(object? value) => value switch
    {
        null => "None",
        bool b => b ? "True" : "False",
        long n => n.ToString(CultureInfo.InvariantCulture),
        ulong n => n.ToString(CultureInfo.InvariantCulture),
        double n => n.ToString("R", CultureInfo.InvariantCulture),
        string text => Quoted(text),
        _ => null,
    };

    /// <summary>A text of the file in quotes, on one line and cut where it is long.</summary>
    public static string Quoted(string text) => $"'{ShownText.Of(text, Longest)}'";

    private static string Dict(PickleDict dict) => dict.Items.Count > 0 && dict.Items.All(i => i.Value is TorchTensor)
        ? Invariant($"dict of {dict.Items.Count} tensor{(dict.Items.Count == 1 ? "" : "s")}")
        : Invariant($"dict of {dict.Items.Count}");
}
