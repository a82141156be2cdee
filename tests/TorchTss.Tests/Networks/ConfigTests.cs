using System.Text.Json;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Tests.Networks;

public sealed class ConfigTests
{
    private const string Advice = "use a model of the Stable Diffusion 1.5, 2.1 or XL kind", Damaged = "the file is damaged or edited";

    [Test]
    public void An_empty_unet_config_has_the_official_defaults()
    {
        var unet = Read<UNetConfig>("{}");
        Assert.That(Shape(unet), Is.EqualTo(Shape(UNetConfig.Sd15 with { SampleSize = null, ContextChannels = [1280, 1280, 1280, 1280] })));
    }

    [Test]
    public void The_released_configs_are_the_presets()
    {
        const string sd15 = """{"_class_name": "UNet2DConditionModel", "sample_size": 64, "attention_head_dim": 8, "cross_attention_dim": 768}""";
        Assert.That(Shape(Read<UNetConfig>(sd15)), Is.EqualTo(Shape(UNetConfig.Sd15)));
        const string sd21 = """
            {"sample_size": 96, "attention_head_dim": [5, 10, 20, 20], "cross_attention_dim": 1024,
             "use_linear_projection": true, "upcast_attention": true, "dual_cross_attention": false}
            """;
        Assert.That(Shape(Read<UNetConfig>(sd21)), Is.EqualTo(Shape(UNetConfig.Sd21)));
        const string sdxl = """
            "block_out_channels": [320, 640, 1280], "attention_head_dim": [5, 10, 20], "cross_attention_dim": 2048,
            "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"], "transformer_layers_per_block": [1, 2, 10],
            "addition_embed_type": "text_time", "addition_time_embed_dim": 256, "projection_class_embeddings_input_dim": 2816,
            "addition_embed_type_num_heads": 64, "use_linear_projection": true, "class_embed_type": null, "num_attention_heads": null
            """;
        const string up = """
            "sample_size": 128, "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"]
            """;
        Assert.That(Shape(Read<UNetConfig>($"{{{up}, {sdxl}}}")), Is.EqualTo(Shape(UNetConfig.Sdxl)));
        Assert.That(Shape(Read<ControlNetConfig>($"{{{sdxl}}}")), Is.EqualTo(Shape(ControlNetConfig.Sdxl)));
        const string tile = """{"cross_attention_dim": 768, "global_pool_conditions": false}""";
        Assert.That(Shape(Read<ControlNetConfig>(tile)), Is.EqualTo(Shape(ControlNetConfig.Sd15)));
    }

    [Test]
    public void The_bundled_host_is_read()
    {
        var unet = UNetConfig.FromJson(Bundled("unet"), "unet");
        Assert.That((unet.Levels, unet.SampleSize, unet.Groups), Is.EqualTo((3, (int?)32, 16)));
        Assert.That(unet.TransformerDepth, Is.EqualTo(new[] { 0, 0, 1 }));
        Assert.That(unet.UpTransformerDepth, Is.EqualTo(new[] { 1, 0, 0 }));
        Assert.That(ControlNetConfig.FromJson(Bundled("controlnet"), "controlnet").HintScale, Is.EqualTo(4));
        var vae = AutoencoderConfig.FromJson(Bundled("vae"), "vae");
        Assert.That((vae.MiddleAttention, vae.ScalingFactor, vae.Factor, vae.Tiles), Is.EqualTo((false, 1.0, 4, new AutoencoderTiles(128, 32))));
    }

    [Test]
    public void An_empty_autoencoder_config_has_the_defaults_of_the_class()
    {
        var vae = Read<AutoencoderConfig>("{}");
        Assert.That(vae.Channels, Is.EqualTo(new[] { 64 }));
        Assert.That((vae.Layers, vae.SampleSize, vae.ScalingFactor, vae.ForceUpcast, vae.QuantConv), Is.EqualTo((1, 32, 0.18215, true, true)));
    }

    [Test]
    public void A_sample_size_may_be_a_list()
    {
        Assert.That(Read<UNetConfig>("""{"sample_size": [64, 96]}""").SampleSize, Is.EqualTo(64));
        Assert.That(Read<AutoencoderConfig>("""{"sample_size": [256, 512]}""").SampleSize, Is.EqualTo(256));
    }

    [Test]
    public void A_controlnet_takes_its_number_of_heads_under_either_name()
    {
        Assert.That(Read<ControlNetConfig>("""{"num_attention_heads": 4, "attention_head_dim": 8}""").Heads, Is.All.EqualTo(4));
        Assert.That(Read<ControlNetConfig>("""{"num_attention_heads": null, "attention_head_dim": 2}""").Heads, Is.All.EqualTo(2));
    }

    [Test]
    public void A_level_without_attention_may_have_no_depth_and_the_way_up_depths_of_its_own()
    {
        const string sdxl = """
            {"block_out_channels": [320, 640, 1280], "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
             "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"], "transformer_layers_per_block": [0, 2, 10],
             "reverse_transformer_layers_per_block": [4, 3, 0]}
            """;
        var unet = Read<UNetConfig>(sdxl);
        Assert.That(unet.TransformerDepth, Is.EqualTo(new[] { 0, 2, 10 }));
        Assert.That(unet.UpTransformerDepth, Is.EqualTo(new[] { 4, 3, 0 }));
    }

    [Test]
    public void What_pipelines_do_to_latents_is_not_the_autoencoders_business() => Assert.That(
        Shape(Read<AutoencoderConfig>("""{"shift_factor": 0.1159, "latents_mean": [0.1], "latents_std": [1]}""")),
        Is.EqualTo(Shape(Read<AutoencoderConfig>("{}"))));

    [Test]
    public void Tiles_have_the_published_sizes()
    {
        AutoencoderConfig[] presets = [AutoencoderConfig.Sd15, AutoencoderConfig.Sd21, AutoencoderConfig.Sdxl];
        Assert.That(presets.Select(p => p.Tiles), Is.EqualTo(new AutoencoderTiles[] { new(512, 64), new(768, 96), new(1024, 128) }));
    }

    [TestCase("""{"class_embed_type": "timestep"}""", "class_embed_type is \"timestep\", but only null is implemented; " + Advice)]
    [TestCase("""{"num_attention_heads": 8}""", "num_attention_heads is 8, but only null is implemented; " + Advice)]
    [TestCase("""{"dual_cross_attention": true}""", "dual_cross_attention is true, but only false is implemented; " + Advice)]
    [TestCase("""{"act_fn": "gelu"}""", "act_fn is \"gelu\", but only silu or swish is implemented; " + Advice)]
    [TestCase("""{"time_embedding_type": "fourier"}""", "time_embedding_type is \"fourier\", but only positional is implemented; " + Advice)]
    [TestCase("""{"only_cross_attention": [true, true, true, false]}""",
        "only_cross_attention is [true, true, true, false], but only false is implemented; " + Advice)]
    [TestCase("""{"resnet_time_scale_shift": "spatial"}""",
        "resnet_time_scale_shift is \"spatial\", but only default or scale_shift is implemented; " + Advice)]
    [TestCase("""{"mid_block_type": "UNetMidBlock2DSimpleCrossAttn"}""",
        "mid_block_type is \"UNetMidBlock2DSimpleCrossAttn\", but only UNetMidBlock2DCrossAttn or UNetMidBlock2D is implemented; " + Advice)]
    [TestCase("""{"transformer_layers_per_block": [0, 1, 1, 1]}""",
        "transformer_layers_per_block is 0 on a level with attention, but only 1 or more is implemented; " + Advice)]
    [TestCase("""{"addition_embed_type": "image"}""", "addition_embed_type is \"image\", but only null or text_time is implemented; " + Advice)]
    [TestCase("""{"conv_in_kernel": 5}""", "conv_in_kernel is 5, but only 3 is implemented; " + Advice)]
    [TestCase("""{"down_block_types": ["AttnDownBlock2D"]}""",
        "down_block_types is \"AttnDownBlock2D\", but only DownBlock2D or CrossAttnDownBlock2D is implemented; " + Advice)]
    [TestCase("""{"attention_head_dim": [8, 8]}""", "attention_head_dim has 2 entries, but block_out_channels has 4; " + Damaged)]
    [TestCase("""{"block_out_channels": [32, 64]}""", "down_block_types has 4 entries, but block_out_channels has 2; " + Damaged)]
    [TestCase("""{"block_out_channels": [32, 48, 64, 64]}""", "block_out_channels has 48, which norm_num_groups 32 does not divide; " + Damaged)]
    [TestCase("""{"block_out_channels": 320}""", "block_out_channels is 320, expected a list of positive whole numbers; " + Damaged)]
    [TestCase("""{"cross_attention_dim": "768"}""", "cross_attention_dim is \"768\", expected a positive whole number; " + Damaged)]
    [TestCase("""{"layers_per_block": 0}""", "layers_per_block is 0, expected a positive whole number; " + Damaged)]
    [TestCase("""{"transformer_layers_per_block": [[1, 1], 1, 1, 1]}""",
        "transformer_layers_per_block is [1, 1], but only one number per level is implemented; " + Advice)]
    [TestCase("""{"norm_eps": "small"}""", "norm_eps is \"small\", expected a number; " + Damaged)]
    [TestCase("""{"use_linear_projection": 1}""", "use_linear_projection is 1, expected true or false; " + Damaged)]
    [TestCase("""{"up_block_types": "UpBlock2D"}""", "up_block_types is \"UpBlock2D\", expected a list of block types; " + Damaged)]
    public void A_unet_that_is_not_implemented_is_refused(string json, string complaint) =>
        Assert.That(Assert.Throws<UserException>(() => Read<UNetConfig>(json))!.Message, Is.EqualTo($"config.json: {complaint}"));

    [TestCase("""{"mid_block_type": null}""", "mid_block_type is null, but only a UNet may have no bottom; " + Advice)]
    [TestCase("""{"controlnet_conditioning_channel_order": "rgba"}""",
        "controlnet_conditioning_channel_order is \"rgba\", but only rgb or bgr is implemented; " + Advice)]
    [TestCase("""{"encoder_hid_dim_type": "text_proj"}""", "encoder_hid_dim_type is \"text_proj\", but only null is implemented; " + Advice)]
    public void A_controlnet_that_is_not_implemented_is_refused(string json, string complaint) =>
        Assert.That(Assert.Throws<UserException>(() => Read<ControlNetConfig>(json))!.Message, Is.EqualTo($"config.json: {complaint}"));

    [TestCase("""{"down_block_types": ["AttnDownEncoderBlock2D"]}""",
        "down_block_types is \"AttnDownEncoderBlock2D\", but only DownEncoderBlock2D is implemented; " + Advice)]
    public void An_autoencoder_that_is_not_implemented_is_refused(string json, string complaint) =>
        Assert.That(Assert.Throws<UserException>(() => Read<AutoencoderConfig>(json))!.Message, Is.EqualTo($"config.json: {complaint}"));

    private static JsonElement Bundled(string part)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "weights", "tiny", part, "config.json");
        return JsonDocument.Parse(File.ReadAllText(file)).RootElement;
    }

    private static TConfig Read<TConfig>(string json)
    {
        var config = JsonDocument.Parse(json).RootElement;
        object read = typeof(TConfig) == typeof(UNetConfig) ? UNetConfig.FromJson(config, "config.json")
            : typeof(TConfig) == typeof(ControlNetConfig) ? ControlNetConfig.FromJson(config, "config.json")
            : AutoencoderConfig.FromJson(config, "config.json");
        return (TConfig)read;
    }

    /// <summary>A config as text, because lists in records compare by reference.</summary>
    private static string Shape<TConfig>(TConfig config) => JsonSerializer.Serialize(config);
}
