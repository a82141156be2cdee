using System.Security.Cryptography;
using System.Text;
using TorchSharp;
using TorchTss.Runtime;
using TorchTss.Verification;

namespace TorchTss.Tests.Networks;

/// <summary>Runs one parity case as <c>shared/spec/fixtures.md</c> prescribes and reports what is wrong with it.</summary>
internal static class FixtureRun
{
    private static readonly Dictionary<string, torch.nn.Module?> _networks = [];

    public static string Folder(string family) => Path.Combine(AppContext.BaseDirectory, "Fixtures", family);

    /// <summary>Empty when the case passes; else a line per key or output that does not.</summary>
    public static string Complaints(string folder)
    {
        using var off = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using var fixture = FixtureCase.Read(folder);
        var module = Catalog<IFixtureModule>.Find(fixture.Module, "case.json").Create([], "case.json");
        var network = Network(fixture, module);
        var complaints = new List<string>();
        if (fixture.Keys is { } keys && KeyHash(network) != keys) complaints.Add("keys differ");
        var taps = fixture.Outputs.Where(o => o.StartsWith("at.", StringComparison.Ordinal)).Select(o => o[3..]).ToArray();
        using var tap = network is null ? null : new ForwardTap(network, taps);
        var outputs = module.Run(fixture, network);
        foreach (var name in fixture.Outputs)
        {
            var actual = name.StartsWith("at.", StringComparison.Ordinal)
                ? tap!.Outputs.GetValueOrDefault(name[3..])
                : outputs.GetValueOrDefault(name);
            var error = actual is null ? double.PositiveInfinity : Error(actual, fixture.Expected(name));
            var line = $"{fixture.Name} {name} {error:e1} (≤ {fixture.Tolerance.Relative:e0})";
            TestContext.Out.WriteLine(line);
            if (!(error <= fixture.Tolerance.Relative)) complaints.Add(line);
        }
        return string.Join('\n', complaints);
    }

    /// <summary>A case's network; cases that share configuration and fill share it, because filling is most of the work.</summary>
    private static torch.nn.Module? Network(FixtureCase fixture, IFixtureModule module)
    {
        var key = $"{fixture.Module} {fixture.Config} {fixture.Fill}";
        if (_networks.TryGetValue(key, out var known)) return known;
        var network = module.Build(fixture);
        if (network is not null) Fill(network, new DeterministicFill(fixture.Fill));
        return _networks[key] = network;
    }

    /// <summary>Gives every parameter its deterministic value.</summary>
    public static void Fill(torch.nn.Module network, DeterministicFill fill)
    {
        using var off = torch.no_grad();
        foreach (var (name, parameter) in network.named_parameters())
        {
            using var value = fill.Parameter(name, parameter.shape);
            parameter.copy_(value);
        }
    }

    /// <summary>Lines <c>name [a, b]</c>, sorted by code point.</summary>
    public static IEnumerable<string> KeyLines(torch.nn.Module network) =>
        network.state_dict().Select(p => $"{p.Key} [{string.Join(", ", p.Value.shape)}]").Order(StringComparer.Ordinal);

    /// <summary>max|y − ref| / max|ref|, absolute where the reference is zero; infinite for another shape.</summary>
    public static double Error(torch.Tensor actual, torch.Tensor expected)
    {
        using var scope = torch.NewDisposeScope();
        if (!actual.shape.SequenceEqual(expected.shape)) return double.PositiveInfinity;
        var scale = expected.to(torch.float64).abs().max().item<double>();
        var error = (actual.to(torch.float64) - expected.to(torch.float64)).abs().max().item<double>();
        return scale == 0 ? error : error / scale;
    }

    private static (int Count, string Sha256) KeyHash(torch.nn.Module? network)
    {
        var lines = network is null ? [] : KeyLines(network).ToArray();
        return (lines.Length, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))))));
    }
}
