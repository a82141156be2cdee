using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Metrics.Fid;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The FID network: two rows of its resized input, the means of its taps, its features. <c>call.mode</c> is the resizing.</summary>
/// <remarks>For one picture [H, W, 3]; for a batch [N, H, W, 3] every output but the features has a dimension more.</remarks>
[Named("pyiqa.InceptionV3", "Inception-v3 of FID, with the resizing before it")]
internal sealed class PyiqaInception : IFixtureModule
{
    private static readonly string[] _means = ["mean.pool64", "mean.pool192", "mean.mix768"];

    public torch.nn.Module Build(FixtureCase fixture)
    {
        fixture.Config.Only("use_fid_inception", true);
        fixture.Config.Ignore("output_blocks", "requires_grad");                // the outputs' names say which; nothing is trained
        return new FidInception();
    }

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var network = (FidInception)module!;
        var mode = fixture.Call.Name("mode", "clean", "clean", "legacy_pytorch", "legacy_tensorflow", "basicsr") switch
        {
            "legacy_pytorch" => FidMode.LegacyPytorch,
            "legacy_tensorflow" => FidMode.LegacyTensorflow,
            "basicsr" => FidMode.Basicsr,
            _ => FidMode.Clean,
        };
        var rows = fixture.Input("image");
        Image8[] images = [.. (rows.dim() == 3 ? rows.unsqueeze(0) : rows).unbind().Select(ImageTensor.FromRows)];
        var input = torch.cat([.. images.Select(i => FidPicture.Resized(i, mode))]);
        var outputs = new Dictionary<string, torch.Tensor>
        {
            ["input_row0"] = Single(input.select(2, 0)),
            ["input_row150"] = Single(input.select(2, 150)),
        };
        var like = network.parameters().First();
        var h = torch.cat([.. images.Select(i => FidPicture.Of(i, mode))]).to(like.dtype, like.device);
        for (var k = 0; k < network.Blocks.Length; k++)
        {
            h = FidInception.Run(network.Blocks[k], h);
            if (k < _means.Length) outputs[_means[k]] = Single(h.mean([2, 3]));
        }
        outputs["features"] = h.flatten(1);
        return outputs;

        torch.Tensor Single(torch.Tensor values) => rows.dim() == 3 ? values[0] : values;
    }
}
