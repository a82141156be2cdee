using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Conversion;
using TorchTss.Hosts.Supir;
using TorchTss.Networks.Supir;
using TorchTss.Runtime;
using TorchTss.Tests.Checkpoints;
using TorchTss.Tests.Checkpoints.Torch;
using static TorchSharp.torch;

namespace TorchTss.Tests.Hosts.Supir;

/// <summary>Every value of a file comes where its name says, whatever kind of file it is.</summary>
[NonParallelizable] // the default device is global
public sealed class SupirValuesTests
{
    private TemporaryFolder _folder = null!;
    private Dictionary<string, Tensor> _base = null!, _own = null!;

    [OneTimeSetUp]
    public void Begin()
    {
        _folder = new TemporaryFolder();
        (_base, _own) = (SupirToy.Filled(SupirToy.Base()), SupirToy.Filled(SupirToy.Own()));
        SafetensorsWriter.Write(Sdxl, _base);
        SafetensorsWriter.Write(Own, _own);
    }

    [OneTimeTearDown]
    public void End()
    {
        foreach (var tensor in _base.Values.Concat(_own.Values)) tensor.Dispose();
        _folder.Dispose();
    }

    private string Sdxl => _folder.File("base.safetensors");

    private string Own => _folder.File("own.safetensors");

    [Test]
    public void Published_files_fill_the_networks() => Check(Sdxl, Own);

    [Test]
    public void A_diffusers_folder_of_the_base_and_a_wrapped_PyTorch_file_fill_them_alike()
    {
        Converter.Run(new ConversionOptions { Input = Sdxl, Output = _folder.File("base"), To = ConversionTarget.Diffusers });
        Check(_folder.File("base"), _folder.File("v0Q.ckpt", TorchBytes.Of(_own, "state_dict")));
    }

    [Test]
    public void One_merged_file_fills_them_alike()
    {
        SafetensorsWriter.Write(_folder.File("merged.safetensors"), _base.Concat(_own).ToDictionary(p => p.Key, p => p.Value));
        Check(_folder.File("merged.safetensors"), null);
    }

    [TestCase(SafetensorsDtype.F8_E4M3)]
    [TestCase(SafetensorsDtype.F16)]
    [TestCase(SafetensorsDtype.BF16)]
    public void Files_of_shorter_types_are_widened(SafetensorsDtype dtype)
    {
        var sources = SupirSources.Open(new RunSettings { Weights = Sdxl, Supir = SparseCheckpoint.Write(_folder.File($"{dtype}.safetensors"), SupirToy.Own(), dtype) });
        using var control = sources.LoadControl(Compute.Reference);
        using var scope = NewDisposeScope();
        Assert.That(control.state_dict().Values.Select(v => (v.dtype, v.abs().max().item<float>())).Distinct(), Is.EqualTo(new[] { (ScalarType.Float32, 0f) }));
        Assert.That(sources.Memory(Compute.Reference, Compute.Reference).Select(m => m.IsMapped), Is.EqualTo(new[] { true, false, false, false }));
    }

    /// <summary>TorchSharp's count keeps one tensor per norm of a module that was built and disposed.</summary>
    [Test]
    public void Loading_leaves_no_tensor_behind_that_building_does_not()
    {
        var sources = SupirSources.Open(new RunSettings { Weights = Sdxl, Supir = Own });
        long[] loaded = [Left(() => sources.LoadUNet(Compute.Reference)), Left(() => sources.LoadControl(Compute.Reference)), Left(() => sources.LoadAutoencoder(Compute.Reference))];
        long[] built =
        [
            Left(() => new LightUNet(SupirToy.Network)), Left(() => new GlvControl(SupirToy.Network)), Left(() => new SupirAutoencoder(SupirToy.Codec)),
        ];
        Assert.That(loaded, Is.EqualTo(built));

        static long Left(Func<nn.Module> make)
        {
            var before = Live;
            make().Dispose();
            return Live - before;
        }
    }

    private static long Live => TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private void Check(string weights, string? supir)
    {
        var sources = SupirSources.Open(new RunSettings { Weights = weights, Supir = supir });
        using var scope = NewDisposeScope();
        using (var unet = sources.LoadUNet(Compute.Reference))
        {
            foreach (var (name, value) in unet.state_dict()) Same($"model.diffusion_model.{name}", value);
        }
        using (var control = sources.LoadControl(Compute.Reference))
        {
            foreach (var (name, value) in control.state_dict()) Same($"model.control_model.{name}", value);
        }
        using var autoencoder = sources.LoadAutoencoder(Compute.Reference);
        var values = autoencoder.state_dict();
        (string Own, string Official)[] some =
        [
            ("denoise_encoder.down_blocks.1.resnets.0.conv_shortcut.weight", "denoise_encoder.down.1.block.0.nin_shortcut.weight"),
            ("denoise_encoder.mid_block.attentions.0.to_q.weight", "denoise_encoder.mid.attn_1.q.weight"),
            ("encoder.mid_block.attentions.0.to_q.weight", "encoder.mid.attn_1.q.weight"),
            ("decoder.up_blocks.0.resnets.2.conv1.weight", "decoder.up.3.block.2.conv1.weight"), ("quant_conv.weight", "quant_conv.weight"),
        ];
        foreach (var (own, official) in some) Same($"first_stage_model.{official}", values[own]);
    }

    private void Same(string official, Tensor value)
    {
        var expected = _own.GetValueOrDefault(official) ?? _base[official];
        Assert.That(value.reshape(expected.shape).eq(expected).all().item<bool>(), Is.True, official);
    }
}
