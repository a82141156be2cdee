using TorchTss.Hosts.Supir;

namespace TorchTss.Tests.Hosts.Supir;

public sealed class FastBaseTests
{
    [Test]
    public void Lightning_settings_on_a_plain_base_are_told() => Assert.That(
        FastBase.Mismatch(new RunSettings { Preset = "lightning-quality" }, "models/sd_xl_base_1.0.safetensors"),
        Is.EqualTo("--preset lightning-quality: is made for a Lightning base, and sd_xl_base_1.0.safetensors is not named as one; "
            + "with a plain base use --preset quality, fidelity or paper"));

    [Test]
    public void Plain_settings_on_a_lightning_base_are_told() => Assert.That(
        FastBase.Mismatch(new RunSettings(), "Juggernaut_RunDiffusionPhoto2_Lightning_4Steps.safetensors"),
        Is.EqualTo("Juggernaut_RunDiffusionPhoto2_Lightning_4Steps.safetensors: seems to be a lightning base, made for few steps and little guidance; "
            + "use --preset lightning-quality"));

    [TestCase("lightning-fidelity", "x-lightning.safetensors")]
    [TestCase("lightning-fidelity", "models/RealVisXL-Lightning/")]
    [TestCase(null, "hyperrealistic-xl.safetensors")]
    [TestCase("paper", "sd_xl_base_1.0_0.9vae.safetensors")]
    [TestCase(null, "sd_xl_base_1.0_0.9vae.safetensors")]
    public void Those_that_go_together_are_not(string? preset, string file) => Assert.That(FastBase.Mismatch(new RunSettings { Preset = preset }, file), Is.Null);
}
