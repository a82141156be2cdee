using System.Collections.Frozen;
using TorchTss.Checkpoints.Torch.Pickles;

namespace TorchTss.Checkpoints.Torch;

/// <summary>The names that a checkpoint may mention, each with what is done here in place of Python's meaning. There are no others.</summary>
internal static class TorchGlobals
{
    private static readonly FrozenDictionary<string, PickleGlobal> _known = Table().ToFrozenDictionary(g => g.Name, StringComparer.Ordinal);

    /// <summary>What is known under a name.</summary>
    public static PickleGlobal? Find(string name) => _known.GetValueOrDefault(name);

    private static IEnumerable<PickleGlobal> Table() =>
    [
        // containers
        Function("collections.OrderedDict", PythonObjects.OrderedDict),
        Function("collections.Counter", PythonObjects.Counter),
        Function("collections.defaultdict", PythonObjects.DefaultDict),
        Function("builtins.set", PythonObjects.Set),
        Function("builtins.bytearray", PythonObjects.ByteArray),
        Function("builtins.complex", PythonObjects.Complex),
        Function("torch.Size", PythonObjects.Size),
        Function("_codecs.encode", PythonObjects.Encode),
        Mention("builtins.dict"),                               // the factory of a defaultdict
        Mention("builtins.list"),

        // tensors
        Function("torch._utils._rebuild_tensor", Rebuild.Tensor),
        Function("torch._utils._rebuild_tensor_v2", Rebuild.TensorV2),
        Function("torch._utils._rebuild_tensor_v3", Rebuild.TensorV3),
        Function("torch._utils._rebuild_parameter", Rebuild.Parameter),
        Function("torch._utils._rebuild_parameter_with_state", Rebuild.ParameterWithState),
        Function("torch._tensor._rebuild_from_type_v2", Rebuild.FromType),
        Function("torch.tensor._rebuild_from_type_v2", Rebuild.FromType),
        new("torch.nn.parameter.Parameter") { Call = Rebuild.Wrapped, New = Rebuild.Wrapped },
        new("torch.Tensor") { New = PythonObjects.NewTensor },
        Function("torch.device", PythonObjects.Device),
        .. TorchDtype.All.Select(d => new PickleGlobal($"torch.{d.Name}") { Dtype = d }),
        .. Typed("Tensor", (name, _) => new(name) { New = PythonObjects.NewTensor }),
        .. Typed("Storage", (name, dtype) => new(name) { Storage = dtype }),
        new("torch.storage.UntypedStorage") { Storage = TorchDtype.Untyped },
        new("torch.cuda.UntypedStorage") { Storage = TorchDtype.Untyped },
        Mention("torch.storage.TypedStorage"),

        // numbers of numpy, in training logs
        Function("numpy.core.multiarray.scalar", NumpyDtype.Scalar),
        Function("numpy._core.multiarray.scalar", NumpyDtype.Scalar),
        Function("numpy.core.multiarray._reconstruct", NumpyArray.Called),
        Function("numpy._core.multiarray._reconstruct", NumpyArray.Called),
        Function("numpy.dtype", NumpyDtype.Called),
        Mention("numpy.ndarray"),

        // objects of no use here
        PickleGlobal.Inert("pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint"),
        PickleGlobal.Inert("lightning.pytorch.callbacks.model_checkpoint.ModelCheckpoint"),
        PickleGlobal.Inert("pytorch_lightning.callbacks.early_stopping.EarlyStopping"),
        PickleGlobal.Inert("lightning.pytorch.callbacks.early_stopping.EarlyStopping"),
        PickleGlobal.Inert("omegaconf.dictconfig.DictConfig"),
        PickleGlobal.Inert("omegaconf.listconfig.ListConfig"),
        PickleGlobal.Inert("omegaconf.base.Metadata"),
        PickleGlobal.Inert("omegaconf.base.ContainerMetadata"),
        PickleGlobal.Inert("omegaconf.nodes.AnyNode"),
        PickleGlobal.Inert("typing.Any"),
        PickleGlobal.Inert("argparse.Namespace"),
        PickleGlobal.Inert("pathlib.PosixPath"),
    ];

    private static PickleGlobal Function(string name, Func<PickleArguments, object?> call) => new(name) { Call = call };

    private static PickleGlobal Mention(string name) => new(name);

    /// <summary>torch.FloatStorage, torch.cuda.FloatStorage and so on.</summary>
    private static IEnumerable<PickleGlobal> Typed(string kind, Func<string, TorchDtype, PickleGlobal> make) =>
        from dtype in TorchDtype.All
        where dtype.Storage is not null
        from module in new[] { "torch", "torch.cuda" }
        select make($"{module}.{dtype.Storage}{kind}", dtype);
}
