using System.Reflection;
using TorchSharp;
using TorchSharp.Modules;

namespace TorchTss.Checkpoints;

/// <summary>One entry of a module's state dict: the sub-module that owns it and the name it has there. Replaces what stands in it.</summary>
/// <remarks>Copying into the old tensor, as load_state_dict does, does nothing on the meta device and doubles the memory elsewhere. Here the field
/// that holds the parameter gets a new one and the module's register is told, as TorchSharp's <c>to</c> does.
/// Embedding has a property instead.</remarks>
internal sealed class ModuleSlot
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly MethodInfo _registerParameter = Register("ConditionallyRegisterParameter", typeof(string), typeof(Parameter));
    private static readonly MethodInfo _registerBuffer = Register("ConditionallyRegisterBuffer", typeof(string), typeof(torch.Tensor), typeof(bool));

    private readonly torch.nn.Module _owner;
    private readonly string _leaf;

    private ModuleSlot(torch.nn.Module owner, string leaf) => (_owner, _leaf) = (owner, leaf);

    /// <summary>Where the key <paramref name="name"/>, such as <c>down_blocks.0.conv.weight</c>, stands in a module.</summary>
    /// <exception cref="ArgumentException">The module has no such key.</exception>
    public static ModuleSlot Of(torch.nn.Module module, string name)
    {
        var segments = name.Split('.');
        var owner = segments.SkipLast(1).Aggregate(
            (torch.nn.Module?)module, (at, segment) => at?.named_children().FirstOrDefault(c => c.name == segment).module);
        return new ModuleSlot(owner ?? throw new ArgumentException($"{module.GetName()} has no '{name}'", nameof(name)), segments[^1]);
    }

    /// <summary>Puts a tensor in place; the slot owns it from now on, and what it held before is disposed.</summary>
    /// <param name="tensor">A parameter's or buffer's new value; its wrapper is used up.</param>
    /// <exception cref="ArgumentException">The module has no such key.</exception>
    /// <exception cref="InvalidOperationException">The parameter is in no field and no property of its module.</exception>
    public void Assign(torch.Tensor tensor)
    {
        if (_owner.named_parameters(recurse: false).FirstOrDefault(p => p.name == _leaf).parameter is { } old) AssignParameter(old, tensor);
        else if (_owner.named_buffers(recurse: false).FirstOrDefault(b => b.name == _leaf).buffer is { } buffer) AssignBuffer(buffer, tensor);
        else throw new ArgumentException($"{_owner.GetName()} has no '{_leaf}'", nameof(tensor));
    }

    private void AssignParameter(Parameter old, torch.Tensor tensor)
    {
        var parameter = new Parameter(tensor, requires_grad: false);
        parameter.DetachFromDisposeScope();
        if (FieldOf(old) is { } field)
        {
            field.SetValue(_owner, parameter);
            _registerParameter.Invoke(_owner, [_leaf, parameter]);
            old.Dispose();
        }
        else if (_owner.GetType().GetProperty(_leaf, typeof(Parameter)) is { CanWrite: true } property)
        {
            property.SetValue(_owner, parameter);
        }
        else
        {
            parameter.Dispose();
            throw new InvalidOperationException($"{_owner.GetName()} keeps '{_leaf}' in no field: declare it as a field of type Parameter");
        }
    }

    private void AssignBuffer(torch.Tensor old, torch.Tensor tensor)
    {
        var field = FieldOf(old)
            ?? throw new InvalidOperationException($"{_owner.GetName()} keeps '{_leaf}' in no field: declare it as a field of type Tensor");
        tensor.DetachFromDisposeScope();
        field.SetValue(_owner, tensor);
        _registerBuffer.Invoke(_owner, [_leaf, tensor, true]);
        old.Dispose();
    }

    private FieldInfo? FieldOf(torch.Tensor held)
    {
        for (var type = _owner.GetType(); type != typeof(torch.nn.Module) && type is not null; type = type.BaseType)
        {
            if (type.GetFields(Own).FirstOrDefault(f => ReferenceEquals(f.GetValue(_owner), held)) is { } field) return field;
        }
        return null;
    }

    private static MethodInfo Register(string name, params Type[] parameters) =>
        typeof(torch.nn.Module).GetMethod(name, Own, parameters) ?? throw new MissingMethodException(nameof(torch.nn.Module), name);
}
