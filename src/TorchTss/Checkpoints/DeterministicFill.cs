using System.Text;
using System.Text.Json;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Checkpoints;

/// <summary>Parameters as a pure function of name, index and shape, so that a network of any size can be checked without weights.</summary>
internal sealed class DeterministicFill
{
    private readonly double _norm = 0.2, _bias = 0.1, _matrix = 1;
    private readonly (double Base, double Spread)? _runningVariance;
    private readonly string _prefix = "";
    private readonly string[] _keep = [];

    /// <summary>With the amplitudes that a parity case gives, those of the fixture format where it gives none.</summary>
    public DeterministicFill(JsonElement? fill = null)
    {
        if (fill is not { } given) return;
        if (given.TryGetProperty("norm", out var norm)) _norm = norm.GetDouble();
        if (given.TryGetProperty("bias", out var bias)) _bias = bias.GetDouble();
        if (given.TryGetProperty("matrix", out var matrix)) _matrix = matrix.GetDouble();
        if (given.TryGetProperty("prefix", out var prefix)) _prefix = prefix.GetString()!;
        if (given.TryGetProperty("keep", out var keep)) _keep = [.. keep.EnumerateArray().Select(k => k.GetString()!)];
        if (given.TryGetProperty("var", out var variance)) _runningVariance = (variance[0].GetDouble(), variance[1].GetDouble());
    }

    /// <summary>Gives every parameter of a module its value, in the dtype and on the device of <paramref name="compute"/>.</summary>
    public void Into(nn.Module module, Compute compute)
    {
        var built = module.state_dict();
        foreach (var (key, shape) in ModuleKeys.Of(module))
        {
            using var scope = NewDisposeScope();
            var value = Keeps(key) ? built[key] : Parameter(key, shape);
            StrictLoader.AssignParameter(module, key, value.to(compute.Dtype).to(compute.Device));
        }
        module.eval();
    }

    /// <summary>Whether a key keeps the values that its module was built with.</summary>
    private bool Keeps(string name) => _keep.Any(k => name.Contains(k, StringComparison.Ordinal));

    /// <summary>The value of the parameter called <paramref name="name"/>, float32.</summary>
    public Tensor Parameter(string name, long[] shape)
    {
        var full = _prefix + name;
        var fanIn = shape.Skip(1).Aggregate(1.0, (product, d) => product * d);
        var (offset, scale) = (shape.Length, full) switch
        {
            ( >= 2, _) => (0, _matrix * Math.Sqrt(3 / fanIn)),
            (_, var n) when n.EndsWith("running_var", StringComparison.Ordinal) && _runningVariance is var (b, s) => (b, s),
            (1, var n) when n.EndsWith(".weight", StringComparison.Ordinal) => (1, _norm),
            _ => (0.0, _bias),
        };
        var values = new float[shape.Aggregate(1L, (product, d) => product * d)];
        var hash = Fnv1a(full);
        Parallel.For(0, (values.Length + 65535) / 65536, chunk =>
        {
            for (var i = chunk * 65536; i < Math.Min(values.Length, (chunk + 1) * 65536); i++)
            {
                values[i] = (float)(offset + scale * Unit(hash, (uint)i));
            }
        });
        return tensor(values, shape);
    }

    /// <summary>u(name, index) in [−1, 1).</summary>
    public static double Unit(string name, uint index) => Unit(Fnv1a(name), index);

    /// <summary>FNV-1a, 32 bits, of the UTF-8 name.</summary>
    public static uint Fnv1a(string name)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(name)) hash = (hash ^ b) * 16777619u;
        return hash;
    }

    private static double Unit(uint hash, uint index)
    {
        var k = index * 0x9E3779B9u + hash;
        k ^= k >> 16;
        k *= 0x85EBCA6Bu;
        k ^= k >> 13;
        k *= 0xC2B2AE35u;
        k ^= k >> 16;
        return k / 4294967296.0 * 2 - 1;
    }
}
