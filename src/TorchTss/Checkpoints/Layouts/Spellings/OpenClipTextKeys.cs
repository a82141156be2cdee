using System.Globalization;

namespace TorchTss.Checkpoints.Layouts.Spellings;

/// <summary>A text tower as open_clip names it: query, key and value are one tensor, and the projection is stored for x·P.</summary>
/// <param name="layers">How many layers are used, when not all: 23 of 24 for SD 2.x.</param>
/// <param name="projected">Whether the pooled state's projection is used.</param>
internal sealed class OpenClipTextKeys(int? layers = null, bool projected = true) : IKeySpelling
{
    private const string Blocks = "transformer.resblocks.", Layers = "text_model.encoder.layers.", Projection = "text_projection";

    private static readonly string[] _others = ["visual.", "logit_scale", "logit_bias", "attn_mask", "input_resolution", "context_length", "vocab_size"];

    private static readonly string[] _three = ["q", "k", "v"];

    private static readonly RenamedPairs _wholes = new(
        ("token_embedding.weight", "text_model.embeddings.token_embedding.weight"),
        ("positional_embedding", "text_model.embeddings.position_embedding.weight"),
        ("ln_final", "text_model.final_layer_norm"));

    private static readonly RenamedPairs _leaves = new(
        ("ln_1", "layer_norm1"), ("ln_2", "layer_norm2"), ("attn.out_proj", "self_attn.out_proj"), ("mlp.c_fc", "mlp.fc1"), ("mlp.c_proj", "mlp.fc2"));

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> ToDiffusers(KeyTable keys) => keys.Names
        .Where(name => !_others.Any(o => name.StartsWith(o, StringComparison.Ordinal)) && !IsUnused(name))
        .SelectMany(name => Diffusers(name, keys));

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> FromDiffusers(KeyTable keys) => keys.Names.SelectMany(OpenClip);

    private bool IsUnused(string name) => name.Split('.') switch
    {
        [Projection, ..] => !projected,
        ["transformer", "resblocks", var i, ..] => int.TryParse(i, NumberStyles.None, CultureInfo.InvariantCulture, out var layer) && layer >= layers,
        _ => false,
    };

    private static IEnumerable<DerivedTensor> Diffusers(string name, KeyTable keys) => name.Split('.') switch
    {
        [Projection] => [new($"{Projection}.weight", name, TensorStep.Transpose)],
        ["transformer", "resblocks", var i, "attn", "in_proj_weight" or "in_proj_bias"] => Parts(name, i, keys.Size(name, 0) / _three.Length),
        ["transformer", "resblocks", var i, .. var leaf] when _leaves.ToDiffusers(Join(leaf)) is { } known => [new($"{Layers}{i}.{known}", name)],
        _ => [new(_wholes.ToDiffusers(name) ?? name, name)],
    };

    private static IEnumerable<DerivedTensor> Parts(string name, string layer, int rows) => _three.Select((part, k) =>
        new DerivedTensor($"{Layers}{layer}.self_attn.{part}_proj.{Kind(name)}", name, TensorStep.Rows(k * rows, (k + 1) * rows)));

    private static IEnumerable<DerivedTensor> OpenClip(string name) => name.Split('.') switch
    {
        [Projection, "weight"] => [new(Projection, name, TensorStep.Transpose)],
        ["text_model", "encoder", "layers", var i, "self_attn", "q_proj", var kind] =>
            [new($"{Blocks}{i}.attn.in_proj_{kind}", name) { Below = [.. _three[1..].Select(p => $"{Layers}{i}.self_attn.{p}_proj.{kind}")] }],
        ["text_model", "encoder", "layers", _, "self_attn", "k_proj" or "v_proj", _] => [],
        ["text_model", "encoder", "layers", var i, .. var leaf] when _leaves.FromDiffusers(Join(leaf)) is { } known => [new($"{Blocks}{i}.{known}", name)],
        _ => [new(_wholes.FromDiffusers(name) ?? name, name)],
    };

    private static string Kind(string name) => name.EndsWith("weight", StringComparison.Ordinal) ? "weight" : "bias";

    private static string Join(string[] rest) => string.Join('.', rest);
}
