using System.Collections.Immutable;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Checkpoints.Layouts;

public sealed class SingleFileModelTests
{
    private static readonly string _sd15 = Path.Combine(ParityCases.Folder("convert"), "sd15.ckpt.keys.txt");

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    private string File_ => _folder.File("model.safetensors");

    private string Sparse(params (string Name, long[] Shape)[] keys) => SparseCheckpoint.Write(File_, keys.Select(k => (k.Name, k.Shape.ToImmutableArray())));

    private string Sd15With(params (string Name, long[] Shape)[] more) => SparseCheckpoint.Write(
        File_, File.ReadLines(_sd15).Select(SparseCheckpoint.Key).Concat(more.Select(k => (k.Name, k.Shape.ToImmutableArray()))));

    [TestCase("lora_unet_down_blocks_0_attentions_0_proj_in.lora_down.weight",
        "is a LoRA, an addition to a model; give the model that it was made for; LoRAs are not applied, merge it into the model first")]
    [TestCase("unet.down_blocks.0.attentions.0.to_q.lora_A.weight",
        "is a LoRA, an addition to a model; give the model that it was made for; LoRAs are not applied, merge it into the model first")]
    [TestCase("model.diffusion_model.double_blocks.0.img_attn.qkv.weight", "is a Flux model; give an SD 1.x, SD 2.x or SDXL model")]
    [TestCase("emb_params", "is a textual inversion, a few words' embeddings; give the model itself")]
    public void What_is_no_model_is_named(string key, string sentence) =>
        Assert.That(() => SingleFileModel.Open(Sparse((key, [4, 4]))), Throws.TypeOf<UserException>().With.Message.EqualTo($"{File_}: {sentence}"));

    [Test]
    public void The_refiner_is_not_taken_for_the_base_model() =>
        Assert.That(
            () => SingleFileModel.Open(Sparse(
                ("model.diffusion_model.input_blocks.0.0.weight", [384, 4, 3, 3]), ("model.diffusion_model.label_emb.0.0.weight", [1536, 2560]),
                ("conditioner.embedders.0.model.ln_final.weight", [1280]))),
            Throws.TypeOf<UserException>().With.Message.EqualTo($"{File_}: is the SDXL refiner; give the base model"));

    [Test]
    public void Two_spellings_of_one_tensor_are_refused() =>
        Assert.That(
            () => SingleFileModel.Open(Sd15With(("model.diffusion_model.output_blocks.2.2.conv.weight", [1280, 1280, 3, 3]))),
            Throws.TypeOf<UserException>().With.Message.EqualTo($"{File_}: 'model.diffusion_model.output_blocks.2.1.conv.weight' and "
                + "'model.diffusion_model.output_blocks.2.2.conv.weight' are two spellings of up_blocks.0.upsamplers.0.conv.weight; leave one of them out"));

    [Test]
    public void What_training_leaves_beside_a_network_is_not_loaded()
    {
        var model = SingleFileModel.Open(Sd15With(("first_stage_model.loss.logvar", []), ("first_stage_model.loss.discriminator.main.0.weight", [64, 3, 4, 4])));
        using var vae = model.Component("vae");
        Assert.That((vae.Weights.Entries.Count, model.Match.Unknown), Is.EqualTo((248, Array.Empty<string>())));
    }

    [Test]
    public void A_stranger_inside_a_network_is_unknown()
    {
        var model = SingleFileModel.Open(Sd15With(("model.diffusion_model.adapter.weight", [3])));
        Assert.That(model.Match.Unknown, Is.EqualTo(new[] { "model.diffusion_model.adapter.weight" }));
    }

    [Test]
    public void Unknown_keys_are_told_with_the_known_layouts()
    {
        var known = string.Join(", ", Catalog<ILayout>.Entries.Select(e => e.Name));
        Assert.That(() => SingleFileModel.Open(Sparse(("a", [1]), ("b", [2]))), Throws.TypeOf<UserException>()
            .With.Message.EqualTo($"{File_}: no layout knows its 2 tensors (a, b); known are {known}"));
    }

    [Test]
    public void A_key_too_many_lowers_the_certainty_and_strict_loading_names_it()
    {
        var model = SingleFileModel.Open(Sd15With(("extra.weight", [3])));
        Assert.That(model.Layout, Is.EqualTo("ldm, 1130 of 1144 tensors used, 13 known extras, 1 unknown"));
        Assert.That(model.Match.Certainty, Is.EqualTo(1143.0 / 1144).Within(1e-12));
    }

    [Test]
    public void Trainers_marks_decide_the_noise()
    {
        var model = SingleFileModel.Open(Sd15With(("v_pred", []), ("ztsnr", [])));
        using var scheduler = model.Config("scheduler");
        Assert.That(scheduler.RootElement.GetProperty("prediction_type").GetString(), Is.EqualTo("v_prediction"));
        Assert.That(scheduler.RootElement.GetProperty("rescale_betas_zero_snr").GetBoolean(), Is.True);
    }

    [Test]
    public void Averaged_weights_are_taken_on_request_only()
    {
        var keys = Enumerable.Range(0, 150).Select(i => ($"model.diffusion_model.input_blocks.0.0.k{i}", Value: 1f)).ToArray();
        var tensors = keys.ToDictionary(k => k.Item1, k => full(2, k.Value));
        foreach (var (name, _) in keys) tensors[$"model_ema.{name["model.".Length..].Replace(".", "", StringComparison.Ordinal)}"] = full(2, 7f);
        SafetensorsWriter.Write(File_, tensors);
        foreach (var tensor in tensors.Values) tensor.Dispose();
        Assert.That((First(ema: false), First(ema: true)), Is.EqualTo((1f, 7f)));

        float First(bool ema)
        {
            using var unet = SingleFileModel.Open(File_, ema).Component("unet");
            using var tensor = unet.Weights.Tensor("conv_in.k0");
            return tensor[0].item<float>();
        }
    }

    [Test]
    public void Averaged_weights_that_are_not_there_are_told() =>
        Assert.That(() => SingleFileModel.Open(Sd15With(), ema: true), Throws.TypeOf<UserException>()
            .With.Message.EqualTo($"{File_}: has no averaged weights (model_ema.…); leave --ema out"));

    [Test]
    public void A_component_that_is_not_there_is_told() =>
        Assert.That(() => SingleFileModel.Open(Sd15With()).Component("controlnet"), Throws.TypeOf<UserException>()
            .With.Message.EqualTo($"{File_}: has no controlnet; found unet, vae, text_encoder; give a file that has it"));
}
