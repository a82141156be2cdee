using System.Collections.Immutable;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Hosts.Supir;
using TorchTss.Runtime;
using TorchTss.Tests.Checkpoints;
using TorchTss.Tests.Checkpoints.Layouts;
using static TorchSharp.torch;

namespace TorchTss.Tests.Hosts.Supir;

/// <summary>Files of full size as they are published: every tensor has its place, and every network loads strictly.</summary>
[NonParallelizable] // the default device is global
public sealed class SupirSourcesTests
{
    private const string Base = "sd_xl_base_1.0_0.9vae.safetensors", Supir = "SUPIR-v0Q.safetensors";

    private static readonly (string Name, ImmutableArray<long> Shape)[] _supir = SupirLayoutTests.Keys("supir/SUPIR-v0Q.keys.txt");
    private static readonly (string Name, ImmutableArray<long> Shape)[] _base = SupirLayoutTests.Keys("convert/sd_xl_base.safetensors.keys.txt");
    private static readonly Compute _half = new(CPU, ScalarType.Float16);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    private string Write(string name, IEnumerable<(string, ImmutableArray<long>)> keys, SafetensorsDtype dtype = SafetensorsDtype.F16)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        return SparseCheckpoint.Write(_folder.File(name), keys, dtype);
    }

    [Test]
    public void A_folder_with_both_files_loads_strictly()
    {
        Write(Base, _base);
        Write(Supir, _supir);
        var sources = SupirSources.Open(new RunSettings { Weights = _folder.Path });
        Assert.That((sources.Report, sources.Notices), Is.EqualTo((new[]
        {
            $"text encoders: 196 tensors of {Base}, 389 tensors of {Base}",
            $"autoencoder: 248 tensors of {Base}, 106 of the denoising encoder of {Supir}",
            $"UNet: 1680 tensors of {Base}, 118 adaptors of {Supir}",
            $"control network: 810 tensors of {Supir}",
        }, Array.Empty<string>())));
        LoadAll(sources);
    }

    [Test]
    public void One_merged_file_loads_strictly()
    {
        var sources = SupirSources.Open(new RunSettings { Weights = Write("merged.safetensors", [.. _base, .. _supir]) });
        Assert.That(sources.Report.Skip(2), Is.EqualTo(new[]
        {
            "UNet: 1680 tensors of merged.safetensors, 118 adaptors of merged.safetensors", "control network: 810 tensors of merged.safetensors",
        }));
        LoadAll(sources);
    }

    [Test]
    public void A_diffusers_folder_as_base_loads_strictly()
    {
        Diffusers("unet", "diffusers/sdxl-unet", """
            {"block_out_channels": [320, 640, 1280], "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"], "addition_embed_type": "text_time"}
            """);
        Diffusers("vae", "diffusers/sd-vae", """
            {"block_out_channels": [128, 256, 512, 512], "layers_per_block": 2, "scaling_factor": 0.13025, "sample_size": 1024,
             "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
             "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"]}
            """);
        Write("clip_l.safetensors", SupirLayoutTests.Keys("clip/clip-l.keys.txt"));
        Write("clip_g.safetensors", SupirLayoutTests.Keys("clip/open-clip-bigg.keys.txt"));
        var sources = SupirSources.Open(new RunSettings { Weights = _folder.Path, Supir = Write("supir/v0F.safetensors", _supir) });
        Assert.That((sources.Report, sources.Notices), Is.EqualTo((new[]
        {
            "text encoders: 196 tensors of clip_l.safetensors, 389 tensors of clip_g.safetensors",
            "autoencoder: 248 tensors of vae/diffusion_pytorch_model.safetensors, 106 of the denoising encoder of v0F.safetensors",
            "UNet: 1680 tensors of unet/diffusion_pytorch_model.safetensors, 118 adaptors of v0F.safetensors",
            "control network: 810 tensors of v0F.safetensors",
        }, Array.Empty<string>())));
        LoadAll(sources);
    }

    /// <summary>Specification §6.4: the SDXL file minus position_ids and logit_scale, the SUPIR file minus mask_LQ.</summary>
    [Test]
    public void Every_tensor_of_the_published_files_is_used_once()
    {
        var files = SupirOwnership.Of(new RunSettings { Weights = Write(Base, _base), Supir = Write(Supir, _supir) });
        SupirPart[] ofBase = [files.UNet, files.Autoencoder, .. files.TextEncoders];
        Assert.That((ofBase.Sum(p => p.Count), files.Own.Sum(p => p.Count)), Is.EqualTo((2513, 1034)));
        Assert.That(Unused(ofBase, _base), Is.EqualTo(new[] { "conditioner.embedders.0.transformer.text_model.embeddings.position_ids", "conditioner.embedders.1.model.logit_scale" }));
        Assert.That(Unused(files.Own, _supir), Is.EqualTo(new[] { "model.control_model.mask_LQ" }));

        static IEnumerable<string> Unused(IEnumerable<SupirPart> parts, (string Name, ImmutableArray<long> Shape)[] keys)
        {
            var used = parts.SelectMany(p =>
            {
                var model = (SingleFileModel)p.Source;
                return model.Match.Parts.Single(m => m.Component == p.Component).Tensors(model.Keys).SelectMany(t => t.Sources).Distinct();
            }).ToArray();
            Assert.That(used, Is.Unique);
            return keys.Select(k => k.Name).Except(used);
        }
    }

    [Test]
    public void Weights_in_the_dtype_of_the_run_are_the_files_own_pages()
    {
        var sources = SupirSources.Open(new RunSettings { Weights = Write(Base, _base), Supir = Write(Supir, _supir, SafetensorsDtype.F32) });
        Assert.That(sources.Memory(_half, Compute.Reference).Select(m => (m.Name, m.Parameters, m.Bytes, m.IsMapped, m.IsTransient)), Is.EqualTo(new[]
        {
            ("text encoders", 817_720_320L, 1_635_440_640L, true, true), ("autoencoder", 117_817_455L, 471_269_820L, false, false),
            ("UNet", 2_622_261_124L, 5_244_522_248L, false, false), ("control network", 1_243_378_880L, 2_486_757_760L, false, false),
        }));
    }

    private void Diffusers(string component, string list, string config)
    {
        Write($"{component}/diffusion_pytorch_model.safetensors", SupirLayoutTests.Keys($"{list}.keys.txt"));
        File.WriteAllText(_folder.File($"{component}/config.json"), config);
    }

    private static void LoadAll(SupirSources sources)
    {
        using var unet = sources.LoadUNet(_half);
        using var control = sources.LoadControl(_half);
        using var autoencoder = sources.LoadAutoencoder(_half);
        using var texts = sources.Encoders()!.Open(_half);
        Assert.That((unet.state_dict().Count, control.state_dict().Count, autoencoder.state_dict().Count), Is.EqualTo((1798, 810, 354)));
    }
}
