using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Hosts;

/// <summary>Writes model folders in diffusers layout with deterministic weights: the real architecture at toy width.</summary>
internal sealed class SyntheticModel(string folder)
{
    public const string Sd15UNet = """{"block_out_channels": [16, 16, 32, 32], "layers_per_block": 1, "attention_head_dim": 2, "cross_attention_dim": 24, "norm_num_groups": 8}""";
    public const string SdxlUNet = """
        {"block_out_channels": [16, 32, 32], "layers_per_block": 1, "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
         "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"], "attention_head_dim": [2, 4, 4], "cross_attention_dim": 24, "norm_num_groups": 8,
         "use_linear_projection": true, "transformer_layers_per_block": [1, 1, 2], "addition_embed_type": "text_time", "addition_time_embed_dim": 8, "projection_class_embeddings_input_dim": 60}
        """;
    public const string F8Autoencoder = """
        {"block_out_channels": [8, 8, 16, 16], "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
         "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"], "layers_per_block": 1, "norm_num_groups": 8, "sample_size": 64}
        """;

    public const string Sd21UNet = """
        {"block_out_channels": [16, 16, 32, 32], "layers_per_block": 1, "attention_head_dim": [2, 2, 4, 4], "cross_attention_dim": 24, "norm_num_groups": 8,
         "use_linear_projection": true}
        """;

    public string Model => Path.Combine(folder, "model");

    public string ControlNet => Path.Combine(folder, "controlnet");

    /// <summary>UNet, ControlNet of the same shape, and an f8 autoencoder.</summary>
    public SyntheticModel Write(
        string unet, string prediction = "epsilon", string? controlNet = null, ScalarType dtype = ScalarType.Float32, string variant = "")
    {
        Component(Path.Combine(Model, "unet"), unet, json => new UNet(UNetConfig.FromJson(json, "unet")), dtype, variant);
        Component(Path.Combine(Model, "vae"), F8Autoencoder, json => new Autoencoder(AutoencoderConfig.FromJson(json, "vae")), dtype, variant);
        var control = WithoutUpBlocks(controlNet ?? unet);
        Component(ControlNet, control, json => new ControlNet(ControlNetConfig.FromJson(json, "controlnet")), dtype, variant);
        Directory.CreateDirectory(Path.Combine(Model, "scheduler"));
        File.WriteAllText(Path.Combine(Model, "scheduler", "scheduler_config.json"),
            $$"""{"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012, "num_train_timesteps": 1000, "prediction_type": "{{prediction}}"}""");
        return this;
    }

    /// <summary>Text encoders that fit the UNet: SD 1.x's, SD 2.x's, or SDXL's two, for texts of 8 tokens with start and end.</summary>
    public SyntheticModel WriteText(string unet)
    {
        if (unet == SdxlUNet)
        {
            TextEncoder("", new ClipTextConfig { Width = 16, PerceptronWidth = 32, Layers = 3, Heads = 2 }, "<|endoftext|>");
            TextEncoder("_2", new ClipTextConfig { Width = 8, PerceptronWidth = 16, Layers = 4, Heads = 2, QuickGelu = false, Projection = 12 }, "!");
        }
        else if (unet == Sd21UNet)
        {
            TextEncoder("", new ClipTextConfig { Width = 24, PerceptronWidth = 48, Layers = 3, Heads = 3, QuickGelu = false }, "!");
        }
        else
        {
            TextEncoder("", new ClipTextConfig { Width = 24, PerceptronWidth = 48, Layers = 3, Heads = 2 }, "<|endoftext|>");
        }
        return this;
    }

    /// <summary>One text encoder with a tokenizer of single letters.</summary>
    public void TextEncoder(string suffix, ClipTextConfig shape, string pad)
    {
        var tokenizer = Path.Combine(Model, $"tokenizer{suffix}");
        var vocabulary = SyntheticTokenizer.Write(tokenizer, pad);
        Component(Path.Combine(Model, $"text_encoder{suffix}"), $$"""
            {"model_type": "clip_text_model", "vocab_size": {{vocabulary}}, "max_position_embeddings": 8, "hidden_size": {{shape.Width}},
             "intermediate_size": {{shape.PerceptronWidth}}, "num_hidden_layers": {{shape.Layers}}, "num_attention_heads": {{shape.Heads}},
             "hidden_act": "{{(shape.QuickGelu ? "quick_gelu" : "gelu")}}", "projection_dim": {{shape.Projection ?? 99}}, "eos_token_id": 2}
            """, json => new ClipTextModel(ClipTextConfig.FromJson(json, "text_encoder", shape.Projection is not null)),
            ScalarType.Float32, "", stem: "model");
    }

    private static string WithoutUpBlocks(string config)
    {
        var values = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(config)!;
        values.Remove("up_block_types");
        return JsonSerializer.Serialize(values);
    }

    private static void Component(
        string folder, string config, Func<JsonElement, nn.Module> build, ScalarType dtype, string variant, string stem = "diffusion_pytorch_model")
    {
        using var scope = NewDisposeScope();
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.json"), config);
        using var json = JsonDocument.Parse(config);
        using var module = build(json.RootElement);
        var fill = new DeterministicFill();
        SafetensorsWriter.Write(Path.Combine(folder, $"{stem}{variant}.safetensors"),
            ModuleKeys.Of(module).ToDictionary(k => k.Name, k => fill.Parameter(k.Name, k.Shape).to(dtype)));
    }
}
