using TorchTss.Checkpoints;
using TorchTss.Networks.Supir;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>What SUPIR's networks are told: text, vector and control, put together from what the text encoders say.</summary>
[Named("supir.GeneralConditionerWithControl", "SUPIR's text, size vector and control put together (sgm)")]
internal sealed class SupirConditioner : IFixtureModule
{
    private const string Size = "sgm.modules.encoders.modules.ConcatTimestepEmbedderND";

    public nn.Module Build(FixtureCase fixture) => new Nothing();

    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var vector = Vector(fixture.Config, fixture.Input("pooled_g"), key => fixture.Input($"size.{key}"));
        return new Dictionary<string, Tensor>
        {
            ["crossattn"] = cat([fixture.Input("hidden_l"), fixture.Input("hidden_g")], 2),
            ["vector"] = vector,
            ["control"] = fixture.Input("control"),
        };
    }

    /// <summary>The vector that the embedders of a configuration make, in their order.</summary>
    /// <param name="config">Has <c>emb_models</c>.</param>
    /// <param name="pooled">[B, P].</param>
    /// <param name="size">[B, 2] by input key.</param>
    internal static Tensor Vector(ConfigReader config, Tensor pooled, Func<string, Tensor> size)
    {
        var vector = pooled;
        foreach (var embedder in config.Parts("emb_models"))
        {
            if (embedder.Text("target") != Size)
            {
                embedder.Ignore("input_key");                   // a stand-in that hands out what the case brings
                continue;
            }
            vector = SizeVector.Of(vector, size(embedder.Text("input_key")!), embedder.Part("params").Count("outdim", SizeVector.Width));
        }
        return vector;
    }

    /// <summary>Its stand-ins have no parameters, and the case counts them.</summary>
    private sealed class Nothing() : nn.Module(nameof(Nothing));
}
