using TorchTss.Checkpoints;

namespace TorchTss.Networks;

/// <summary>The shape of an autoencoder from the arguments of ldm's and sgm's classes.</summary>
internal static class LdmAutoencoderConfig
{
    private const int Groups = 32;

    /// <summary>From a <c>ddconfig</c>.</summary>
    /// <param name="json">ch, ch_mult, num_res_blocks, z_channels, …</param>
    /// <exception cref="Runtime.UserException">A value that this network does not implement, or that cannot be.</exception>
    public static AutoencoderConfig Read(ConfigReader json)
    {
        (string Key, object? Implemented)[] only =
        [
            ("attn_resolutions", null), ("resamp_with_conv", true), ("use_linear_attn", false), ("give_pre_end", false), ("tanh_out", false),
        ];
        foreach (var (key, implemented) in only) json.Only(key, implemented);
        json.Ignore("dropout", "resolution");
        var width = json.RequiredCount("ch");
        int[] channels = [.. json.List("ch_mult", 1, 2, 4, 8).Select(multiple => multiple * width)];
        if (channels.FirstOrDefault(c => c % Groups != 0) is var odd and not 0)
        {
            throw json.Refusal("ch", FormattableString.Invariant($"gives {odd} channels, not a multiple of {Groups}"));
        }
        return new AutoencoderConfig
        {
            ImageChannels = json.RequiredCount("in_channels"),
            DecodedChannels = json.RequiredCount("out_ch"),
            LatentChannels = json.RequiredCount("z_channels"),
            SaysVariance = json.Flag("double_z", true),
            Channels = [.. channels],
            Layers = json.RequiredCount("num_res_blocks"),
            Groups = Groups,
            MiddleAttention = json.Name("attn_type", "vanilla", "vanilla", "vanilla-xformers", "none") != "none",
        };
    }
}
