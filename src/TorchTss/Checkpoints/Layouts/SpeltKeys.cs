using System.Collections.Immutable;
using static TorchSharp.torch;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>The keys of networks as files would have them.</summary>
internal static class SpeltKeys
{
    /// <summary>Of a network, under its own names.</summary>
    /// <param name="build">Makes it, on the meta device.</param>
    public static KeyTable Of(Func<nn.Module> build)
    {
        using var module = MetaDevice.Build(build);
        return new KeyTable(ModuleKeys.Of(module).Select(k => (k.Name, k.Shape.ToImmutableArray())));
    }

    /// <summary>The same in a project's spelling.</summary>
    /// <param name="keys">As diffusers names them.</param>
    /// <param name="spelling">The project's.</param>
    public static KeyTable In(this KeyTable keys, IKeySpelling spelling) => new(spelling.FromDiffusers(keys).Select(t =>
    {
        var shape = keys.Shape(t.Source);
        return (t.Name, t.Step.Shape(t.Below.Length == 0 ? shape : shape.SetItem(0, shape[0] * (1 + t.Below.Length)))!.Value);
    }));

    /// <summary>Name and shape of each, with something before every name.</summary>
    public static IEnumerable<(string Name, ImmutableArray<long> Shape)> With(this KeyTable keys, string prefix) =>
        keys.Names.Select(name => (prefix + name, keys.Shape(name)));
}
