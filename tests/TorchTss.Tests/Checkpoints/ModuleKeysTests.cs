using TorchTss.Checkpoints;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Tests.Checkpoints;

public sealed class ModuleKeysTests
{
    [Test] // fixtures baselines/srvgg-x4: num_feat 16, num_conv 4, upscale 4, prelu
    public void The_hash_is_that_of_the_official_module()
    {
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        for (var i = 0; i < 5; i++)
        {
            layers.Add(($"{2 * i}", Conv2d(i == 0 ? 3 : 16, 16, 3, padding: 1, device: META)));
            layers.Add(($"{2 * i + 1}", PReLU(16, device: META)));
        }
        layers.Add(("10", Conv2d(16, 48, 3, padding: 1, device: META)));
        using var body = Sequential(layers);
        using var network = Sequential(("body", body));
        var keys = ModuleKeys.Of(network);
        Assert.That((keys.Count, ModuleKeys.Sha256(keys)), Is.EqualTo((17, "1603ae0ac209b490ee51ef790b2078839ad435a4d8e250c3fda1c567d07d06e1")));
    }

    [Test]
    public void Float_buffers_count_and_integer_ones_do_not()
    {
        using var norm = BatchNorm2d(3);
        Assert.That(ModuleKeys.Of(norm).Select(k => k.Name), Is.EqualTo(new[] { "bias", "running_mean", "running_var", "weight" }));
    }
}
