using TorchSharp;
using TorchTss.Networks.Supir;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The UNet with its adaptors, on a scalar timestep or a map.</summary>
[Named("supir.LightGLVUNet", "SUPIR's UNet with its adaptors")]
internal sealed class SupirUNet : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new LightUNet(SupirConfig.Read(fixture.Config));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var network = (LightUNet)module!;
        var x = fixture.Input("x", network);
        var given = (fixture.Input("context", network), fixture.Input("y", network));
        var control = fixture.Inputs("control.", network);
        var (levels, scale) = (fixture.SupirTimesteps(x, network.Config.Levels), fixture.ControlScale(network));
        torch.Tensor? sample = null;
        var paths = fixture.Outputs.Where(o => o != "sample").ToDictionary(Path);
        var inner = SupirInputs.Tapped(network, paths.Keys, () => sample = network.call(x, levels, given, control, scale));
        var outputs = inner.ToDictionary(o => paths[o.Key], o => o.Value);
        outputs["sample"] = sample!;
        return outputs;
    }

    /// <summary>Where an intermediate is made: <c>adaptor.7</c> → <c>project_modules.7</c>.</summary>
    private static string Path(string output) => output.Split('.') switch
    {
        ["middle"] => "middle_block",
        ["adaptor", var k] => $"project_modules.{k}",
        ["input_block", var k] => $"input_blocks.{k}",
        ["output_block", var k] => $"output_blocks.{k}",
        _ => output,
    };
}
