using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Tests.Networks;

public sealed class LdmAutoencoderConfigTests
{
    private const string Sdxl = """
        "attn_type": "vanilla-xformers", "double_z": true, "z_channels": 4, "resolution": 256, "in_channels": 3, "out_ch": 3, "ch": 128,
        "ch_mult": [1, 2, 4, 4], "num_res_blocks": 2, "attn_resolutions": [], "dropout": 0.0
        """;

    [Test]
    public void Sdxls_is_the_preset()
    {
        var (read, preset) = (Read(Sdxl), AutoencoderConfig.Sdxl);
        Assert.That(read.Channels, Is.EqualTo(preset.Channels));
        Assert.That(read with { SampleSize = 1024, ScalingFactor = 0.13025, Channels = preset.Channels }, Is.EqualTo(preset));
    }

    [Test]
    public void Widths_depth_and_what_is_said_of_a_latent_are_read()
    {
        var config = Read("""
            "attn_type": "none", "double_z": false, "z_channels": 3, "in_channels": 1, "out_ch": 2, "ch": 64, "ch_mult": [1, 3], "num_res_blocks": 1
            """);
        Assert.That(config.Channels, Is.EqualTo(new[] { 64, 192 }));
        Assert.That(
            (config.MiddleAttention, config.EncodedChannels, config.ImageChannels, config.DecodedChannels, config.Layers),
            Is.EqualTo((false, 3, 1, 2, 1)));
    }

    [TestCase("attn_resolutions", "[16]", "case: attn_resolutions is [16], but only null is implemented; stop")]
    [TestCase("tanh_out", "true", "case: tanh_out is true, but only false is implemented; stop")]
    [TestCase("attn_type", "\"linear\"", "case: attn_type is \"linear\", but only vanilla or vanilla-xformers or none is implemented; stop")]
    [TestCase("ch", "40", "case: ch gives 40 channels, not a multiple of 32; stop")]
    public void What_is_not_implemented_is_refused(string key, string value, string sentence)
    {
        using var json = JsonDocument.Parse($"{{{Sdxl}}}");
        var values = json.RootElement.EnumerateObject().Where(p => p.Name != key).Select(p => $"\"{p.Name}\": {p.Value.GetRawText()}");
        Assert.That(
            () => Read(string.Join(", ", values.Append($"\"{key}\": {value}"))), Throws.TypeOf<UserException>().With.Message.EqualTo(sentence));
    }

    private static AutoencoderConfig Read(string members)
    {
        using var json = JsonDocument.Parse($"{{{members}}}");
        return LdmAutoencoderConfig.Read(new ConfigReader(json.RootElement, "case: ", "stop", "repair"));
    }
}
