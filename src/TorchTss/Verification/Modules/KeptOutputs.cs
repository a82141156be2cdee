using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>What a case with many steps has computed so far: copies that outlive the scopes of the steps, and only of what the case stores.</summary>
internal sealed class KeptOutputs(FixtureCase fixture) : IProgress<SamplerProgress>
{
    private readonly Dictionary<string, Tensor> _outputs = [];

    /// <summary>Keeps a copy.</summary>
    public void Keep(string name, Tensor value)
    {
        if (fixture.Outputs.Contains(name)) _outputs[name] = value.clone().DetachFromDisposeScope();
    }

    /// <summary>Keeps the latent after a step.</summary>
    public void Report(SamplerProgress value) => Keep($"x.{value.Index}", value.Latent);

    /// <summary>Everything that was kept; from now on it belongs to the caller's scope.</summary>
    /// <param name="scope">The scope of the caller.</param>
    public IReadOnlyDictionary<string, Tensor> Handed(TorchSharp.DisposeScope scope)
    {
        foreach (var output in _outputs.Values) scope.Attach(output);
        return _outputs;
    }
}
