namespace TorchTss.Tests.Metrics.QAlign;

/// <summary>Keys and shapes of q-future/one-align as specification §7.2 to §7.4 lists them.</summary>
internal static class OwlKeys
{
    public static IEnumerable<string> FullSize() => [.. Vision(), .. Abstractor(), .. Language()];

    private static IEnumerable<string> Vision()
    {
        const string root = "model.vision_model";
        yield return $"{root}.embeddings.cls_token [1, 1, 1024]";
        yield return $"{root}.embeddings.position_embedding [1, 1025, 1024]";
        yield return $"{root}.embeddings.patch_embed.weight [1024, 3, 14, 14]";
        foreach (var key in Norm($"{root}.embeddings.pre_layernorm", 1024).Concat(Norm($"{root}.post_layernorm", 1024))) yield return key;
        for (var i = 0; i < 24; i++)
        {
            var layer = $"{root}.encoder.layers.{i}";
            string[] keys =
            [
                .. Linear($"{layer}.self_attn.query_key_value", 1024, 3072), .. Linear($"{layer}.self_attn.dense", 1024, 1024),
                .. Norm($"{layer}.input_layernorm", 1024), .. Norm($"{layer}.post_attention_layernorm", 1024),
                .. Linear($"{layer}.mlp.fc1", 1024, 4096), .. Linear($"{layer}.mlp.fc2", 4096, 1024),
            ];
            foreach (var key in keys) yield return key;
        }
    }

    private static IEnumerable<string> Abstractor()
    {
        const string root = "model.visual_abstractor";
        yield return $"{root}.query_embeds [1, 64, 1024]";
        yield return $"{root}.vit_eos [1, 1, 4096]";
        foreach (var key in Linear($"{root}.visual_fc", 1024, 4096)) yield return key;
        for (var i = 0; i < 6; i++)
        {
            var layer = $"{root}.encoder.layers.{i}.crossattention";
            string[] keys =
            [
                $"{layer}.attention.q_pos_embed [64, 1024]", $"{layer}.attention.k_pos_embed [1025, 1024]",
                .. Linear($"{layer}.attention.query", 1024, 1024), .. Linear($"{layer}.attention.key", 1024, 1024),
                .. Linear($"{layer}.attention.value", 1024, 1024), .. Linear($"{layer}.output.out_proj", 1024, 1024),
                .. Norm($"{layer}.output.norm2", 1024), .. Linear($"{layer}.output.mlp.w1", 1024, 2816),
                .. Linear($"{layer}.output.mlp.w2", 2816, 1024), .. Linear($"{layer}.output.mlp.w3", 1024, 2816),
                .. Norm($"{layer}.output.mlp.ffn_ln", 2816), .. Norm($"{layer}.norm1", 1024), .. Norm($"{layer}.normk", 1024),
            ];
            foreach (var key in keys) yield return key;
        }
    }

    private static IEnumerable<string> Language()
    {
        yield return "model.embed_tokens.weight [32000, 4096]";
        yield return "model.norm.weight [4096]";
        yield return "lm_head.weight [32000, 4096]";
        for (var i = 0; i < 32; i++)
        {
            var layer = $"model.layers.{i}";
            yield return $"{layer}.self_attn.q_proj.weight [4096, 4096]";
            yield return $"{layer}.self_attn.o_proj.weight [4096, 4096]";
            yield return $"{layer}.mlp.gate_proj.weight [11008, 4096]";
            yield return $"{layer}.mlp.up_proj.weight [11008, 4096]";
            yield return $"{layer}.mlp.down_proj.weight [4096, 11008]";
            foreach (var way in new[] { "multiway.0", "multiway.1" })
            {
                yield return $"{layer}.self_attn.k_proj.{way}.weight [4096, 4096]";
                yield return $"{layer}.self_attn.v_proj.{way}.weight [4096, 4096]";
                yield return $"{layer}.input_layernorm.{way}.weight [4096]";
                yield return $"{layer}.post_attention_layernorm.{way}.weight [4096]";
            }
        }
    }

    private static string[] Linear(string name, int input, int output) => [$"{name}.weight [{output}, {input}]", $"{name}.bias [{output}]"];

    private static string[] Norm(string name, int width) => [$"{name}.weight [{width}]", $"{name}.bias [{width}]"];
}
