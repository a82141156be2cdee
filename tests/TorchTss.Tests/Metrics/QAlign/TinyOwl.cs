using System.Globalization;
using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Metrics.QAlign;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.QAlign;

/// <summary>The tiny Q-Align of specification §11.3, in memory and as a folder.</summary>
internal static class TinyOwl
{
    public const string ConfigJson = """
        {"model_type": "mplug_owl2", "vocab_size": 32000, "hidden_size": 64, "intermediate_size": 96, "num_hidden_layers": 2,
         "num_attention_heads": 4, "rms_norm_eps": 1e-05, "torch_dtype": "bfloat16", "visual_config": {
           "visual_model": {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
             "image_size": 56, "patch_size": 14},
           "visual_abstractor": {"num_learnable_queries": 8, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4,
             "intermediate_size": 48, "encoder_hidden_size": 32, "grid_size": 4}}}
        """;

    public static OwlConfig Config { get; } = new()
    {
        Width = 64,
        Hidden = 96,
        Layers = 2,
        Heads = 4,
        KeyHeads = 4,
        Vision = new() { Width = 32, Hidden = 64, Layers = 2, Heads = 4, ImageSize = 56 },
        Abstractor = new() { Queries = 8, Width = 32, Hidden = 48, Layers = 2, Heads = 4, Grid = 4 },
    };

    public static OwlModel Filled(OwlConfig? config = null) => ClosedForm.Filled(new OwlModel(config ?? Config));

    /// <summary>Writes one-align below a folder: config.json and as many files of weights as asked for.</summary>
    /// <returns>Its path.</returns>
    public static string Write(string folder, ScalarType dtype, int shards = 1)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var model = Filled();
        var path = Directory.CreateDirectory(Path.Combine(folder, "one-align")).FullName;
        File.WriteAllText(Path.Combine(path, "config.json"), ConfigJson);
        var tensors = model.state_dict().Select(p => (p.Key, Value: p.Value.to(dtype)))
            .Append((Key: "model.layers.0.self_attn.rotary_emb.inv_freq", Value: zeros(8))).ToArray();
        var files = tensors.Chunk((tensors.Length + shards - 1) / shards).Select((part, i) => (Name: FileName(i, shards), part)).ToArray();
        foreach (var (name, part) in files) SafetensorsWriter.Write(Path.Combine(path, name), part.ToDictionary(p => p.Key, p => p.Value));
        if (shards == 1) return path;
        var places = files.SelectMany(f => f.part.Select(p => (p.Key, f.Name))).ToDictionary(p => p.Key, p => p.Name);
        File.WriteAllText(Path.Combine(path, "model.safetensors.index.json"), JsonSerializer.Serialize(new { weight_map = places }));
        return path;
    }

    private static string FileName(int shard, int shards) =>
        shards == 1 ? "model.safetensors" : string.Create(CultureInfo.InvariantCulture, $"model-{shard}.safetensors");
}
