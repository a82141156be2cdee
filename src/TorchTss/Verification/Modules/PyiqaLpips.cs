using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Metrics.Lpips;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>LPIPS v0.1 on a filled trunk; <c>call.heads</c> names the published heads of <c>shared/data</c>.</summary>
[Named("pyiqa.LPIPS", "learned perceptual distance v0.1: its sum and every tap")]
internal sealed class PyiqaLpips : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture)
    {
        var json = fixture.Config;
        json.Only("version", "0.1");
        json.Only("lpips", true);
        json.Only("spatial", false);
        json.Ignore("pretrained", "pnet_rand", "pnet_tune", "use_dropout", "eval_mode", "model_path");  // where weights come from, and training
        return new LpipsNetwork(LpipsTrunk.Of(json.Name("net", "alex", "alex", "vgg", "squeeze") switch
        {
            "vgg" => LpipsNet.Vgg,
            "squeeze" => LpipsNet.Squeeze,
            _ => LpipsNet.Alex,
        }));
    }

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var network = (LpipsNetwork)module!;
        if (fixture.Call.Text("heads") is { } heads)
        {
            using var file = SafetensorsFile.Open(SharedFile.Find(fixture, heads));
            var like = network.parameters().First();
            network.LoadHeads(file, like.dtype, like.device);
        }
        var layers = network.call(fixture.Pixels("x", network), fixture.Pixels("y", network));
        return new Dictionary<string, torch.Tensor> { ["score"] = layers.sum(1), ["layers"] = layers };
    }
}
