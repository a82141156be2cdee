using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchTss.Verification;

/// <summary>Weights and biases under any names, without a network: a child module for every part of a name before a dot.</summary>
internal sealed class ParameterTree : nn.Module
{
    /// <param name="parameters">Their names, which end with <c>weight</c> or <c>bias</c>, and shapes.</param>
    public ParameterTree(IEnumerable<(string Name, long[] Shape)> parameters) : base(nameof(ParameterTree))
    {
        var branches = parameters.Select(p => (Parts: p.Name.Split('.', 2), p.Shape)).ToLookup(p => p.Parts.Length == 1);
        (Weight, Bias) = (Leaf("weight"), Leaf("bias"));
        RegisterComponents();
        foreach (var branch in branches[false].GroupBy(p => p.Parts[0]))
        {
            register_module(branch.Key, new ParameterTree(branch.Select(p => (p.Parts[1], p.Shape))));
        }

        Parameter? Leaf(string name) => branches[true].Where(p => p.Parts[0] == name).Select(p => new Parameter(empty(p.Shape))).SingleOrDefault();
    }

    [field: ComponentName(Name = "weight")]
    public Parameter? Weight { get; }

    [field: ComponentName(Name = "bias")]
    public Parameter? Bias { get; }
}
