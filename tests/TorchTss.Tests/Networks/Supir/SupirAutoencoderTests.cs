using System.Collections.Immutable;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Networks;
using TorchTss.Networks.Supir;

namespace TorchTss.Tests.Networks.Supir;

[NonParallelizable] // the default device is global
public sealed class SupirAutoencoderTests
{
    [Test]
    public void Is_sdxls_autoencoder_with_a_second_encoder_of_106_tensors()
    {
        using var plain = MetaDevice.Build(() => new Autoencoder(AutoencoderConfig.Sdxl));
        using var supir = MetaDevice.Build(() => new SupirAutoencoder(AutoencoderConfig.Sdxl));
        var (known, all) = (ModuleKeys.Lines(ModuleKeys.Of(plain)).ToArray(), ModuleKeys.Lines(ModuleKeys.Of(supir)).ToArray());
        var second = all.Except(known).ToArray();
        Assert.That((known.Length, second.Length, all.Length), Is.EqualTo((248, 106, 354)));
        Assert.That(
            second.Select(l => l.Replace("denoise_encoder.", "encoder.", StringComparison.Ordinal)),
            Is.EquivalentTo(known.Where(l => l.StartsWith("encoder.", StringComparison.Ordinal))));
    }

    [Test]
    public void Its_keys_go_to_ldms_spelling_and_back()
    {
        using var supir = MetaDevice.Build(() => new SupirAutoencoder(AutoencoderConfig.Sdxl));
        var spelling = new LdmAutoencoderKeys();
        var keys = new KeyTable(ModuleKeys.Of(supir).Select(k => (k.Name, Shape: k.Shape.ToImmutableArray())));
        var ldm = new KeyTable(spelling.FromDiffusers(keys).Select(t => (t.Name, t.Step.Shape(keys.Shape(t.Source))!.Value)));
        Assert.That(ldm.Names, Has.None.Match("_blocks?\\."));
        Assert.That(ldm.Shape("denoise_encoder.mid.attn_1.q.weight"), Is.EqualTo(new long[] { 512, 512, 1, 1 }));
        var back = spelling.ToDiffusers(ldm).Select(t => (t.Name, Shape: t.Step.Shape(ldm.Shape(t.Source))!.Value.ToArray()));
        Assert.That(ModuleKeys.Lines(back), Is.EqualTo(ModuleKeys.Lines(ModuleKeys.Of(supir))));
    }
}
