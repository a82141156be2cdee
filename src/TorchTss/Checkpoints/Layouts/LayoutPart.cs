namespace TorchTss.Checkpoints.Layouts;

/// <summary>One network in a file.</summary>
/// <param name="Component">As diffusers calls its folder: unet, controlnet, vae, text_encoder, text_encoder_2; for SUPIR's own control, adaptors,
/// denoise_encoder.</param>
/// <param name="Prefix">Before each of its keys, with the dot.</param>
/// <param name="Spelling">How the rest is spelled.</param>
internal sealed record LayoutPart(string Component, string Prefix, IKeySpelling Spelling)
{
    /// <summary>Its tensors under diffusers' names, made of the file's.</summary>
    /// <param name="file">All keys of the file.</param>
    public IEnumerable<DerivedTensor> Tensors(KeyTable file) => Spelling.ToDiffusers(file.Under(Prefix))
        .Where(t => !KnownExtras.Has(t.Source) && !KnownExtras.Has(Prefix + t.Source))
        .Select(t => t with { Source = Prefix + t.Source });

    /// <summary>Whether a network of this kind has tensors that begin like this one: what a spelling does not know keeps its own name.</summary>
    public bool Knows(DerivedTensor tensor)
    {
        var start = tensor.Name.Split('.')[0];
        return Component switch
        {
            "vae" => start is "encoder" or "decoder" or "quant_conv" or "post_quant_conv",
            "unet" or "controlnet" => start is "conv_in" or "time_embedding" or "add_embedding" or "down_blocks" or "mid_block" or "up_blocks"
                or "conv_norm_out" or "conv_out" || start.StartsWith("controlnet_", StringComparison.Ordinal),
            SupirLayout.Control => start is "time_embed" or "label_emb" or "input_blocks" or "middle_block" or "input_hint_block",
            SupirLayout.Adaptors => start.All(char.IsAsciiDigit),
            SupirLayout.DenoiseEncoder => tensor.Name.Split('.')[1] is "conv_in" or "conv_norm_out" or "conv_out" or "down_blocks" or "mid_block",
            _ => start is "text_model" or "text_projection",
        };
    }

    /// <summary>The network within a file, which is disposed with the result.</summary>
    public DerivedCheckpoint Read(ICheckpoint file) => new(file, Tensors(new KeyTable(file.Entries)));

    /// <summary>Of the given parts, those whose prefix is there.</summary>
    public static IReadOnlyList<LayoutPart> Present(KeyTable keys, params ReadOnlySpan<LayoutPart> parts)
    {
        var present = new List<LayoutPart>();
        foreach (var part in parts)
        {
            if (keys.HasUnder(part.Prefix)) present.Add(part);
        }
        return present;
    }
}
