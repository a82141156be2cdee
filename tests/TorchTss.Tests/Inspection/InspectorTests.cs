using System.Collections.Immutable;
using System.Security.Cryptography;
using TorchTss.Checkpoints;
using TorchTss.Inspection;
using TorchTss.Tests.Checkpoints;
using TorchTss.Tests.Hosts.Supir;
using static TorchSharp.torch;

namespace TorchTss.Tests.Inspection;

public sealed class InspectorTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    private CheckpointInspection Inspect(string list, params string[] more) => Inspector.Run(SparseCheckpoint.Write(
        _folder.File("model.safetensors"),
        [.. File.ReadLines(Path.Combine(ParityCases.Folder("."), list)).Select(SparseCheckpoint.Key), .. more.Select(SparseCheckpoint.Key)]));

    [Test]
    public void Counts_networks_tensors_and_parameters()
    {
        var found = Inspect("convert/sd_xl_base.safetensors.keys.txt");
        Assert.That((found.Family, found.Container), Is.EqualTo(("SDXL", "safetensors")));
        Assert.That(found.Networks.Select(n => (n.Component, n.Title, n.Tensors, n.Parameters)), Is.EqualTo(new[]
        {
            ("unet", "UNet of SDXL", 1680, 2_567_463_684L), ("vae", "autoencoder", 248, 83_653_863L),
            ("text_encoder", "text encoder", 196, 123_060_480L), ("text_encoder_2", "second text encoder", 389, 694_659_840L),
        }));
        Assert.That(found.Uses, Is.EqualTo(new[]
        {
            $"host controlnet: --weights {found.Path}, with a ControlNet for SDXL", $"host supir: --weights {found.Path}, with SUPIR's own weights as --supir",
        }));
        Assert.That(found.Remarks, Is.Empty);
    }

    [Test]
    public void SUPIR_is_an_addition_to_SDXL()
    {
        var found = Inspect("supir/SUPIR-v0Q.keys.txt");
        Assert.That((found.Layout, found.Certainty, found.Family), Is.EqualTo(("supir, 1034 of 1035 tensors used, 1 known extras", 1.0, "SDXL")));
        Assert.That(found.Networks.Select(n => (n.Component, n.Title, n.Tensors, n.Parameters)), Is.EqualTo(new[]
        {
            ("control", "control network of SUPIR", 810, 1_243_378_880L), ("adaptors", "adaptors of SUPIR", 118, 54_797_440L),
            ("denoise_encoder", "denoising encoder of SUPIR", 106, 34_163_592L),
        }));
        Assert.That(found.Uses, Is.EqualTo(new[] { $"host supir: --supir {found.Path}, with an SDXL base as --weights" }));
        Assert.That(found.Remarks, Is.EqualTo(new[] { "is an addition to SDXL: SUPIR needs an SDXL base beside it" }));
    }

    [Test]
    public void SUPIR_merged_with_SDXL_is_complete()
    {
        var found = Inspect("convert/sd_xl_base.safetensors.keys.txt", File.ReadAllLines(Path.Combine(ParityCases.Folder("supir"), "SUPIR-v0Q.keys.txt")));
        Assert.That((found.Certainty, found.Family, found.Networks.Count), Is.EqualTo((1.0, "SDXL", 7)));
        Assert.That(found.Uses, Is.EqualTo(new[]
        {
            $"host controlnet: --weights {found.Path}, with a ControlNet for SDXL", $"host supir: --weights {found.Path}",
        }));
        Assert.That(found.Remarks, Is.Empty);
    }

    [Test]
    public void SUPIR_in_8_bits_without_its_control_network_is_said_to_be_so()
    {
        var path = SparseCheckpoint.Write(
            _folder.File("pruned.safetensors"), SupirToy.Own().Where(k => !k.Item1.StartsWith("model.control_model.", StringComparison.Ordinal)), SafetensorsDtype.F8_E4M3);
        Assert.That(Inspector.Run(path).Remarks, Is.EqualTo(new[]
        {
            "is SUPIR without its control network; take the file as it was published", "is an addition to SDXL: SUPIR needs an SDXL base beside it",
            "224 of its tensors are stored in 8-bit floats, which are widened while they are read",
        }));
    }

    [Test]
    public void What_is_odd_is_said() => Assert.That(Inspect("convert/sd21.ckpt.keys.txt", "extra.weight [2]").Remarks, Is.EqualTo(new[]
    {
        "1 tensor is known to no layout: extra.weight",
        "a file does not say what an SD 2.x model predicts; v is taken, which fits 2.1 and 2.0 at 768 pixels: for base give --prediction epsilon",
    }));

    [TestCase("metrics/clip_rn50.keys.txt", "metric clipiqa: put it into the metrics folder (--metric-weights) as clip_rn50.safetensors")]
    [TestCase("metrics/musiq_koniq.keys.txt", "metric musiq:weights=koniq: put it into the metrics folder (--metric-weights) as musiq_koniq.safetensors")]
    [TestCase("metrics/musiq_ava.keys.txt", "metric musiq:weights=ava: put it into the metrics folder (--metric-weights) as musiq_ava.safetensors")]
    [TestCase("metrics/fid_inception.keys.txt", "metric fid: put it into the metrics folder (--metric-weights) as inception_fid.safetensors")]
    public void Weights_of_metrics_are_recognised(string list, string use) => Assert.That(Inspect(list).Uses, Is.EqualTo(new[] { use }));

    [Test]
    public void What_is_no_model_is_described_and_not_refused()
    {
        var path = SparseCheckpoint.Write(_folder.File("lora.safetensors"), [("lora_unet_mid_block.lora_up.weight", ImmutableArray.Create(4L, 4L))]);
        Assert.That(Inspector.Run(path).Remarks, Is.EqualTo(new[]
        {
            "is a LoRA, an addition to a model; give the model that it was made for; LoRAs are not applied, merge it into the model first",
        }));
    }

    [Test]
    public void The_hash_is_that_of_the_file()
    {
        using (var w = ones(3)) SafetensorsWriter.Write(_folder.File("a.safetensors"), new Dictionary<string, Tensor> { ["w"] = w });
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_folder.File("a.safetensors"))));
        Assert.That(Inspector.Run(_folder.File("a.safetensors"), hash: true).Sha256, Is.EqualTo(hash));
    }
}
