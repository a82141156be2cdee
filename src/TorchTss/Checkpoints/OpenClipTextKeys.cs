using System.Globalization;

namespace TorchTss.Checkpoints;

/// <summary>open_clip's spelling of a text encoder (SD 2.x and SDXL in one file, StableSR, SUPIR) as that of transformers.</summary>
/// <param name="prefix">What stands before every key: <c>cond_stage_model.model.</c>; empty in open_clip's own files.</param>
/// <param name="layers">Layers that are read: 23 of 24 for SD 2.x.</param>
/// <param name="projected">Whether the pooled state's projection is read.</param>
internal sealed class OpenClipTextKeys(string prefix, int layers, bool projected)
{
    /// <summary>The encoder within a file; what else the file holds is left out.</summary>
    /// <param name="file">Is disposed with the result.</param>
    public DerivedCheckpoint Read(ICheckpoint file) =>
        new(file, file.Entries.Where(e => e.Name.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(Derive));

    private IEnumerable<DerivedTensor> Derive(CheckpointEntry entry)
    {
        const string root = "text_model.";
        return entry.Name[prefix.Length..].Split('.') switch
        {
            ["token_embedding", "weight"] => One($"{root}embeddings.token_embedding.weight"),
            ["positional_embedding"] => One($"{root}embeddings.position_embedding.weight"),
            ["transformer", "resblocks", var i, ..] when int.TryParse(i, CultureInfo.InvariantCulture, out var layer) && layer >= layers => [],
            ["transformer", "resblocks", var i, .. var leaf] => Layer(entry, $"{root}encoder.layers.{i}.", leaf),
            ["ln_final", var leaf] => One($"{root}final_layer_norm.{leaf}"),
            ["text_projection"] => projected ? One("text_projection.weight", TensorStep.Transpose) : [],     // there used as x·P
            ["text_projection", "weight"] => projected ? One("text_projection.weight") : [],
            ["logit_scale"] or ["logit_bias"] or ["attn_mask"] or ["visual", ..] => [],
            _ => One(entry.Name),
        };

        IEnumerable<DerivedTensor> One(string name, TensorStep? step = null) => [new(name, entry.Name, step ?? TensorStep.None)];
    }

    private static IEnumerable<DerivedTensor> Layer(CheckpointEntry entry, string layer, string[] leaf)
    {
        return leaf switch
        {
            ["ln_1", var kind] => [Of($"layer_norm1.{kind}")],
            ["ln_2", var kind] => [Of($"layer_norm2.{kind}")],
            ["attn", "in_proj_weight"] => Projections("weight"),
            ["attn", "in_proj_bias"] => Projections("bias"),
            ["attn", "out_proj", var kind] => [Of($"self_attn.out_proj.{kind}")],
            ["mlp", "c_fc", var kind] => [Of($"mlp.fc1.{kind}")],
            ["mlp", "c_proj", var kind] => [Of($"mlp.fc2.{kind}")],
            _ => [new(entry.Name, entry.Name)],
        };

        DerivedTensor Of(string name) => new(layer + name, entry.Name);

        IEnumerable<DerivedTensor> Projections(string kind)
        {
            var width = entry.Shape is [var rows, ..] ? rows / 3 : 0;
            return "qkv".Select((letter, i) =>
                new DerivedTensor($"{layer}self_attn.{letter}_proj.{kind}", entry.Name, TensorStep.Rows(i * width, (i + 1) * width)));
        }
    }
}
