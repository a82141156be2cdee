using TorchSharp;
using TorchTss.Networks.Supir;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The control network, on a scalar timestep or a map.</summary>
[Named("supir.GLVControl", "SUPIR's control network")]
internal sealed class SupirControl : IFixtureModule
{
    private const string Time = "time_embed", Hint = "input_hint_block";

    public torch.nn.Module Build(FixtureCase fixture) => new GlvControl(SupirConfig.Read(fixture.Config));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var network = (GlvControl)module!;
        var (x, hint) = (fixture.Input("xt", network), fixture.Input("x", network));
        var (text, vector) = (fixture.Input("context", network), fixture.Input("y", network));
        var levels = fixture.SupirTimesteps(x, network.Config.Levels);
        IReadOnlyList<torch.Tensor> features = [];
        var inner = SupirInputs.Tapped(network, [Time, Hint], () => features = network.call(x, levels, text, vector, hint));
        var outputs = features.Select((feature, k) => ($"control.{k}", feature)).ToDictionary();
        outputs["hint"] = inner[Hint];
        if (levels.IsUniform)
        {
            var rows = levels.BySize[(1, 1)];
            outputs["time_embed"] = inner[Time].index_select(0, rows.Used).index_select(0, rows.Rows.flatten()).expand(x.size(0), -1);
            return outputs;
        }
        var given = fixture.Input("timesteps");
        for (var level = 0; level < network.Config.Levels; level++)
        {
            outputs[$"level_map.{level}"] = fixture.LevelMap().Reduce(given.to(torch.float64), level).to(given.dtype);
        }
        return outputs;
    }
}
