using System.Collections.Immutable;
using TorchTss.Hosts.Supir;
using TorchTss.Runtime;
using TorchTss.Tests.Checkpoints;
using TorchTss.Tests.Checkpoints.Layouts;

namespace TorchTss.Tests.Hosts.Supir;

/// <summary>Which file is taken for what, and every sentence about files that do not do.</summary>
[NonParallelizable] // the default device is global
public sealed class SupirChoiceTests
{
    private const string Published = "SUPIR-v0Q.ckpt or SUPIR-v0F.ckpt", Sdxl = "sd_xl_base_1.0_0.9vae.safetensors";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    private string Weights => Path.Combine(_folder.Path, "models");

    private string At(string name) => Path.Combine(Weights, name);

    private string Write(string name, params IEnumerable<(string, ImmutableArray<long>)>[] keys)
    {
        Directory.CreateDirectory(Weights);
        return SupirToy.Write(At(name), keys);
    }

    private string Base(string name = "base.safetensors") => Write(name, SupirToy.Base());

    private string Own(string name = "v0Q.safetensors") => Write(name, SupirToy.Own());

    private string Merged(string name = "merged.safetensors") => Write(name, SupirToy.Base(), SupirToy.Own());

    private SupirSources Open(string? weights = null, string? supir = null, string? vae = null, string? embeddings = null) =>
        SupirSources.Open(new RunSettings { Weights = weights ?? Weights, Supir = supir, Vae = vae, Embeddings = embeddings });

    private void Refused(string sentence, string? weights = null, string? supir = null, string? vae = null) =>
        Assert.That(() => Open(weights, supir, vae), Throws.TypeOf<UsageException>().With.Message.EqualTo(sentence));

    [Test]
    public void Small_ones_are_read_and_loaded_too()
    {
        var sources = Open(Base(), Own());
        using var unet = sources.LoadUNet(Compute.Reference);
        using var control = sources.LoadControl(Compute.Reference);
        Assert.That((sources.Configs.UNet.Channels, sources.Configs.Control.MiddleDepth), Is.EqualTo((SupirToy.Network.Channels, 2)));
        Assert.That(sources.Configs.SizeChannels(48), Is.EqualTo(8));
        Assert.That(sources.Encoders()!.ZerosForNoNegative, Is.True);
    }

    [Test]
    public void A_download_that_was_cut_off_is_named()
    {
        Base();
        var own = Own();
        using (var file = File.OpenWrite(own)) file.SetLength(file.Length / 2);
        Assert.That(() => Open(), Throws.TypeOf<UsageException>().With.Message.StartsWith(
            $"--supir: {Weights} has none of SUPIR's own networks (left out: {own}: ").And.Message.EndsWith("); give SUPIR-v0Q.ckpt or SUPIR-v0F.ckpt"));
    }

    [Test]
    public void What_is_unknown_in_supirs_file_is_told()
    {
        Base();
        Write("v0Q.safetensors", SupirToy.Own(), [("extra.weight", [3])]);
        Assert.That(Open().Notices, Does.Contain($"{At("v0Q.safetensors")}: 1 of its tensors are nothing of SUPIR's and are left out: extra.weight"));
    }

    [Test]
    public void The_file_that_is_named_is_taken_and_the_other_left_out()
    {
        Base();
        Own();
        var sources = Open(supir: Own("v0F.safetensors"));
        Assert.That(sources.Report[3], Is.EqualTo("control network: 290 tensors of v0F.safetensors"));
        Assert.That(sources.Notices, Is.Empty);
    }

    [Test]
    public void A_named_file_goes_before_a_merged_one_and_a_notice_says_so()
    {
        var (merged, own) = (Merged(), Own());
        var sources = Open(merged, own);
        Assert.That(sources.Report[2], Is.EqualTo("UNet: 620 tensors of merged.safetensors, 118 adaptors of v0Q.safetensors"));
        Assert.That(sources.Notices, Is.EqualTo(new[] { $"--supir {own}: SUPIR's own networks come from it, and those in {merged} are left out" }));
    }

    [Test]
    public void A_merged_file_lends_its_own_networks_to_another_base()
    {
        var (merged, sdxl) = (Merged(), Base());
        var sources = Open(sdxl, merged);
        Assert.That(sources.Report[2], Is.EqualTo("UNet: 620 tensors of base.safetensors, 118 adaptors of merged.safetensors"));
        Assert.That(sources.Notices, Is.EqualTo(new[] { $"--supir {merged}: has an SDXL model too, which is left out; the base is {sdxl}" }));
        Assert.That(Open(supir: merged).Report, Is.EqualTo(sources.Report), "its folder, beside the other base");
        File.Delete(sdxl);
        Assert.That(Open(supir: merged).Report[2], Is.EqualTo("UNet: 620 tensors of merged.safetensors, 118 adaptors of merged.safetensors"), "alone it is both");
    }

    [Test]
    public void Strangers_in_the_folder_are_left_out_and_told()
    {
        Base();
        Own();
        SparseCheckpoint.Write(At("lora.safetensors"), [("lora_unet_mid_block.lora_up.weight", ImmutableArray.Create(4L, 4L))]);
        SparseCheckpoint.Write(At("sd15.safetensors"), SupirLayoutTests.Keys("convert/sd15.ckpt.keys.txt"));
        Assert.That(Open().Notices, Is.EqualTo(new[]
        {
            $"left out: {At("lora.safetensors")}: is a LoRA, an addition to a model; give the model that it was made for; LoRAs are not applied, merge it into the model first",
            $"left out: {At("sd15.safetensors")}: is a model of SD 1.x",
        }));
    }

    [Test]
    public void Another_autoencoder_may_be_named()
    {
        var sources = Open(Base(), Own(), Write("vae.safetensors", SupirToy.Autoencoder()));
        Assert.That(sources.Report[1], Is.EqualTo("autoencoder: 248 tensors of vae.safetensors, 106 of the denoising encoder of v0Q.safetensors"));
        Assert.That(sources.Configs.Autoencoder.ScalingFactor, Is.EqualTo(0.13025));
    }

    [Test]
    public void A_base_needs_no_text_encoders_where_ready_states_are_given() =>
        Assert.That(Open(Write("base.safetensors", SupirToy.UNet(), SupirToy.Autoencoder()), Own(), embeddings: "states.safetensors").Encoders(), Is.Null);

    [Test]
    public void Without_weights_it_is_said_what_is_needed() => Assert.That(
        () => SupirSources.Open(new RunSettings { Supir = "v0Q.safetensors" }), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            $"--weights: SUPIR is an addition to SDXL and needs a base; give {Sdxl} or a diffusers folder, with SUPIR's own file as --supir or beside it"));

    [Test]
    public void A_file_of_SUPIR_is_no_base()
    {
        var own = Own();
        var sentence = $"--weights {own}: is SUPIR's own file, an addition to SDXL; give the SDXL base as --weights and this file as --supir";
        Refused(sentence, own);
        Refused(sentence, own, Own("v0F.safetensors"));
        Refused($"--weights {Weights}: holds no SDXL base beside v0F.safetensors; put {Sdxl} there, or give it as --weights and SUPIR's own file as --supir");
    }

    [Test]
    public void Files_the_wrong_way_round_are_told()
    {
        var (own, sdxl) = (Own(), Base());
        Refused($"--weights {own} and --supir {sdxl}: are the wrong way round, the first is SUPIR's own file and the second a model; exchange them", own, sdxl);
    }

    [Test]
    public void A_base_is_no_file_of_SUPIR()
    {
        var sdxl = Base();
        Refused($"--supir {sdxl}: is a model of SDXL and has none of SUPIR's own networks; give {Published}", sdxl, sdxl);
        Refused($"--supir: {sdxl} has none of SUPIR's own networks; give {Published}", sdxl);
        var vae = Write("vae.safetensors", SupirToy.Autoencoder());
        Refused($"--supir {vae}: is something else (vae) and has none of SUPIR's own networks; give {Published}", sdxl, vae);
        Refused($"--supir {Weights}: is a folder; give {Published} in it, or the folder as --weights where the base lies in it too", sdxl, Weights);
        Refused($"--weights {vae}: has no UNet, found vae; give {Sdxl} or another SDXL base", vae, Own());
    }

    [TestCase("convert/sd15.ckpt.keys.txt", 4, "is a model of SD 1.x")]
    [TestCase("convert/sd21.ckpt.keys.txt", 4, "is a model of SD 2.x")]
    [TestCase("convert/sd_xl_base.safetensors.keys.txt", 9, "is a model for inpainting or editing, whose UNet takes 9 channels")]
    public void Only_SDXL_is_a_base(string list, long channels, string fault)
    {
        const string first = "model.diffusion_model.input_blocks.0.0.weight";
        Directory.CreateDirectory(Weights);
        var other = SparseCheckpoint.Write(At("other.safetensors"),
            SupirLayoutTests.Keys(list).Select(k => k.Item1 == first ? (first, [320, channels, 3, 3]) : k));
        Refused($"--weights {other}: {fault}, and SUPIR is an addition to SDXL; give {Sdxl} or another SDXL base", other, Own());
        Refused($"--weights {Weights}: holds no SDXL base beside v0Q.safetensors (left out: {other}: {fault}); "
            + $"put {Sdxl} there, or give it as --weights and SUPIR's own file as --supir");
    }

    [Test]
    public void The_refiner_is_no_base()
    {
        var refiner = Write("refiner.safetensors", [("model.diffusion_model.input_blocks.0.0.weight", [384, 4, 3, 3]), ("conditioner.embedders.0.model.ln_final.weight", [1280])]);
        Assert.That(() => Open(refiner, Own()), Throws.TypeOf<UserException>().With.Message.EqualTo($"{refiner}: is the SDXL refiner; give the base model"));
    }

    [Test]
    public void A_base_that_predicts_v_is_refused()
    {
        var other = Write("v.safetensors", SupirToy.Base(), [("v_pred", [])]);
        Refused($"--weights {other}: is a model that predicts v_prediction and not the noise, and SUPIR is an addition to SDXL; give {Sdxl} or another SDXL base", other, Own());
    }

    [Test]
    public void Two_for_one_network_are_named_with_the_option_that_chooses()
    {
        var (sdxl, own, other) = (Base(), Own(), Own("v0F.safetensors"));
        Refused($"--supir: {other} and {own} each have SUPIR's own networks; give one of them");
        var second = Base("juggernaut.safetensors");
        Refused($"--weights {Weights}: {sdxl} and {second} each have a UNet of SDXL; give the file of one of them as --weights, and SUPIR's as --supir");
        File.Delete(second);
        var vae = Write("vae.safetensors", SupirToy.Autoencoder());
        Refused($"--vae: {sdxl} and {vae} each have an autoencoder; give one of them", supir: own);
        Assert.That(Open(supir: own, vae: sdxl).Report[1], Does.StartWith("autoencoder: 248 tensors of base.safetensors"));
    }

    [Test]
    public void Text_encoders_that_are_missing_are_named()
    {
        var bare = Write("base.safetensors", SupirToy.UNet(), SupirToy.Autoencoder(), SupirToy.TextEncoders().Where(k => k.Item1.Contains("embedders.0", StringComparison.Ordinal)));
        Assert.That(() => Open(bare, Own()), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{bare}: has no second text encoder (OpenCLIP ViT-bigG); looked for in {Weights} too, as text_encoder and text_encoder_2 or files of any name; "
            + "put what is missing there, or give ready text states with --embeddings"));
        foreach (var name in new[] { "g1.safetensors", "g2.safetensors" }) SparseCheckpoint.Write(At(name), SupirLayoutTests.Keys("clip/open-clip-bigg.keys.txt"));
        Refused($"--weights {bare}: {At("g1.safetensors")} and {At("g2.safetensors")} are each a second text encoder (OpenCLIP ViT-bigG); leave one of them there", bare, Own());
        File.Delete(At("g2.safetensors"));
        Assert.That(Open(bare, Own()).Report[0], Does.EndWith(" 389 tensors of g1.safetensors"), "beside a base that is a file");
    }

    [Test]
    public void No_autoencoder_anywhere_is_told()
    {
        var bare = Write("base.safetensors", SupirToy.UNet(), SupirToy.TextEncoders());
        Refused($"--vae: {bare} has no autoencoder; give SDXL's, a file or a folder", bare, Own());
        Refused($"--vae {bare}: this is not an autoencoder; found unet, text_encoder, text_encoder_2, scheduler", bare, Own(), bare);
    }

    [TestCase("model.control_model.", "control network")]
    [TestCase("model.diffusion_model.", "adaptors")]
    [TestCase("first_stage_model.", "denoising encoder")]
    public void What_a_pruned_file_lacks_is_named(string without, string title)
    {
        var pruned = Write("pruned.safetensors", SupirToy.Own().Where(k => !k.Item1.StartsWith(without, StringComparison.Ordinal)));
        Assert.That(() => Open(Base(), pruned), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{pruned}: is SUPIR without its {title}; give {Published} as published"));
    }

    [Test]
    public void SUPIR_of_another_base_is_refused()
    {
        var wide = SupirToy.Network with { Channels = [64, 128, 256], Heads = [0, 2, 4] };
        var (sdxl, own) = (Base(), Write("wide.safetensors", SupirToy.Own(wide, SupirToy.Codec)));
        Assert.That(() => Open(sdxl, own), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{own}: this SUPIR was made for another base than {sdxl}: model_channels and channel_mult is [64, 128, 256], the base's [32, 64, 128]; use SUPIR and SDXL as published"));
    }

    [Test]
    public void An_autoencoder_that_the_denoising_encoder_does_not_fit_is_refused()
    {
        var (sdxl, own) = (Base(), Write("own.safetensors", SupirToy.Own(SupirToy.Network, SupirToy.Codec with { Channels = [32, 32, 64, 64] })));
        Assert.That(() => Open(sdxl, own), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{own}: the denoising encoder does not fit the autoencoder of {sdxl}: block_out_channels is [32, 32, 64, 64], the autoencoder's [32, 64, 128, 128]; use SDXL's autoencoder"));
    }

    [Test]
    public void Averaged_weights_of_a_folder_are_refused()
    {
        Own();
        Directory.CreateDirectory(At("unet"));
        SparseCheckpoint.Write(At("unet/diffusion_pytorch_model.safetensors"), SupirLayoutTests.Keys("diffusers/sdxl-unet.keys.txt"));
        File.WriteAllText(At("unet/config.json"), "{}");
        Assert.That(() => SupirSources.Open(new RunSettings { Weights = Weights, Ema = true }), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            $"--ema: {At("unet")} is of a diffusers folder, which holds one set of weights; leave it out"));
    }
}
