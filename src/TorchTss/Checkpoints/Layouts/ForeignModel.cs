namespace TorchTss.Checkpoints.Layouts;

/// <summary>Well-made files of things that are no model for this program, by their keys.</summary>
internal static class ForeignModel
{
    private const string Alone = "give the model itself";

    private static readonly (string[] Marks, string What, string Then)[] _kinds =
    [
        ([".lora_down.", ".lora_up.", ".lora_A.", ".lora_B.", "lora_unet_", ".lora.down.", ".hada_w1_"], "a LoRA, an addition to a model",
            "give the model that it was made for; LoRAs are not applied, merge it into the model first"),
        (["joint_blocks.0."], "a Stable Diffusion 3 model", "give an SD 1.x, SD 2.x or SDXL model"),
        (["double_blocks.0."], "a Flux model", "give an SD 1.x, SD 2.x or SDXL model"),
        (["string_to_param", "emb_params", "clip_g"], "a textual inversion, a few words' embeddings", Alone),
        (["motion_modules."], "a motion module of AnimateDiff", Alone),
        (["image_proj.", "ip_adapter."], "an IP-Adapter", Alone),
        (["adapter.body.", "body.0.block1."], "a T2I-Adapter", "give a ControlNet"),
        (["RRDB_trunk.", "body.0.rdb1.", "model.1.sub.0.RDB1."], "an ESRGAN upscaler", "give a diffusion model"),
    ];

    /// <summary>What it is and what to do, as the middle of a sentence; null where it is nothing known.</summary>
    public static string? Recognise(KeyTable keys)
    {
        foreach (var (marks, what, then) in _kinds)
        {
            if (keys.Names.Any(name => marks.Any(mark => name.Contains(mark, StringComparison.Ordinal)))) return $"is {what}; {then}";
        }
        return Refiner(keys);
    }

    /// <summary>SDXL's second model, whose layout is that of the first; null where it is not.</summary>
    public static string? Refiner(KeyTable keys) =>
        keys.HasUnder("conditioner.embedders.0.model.") && !keys.HasUnder("conditioner.embedders.1.") ? "is the SDXL refiner; give the base model" : null;
}
