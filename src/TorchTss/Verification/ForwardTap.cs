using System.Linq.Expressions;
using TorchSharp;

namespace TorchTss.Verification;

/// <summary>Copies what inner modules of a network answer, through forward hooks; removes the hooks when disposed.</summary>
/// <remarks>A module that runs more than once (a tile after the other) is recorded as it last was.</remarks>
internal sealed class ForwardTap : IDisposable
{
    private readonly Dictionary<string, torch.Tensor> _outputs = [];
    private readonly Dictionary<string, string> _reasons = [];
    private readonly List<Action> _removals = [];

    /// <summary>Listens to the modules at these paths.</summary>
    /// <param name="network">The root.</param>
    /// <param name="paths">Official module paths, <c>down_blocks.0.resnets.0</c>.</param>
    public ForwardTap(torch.nn.Module network, IEnumerable<string> paths)
    {
        var modules = network.named_modules().ToDictionary(m => m.name, m => m.module);
        foreach (var path in paths)
        {
            if (modules.GetValueOrDefault(path) is { } module) Listen(path, module);
            else _reasons[path] = $"not computed here: {network.GetName()} has no module of its own there";
        }
    }

    /// <summary>Copies by path; a module that did not run is not in it. Owned by the tap.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> Outputs => _outputs;

    /// <summary>Why there is no copy of a path.</summary>
    public string Reason(string path) => _reasons.GetValueOrDefault(path, "not computed here: the module there does not run as one");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var remove in _removals) remove();
        foreach (var output in _outputs.Values) output.Dispose();
    }

    /// <summary>Every arity of Module has a hook type of its own: the delegate is made to measure.</summary>
    private void Listen(string path, torch.nn.Module module)
    {
        var register = module.GetType().GetMethods().Where(m => m.Name == "register_forward_hook")
            .FirstOrDefault(m => m.GetParameters()[0].ParameterType != typeof(Action<torch.nn.Module>));    // that one does not see the answer
        if (register is null)
        {
            _reasons[path] = $"not computed here: a {module.GetName()} has no forward pass to listen to";
            return;
        }
        var type = register.GetParameters()[0].ParameterType;                  // Func<Module<…>, arguments…, result, result>
        var parameters = type.GetMethod("Invoke")!.GetParameters().Select(p => Expression.Parameter(p.ParameterType)).ToArray();
        var answer = Expression.Convert(parameters[^1], typeof(object));
        var record = Expression.Call(Expression.Constant(this), nameof(Record), null, Expression.Constant(path), answer);
        var hook = Expression.Lambda(type, Expression.Block(record, parameters[^1]), parameters).Compile();
        var remover = register.Invoke(module, [hook])!;
        _removals.Add(() => remover.GetType().GetMethod("remove")!.Invoke(remover, null));
    }

    private void Record(string path, object answer)
    {
        if (answer is not torch.Tensor tensor)
        {
            _reasons[path] = $"not computed here: that module answers with {answer.GetType().Name}, not with one tensor";
            return;
        }
        if (_outputs.Remove(path, out var earlier)) earlier.Dispose();
        _outputs[path] = tensor.clone().DetachFromDisposeScope();               // the network goes on to change it in place
    }
}
