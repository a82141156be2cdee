using TorchTss.Checkpoints;
using static TorchSharp.torch;

namespace TorchTss.Benchmarks;

/// <summary>Random weights for networks of full width that nobody has to download.</summary>
internal static class SyntheticWeights
{
    /// <summary>A network with norms near one and everything else scaled by its fan-in: values stay of order one on their way through.</summary>
    /// <param name="build">Makes it, on the meta device.</param>
    /// <param name="dtype">Type of its weights.</param>
    public static TModule Fill<TModule>(Func<TModule> build, ScalarType dtype) where TModule : nn.Module
    {
        var network = MetaDevice.Build(build);
        foreach (var (name, shape) in ModuleKeys.Of(network))
        {
            using var scope = NewDisposeScope();
            StrictLoader.AssignParameter(network, name, Values(name, shape).to(dtype));
        }
        network.eval();
        return network;
    }

    /// <summary>The numbers of one parameter; float32, owned by the caller's scope.</summary>
    public static Tensor Values(string name, long[] shape)
    {
        var fanIn = shape.Skip(1).Aggregate(1L, (product, d) => product * d);
        return shape.Length > 1 ? randn(shape) / Math.Sqrt(fanIn)
            : name.EndsWith(".weight", StringComparison.Ordinal) ? ones(shape)
            : zeros(shape);
    }
}
