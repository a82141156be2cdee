using TorchTss.Checkpoints.Torch.Pickles;

namespace TorchTss.Checkpoints.Torch;

/// <summary>The functions of torch._utils and torch._tensor that make tensors and parameters, as far as they say where the data lies.</summary>
internal static class Rebuild
{
    /// <summary>_rebuild_tensor(storage, offset, size, stride)</summary>
    public static object Tensor(PickleArguments a) => TorchTensor.Of(View(a.Counted(4, 4)));

    /// <summary>_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks[, metadata])</summary>
    public static object TensorV2(PickleArguments a)
    {
        CheckRest(a.Counted(6, 7), metadata: 6);
        return TorchTensor.Of(View(a));
    }

    /// <summary>_rebuild_tensor_v3(storage, offset, size, stride, requires_grad, hooks, dtype[, metadata])</summary>
    public static object TensorV3(PickleArguments a)
    {
        CheckRest(a.Counted(7, 8), metadata: 7);
        return TorchTensor.Of(View(a, a.Get<PickleGlobal>(6, "a dtype").Dtype ?? throw a.Wrong(6, "a dtype")));
    }

    /// <summary>_rebuild_parameter(data, requires_grad, hooks): the data.</summary>
    public static object Parameter(PickleArguments a) => a.Counted(3, 3).Get<TorchTensor>(0, "a tensor");

    /// <summary>_rebuild_parameter_with_state(data, requires_grad, hooks, state): the data.</summary>
    public static object ParameterWithState(PickleArguments a) => a.Counted(4, 4).Get<TorchTensor>(0, "a tensor");

    /// <summary>Parameter(data[, requires_grad]): the data.</summary>
    public static object Wrapped(PickleArguments a) => a.Counted(1, 2).Get<TorchTensor>(0, "a tensor");

    /// <summary>_rebuild_from_type_v2(function, type, arguments, state): what the function makes.</summary>
    public static object? FromType(PickleArguments a)
    {
        a.Counted(4, 4);
        var (function, type) = (a.Get<PickleGlobal>(0, "a function"), a.Get<PickleGlobal>(1, "a type"));
        if (!function.Name.StartsWith("torch._utils.", StringComparison.Ordinal)) throw a.Wrong(0, "one of torch._utils");
        if (type.Name is not ("torch.Tensor" or "torch.nn.parameter.Parameter")) throw a.Wrong(1, "a tensor's type");
        return PickleCall.Reduce(function, a[2], a.Work);
    }

    /// <summary>(storage, offset, size, stride, …)</summary>
    public static TorchView View(PickleArguments a, TorchDtype? dtype = null)
    {
        var storage = a.Get<TorchStorage>(0, "a storage");
        if (dtype is null && storage.Dtype == TorchDtype.Untyped) throw a.Wrong(0, "a storage with a type");
        if (dtype is not null && storage.Dtype != TorchDtype.Untyped && storage.Dtype != dtype) throw a.Wrong(0, $"a storage of {dtype.Name}");
        return TorchView.Of(storage, dtype ?? storage.Dtype, a.Integer(1), a.Sizes(2), a.Sizes(3));
    }

    private static void CheckRest(PickleArguments a, int metadata)
    {
        if (a[4] is not bool) throw a.Wrong(4, "requires_grad");
        if (a[5] is not (null or PickleDict)) throw a.Wrong(5, "hooks");
        if (a.Count <= metadata || a[metadata] is null) return;
        // conj and neg: the stored numbers are to be negated when they are read. No checkpoint has them.
        foreach (var (key, value) in a.Get<PickleDict>(metadata, "a dict of marks").Items)
        {
            if (value is not false) throw new PickleFault($"a tensor marked {PickleText.Of(key)}, which is not read,");
        }
    }
}
