namespace TorchTss.Fuzz.Mutators;

/// <summary>What an attacker, or an old Python, would write into a pickle.</summary>
internal static class HostileWords
{
    /// <summary>The file that nobody may open; it lies beside the mutants and above them.</summary>
    public const string Canary = "canary";

    /// <summary>Names: some allowed, some not, some almost.</summary>
    public static IReadOnlyList<(string Module, string Name)> Names { get; } =
    [
        ("posix", "system"), ("os", "system"), ("nt", "system"), ("builtins", "eval"), ("__builtin__", "eval"), ("builtins", "open"), ("io", "open"),
        ("builtins", "getattr"), ("subprocess", "Popen"), ("torch", "load"), ("numpy", "load"), ("sys", "exit"), ("copy_reg", "_reconstructor"),
        ("torch.hub", "load"), ("torch.jit", "load"), ("runpy", "_run_code"), ("webbrowser", "open"), ("shutil", "rmtree"), ("pathlib", "Path"),
        ("System.Diagnostics.Process", "Start"), ("__torch__", ""), ("__torch__.x", "Y"), ("", ""), ("é", "\0"),
        ("collections", "OrderedDict"), ("collections", "Counter"), ("collections", "defaultdict"), ("builtins", "set"), ("builtins", "dict"),
        ("builtins", "bytearray"), ("builtins", "complex"), ("_codecs", "encode"), ("torch", "Size"), ("torch", "device"), ("torch", "Tensor"),
        ("torch._utils", "_rebuild_tensor"), ("torch._utils", "_rebuild_tensor_v2"), ("torch._utils", "_rebuild_tensor_v3"),
        ("torch._utils", "_rebuild_parameter"), ("torch._utils", "_rebuild_parameter_with_state"), ("torch._tensor", "_rebuild_from_type_v2"),
        ("torch.nn.parameter", "Parameter"), ("torch", "FloatTensor"), ("torch", "FloatStorage"), ("torch", "HalfStorage"), ("torch", "ByteStorage"),
        ("torch", "ComplexDoubleStorage"), ("torch.cuda", "BFloat16Storage"), ("torch.storage", "UntypedStorage"), ("torch.storage", "TypedStorage"),
        ("torch", "float8_e4m3fn"), ("torch", "uint32"), ("torch", "complex32"), ("numpy", "dtype"), ("numpy", "ndarray"),
        ("numpy.core.multiarray", "scalar"), ("numpy.core.multiarray", "_reconstruct"), ("argparse", "Namespace"), ("typing", "Any"),
        ("torch.jit._pickle", "build_intlist"), ("torch.jit._pickle", "build_tensor_from_id"), ("torch.jit._pickle", "restore_type_tag"),
    ];

    /// <summary>Texts.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "storage", "module", "0", "1", "cpu", "latin1", "latin-1", "f8", "O8", "<", ">", "state_dict", "params", "model", "module.x", "",
        "\0", "a\nb", "../../../etc/passwd", $"../{Canary}", Canary, $"/{Canary}", "data.pkl", "\uFFFF", new string('x', 5000), "__torch__.A", "conj",
    ];
}
