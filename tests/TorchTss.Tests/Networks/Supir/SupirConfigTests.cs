using System.Text.Json;
using System.Text.Json.Nodes;
using TorchTss.Checkpoints;
using TorchTss.Networks.Supir;
using TorchTss.Runtime;

namespace TorchTss.Tests.Networks.Supir;

public sealed class SupirConfigTests
{
    private const string Released = """
        {"adm_in_channels": 2816, "num_classes": "sequential", "mode": "XL-base", "project_type": "ZeroSFT", "project_channel_scale": 2, "use_checkpoint": false,
         "in_channels": 4, "out_channels": 4, "model_channels": 320, "attention_resolutions": [4, 2], "num_res_blocks": 2, "channel_mult": [1, 2, 4],
         "num_head_channels": 64, "use_spatial_transformer": true, "use_linear_in_transformer": true, "transformer_depth": [1, 2, 10], "context_dim": 2048,
         "spatial_transformer_attn_type": "softmax-xformers", "legacy": false}
        """;

    [Test]
    public void The_released_arguments_are_the_released_shape()
    {
        var read = Read(JsonNode.Parse(Released)!.AsObject());
        var released = SupirConfig.Released;
        Assert.Multiple(() =>
        {
            Assert.That(read.Channels, Is.EqualTo(released.Channels));
            Assert.That(read.Heads, Is.EqualTo(released.Heads));
            Assert.That(read.TransformerDepth, Is.EqualTo(released.TransformerDepth), "depth of a level without attention is not used");
            Assert.That(read.ContextChannels, Is.EqualTo(released.ContextChannels));
            Assert.That((read.MiddleDepth, read.VectorChannels, read.LinearProjection), Is.EqualTo((10, 2816, true)));
        });
    }

    [TestCase("mode", "\"SD-base\"", "case: config.mode is \"SD-base\", but only XL-base is implemented; use another")]
    [TestCase("project_channel_scale", "1", "case: config.project_channel_scale is 1, but only 2 is implemented; use another")]
    [TestCase("num_classes", "1000", "case: config.num_classes is 1000, but only sequential is implemented; use another")]
    [TestCase("use_scale_shift_norm", "true", "case: config.use_scale_shift_norm is true, but only false is implemented; use another")]
    [TestCase("model_channels", "20", "case: config.model_channels gives 20 channels, not a multiple of 32; use another")]
    [TestCase("num_head_channels", "48", "case: config.num_head_channels is 48, and 640 channels are no multiple of it; use another")]
    [TestCase("context_dim", "null", "case: config.context_dim is missing; mend it")]
    public void What_is_not_implemented_is_refused_in_a_sentence(string key, string value, string sentence)
    {
        var config = JsonNode.Parse(Released)!.AsObject();
        config[key] = JsonNode.Parse(value);
        Assert.That(() => Read(config), Throws.TypeOf<UserException>().With.Message.EqualTo(sentence));
    }

    private static SupirConfig Read(JsonObject config)
    {
        using var json = JsonDocument.Parse(config.ToJsonString());
        return SupirConfig.Read(new ConfigReader(json.RootElement.Clone(), "case: config.", "use another", "mend it"));
    }
}
