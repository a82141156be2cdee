using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Imaging;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Tests.Hosts;

public sealed class ControlNetHostTests
{
    private static readonly Image8 _picture = new(12, 10, [.. Enumerable.Range(0, 360).Select(i => (byte)(i * 37 % 251))]);
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(SyntheticModel.Sd15UNet, "epsilon")]
    [TestCase(SyntheticModel.Sd15UNet, "v_prediction")]
    [TestCase(SyntheticModel.SdxlUNet, "epsilon")]
    public void Restores_with_any_family(string unet, string prediction)
    {
        var model = new SyntheticModel(_folder.Path).Write(unet, prediction);
        using var resolver = SuperResolver.Open(Settings(model));
        var result = resolver.Run(_picture, Settings(model) with { Tss = new() { Tds = true, Sds = true } });
        Assert.That((result.Image.Width, result.Image.Height), Is.EqualTo((48, 40)));
        Assert.That((result.Settings.ColorFix, result.Settings.Prediction), Is.EqualTo(("wavelet", prediction == "epsilon" ? "epsilon" : "v")));
        Assert.That(result.Steps[1].TimestepMinimum, Is.LessThan(result.Steps[1].TimestepMaximum), "a map");
        Assert.That(result.Image.Pixels.Distinct().Count(), Is.GreaterThan(20), "a picture");
    }

    [TestCase(SyntheticModel.Sd15UNet, 1, 2, 0.4, 0.6)]
    [TestCase(SyntheticModel.SdxlUNet, 2.2, 2.5, 0.58, 0.63)]
    public void Ranges_are_those_of_the_papers_host_with_the_same_backbone(string unet, double nMin, double nMax, double aMin, double aMax)
    {
        var model = new SyntheticModel(_folder.Path).Write(unet);
        using var resolver = SuperResolver.Open(Settings(model));
        Assert.That((resolver.Profile.NRange, resolver.Profile.ARange), Is.EqualTo((new ValueRange(nMin, nMax), new ValueRange(aMin, aMax))));
    }

    [Test]
    public void Half_precision_files_of_a_variant_are_found_and_converted()
    {
        var model = new SyntheticModel(_folder.Path).Write(SyntheticModel.Sd15UNet, dtype: torch.ScalarType.Float16, variant: ".fp16");
        using var resolver = SuperResolver.Open(Settings(model));
        Assert.That(resolver.Run(_picture, Settings(model)).Image.Pixels.Distinct().Count(), Is.GreaterThan(20));
    }

    [TestCase(SyntheticModel.Sd15UNet, false)]
    [TestCase(SyntheticModel.SdxlUNet, true)]
    public void Given_text_states_change_the_picture_and_so_does_guidance(string unet, bool pooled)
    {
        using var scope = torch.NewDisposeScope();
        var model = new SyntheticModel(_folder.Path).Write(unet);
        var states = new Dictionary<string, torch.Tensor> { ["context"] = torch.randn(1, 7, 24), ["negative"] = torch.randn(1, 7, 24) };
        if (pooled) (states["pooled"], states["negative_pooled"]) = (torch.randn(1, 12), torch.randn(1, 12));
        SafetensorsWriter.Write(_folder.File("text.safetensors"), states);
        byte[] Run(string? embeddings, double guidance)
        {
            var settings = Settings(model) with { Embeddings = embeddings, GuidanceScale = guidance, ColorFix = "none" };
            using var resolver = SuperResolver.Open(settings);
            return resolver.Run(_picture, settings).Image.Pixels;
        }
        var zeros = Run(null, 1);
        var text = Run(_folder.File("text.safetensors"), 1);
        Assert.That(text, Is.Not.EqualTo(zeros));
        Assert.That(Run(_folder.File("text.safetensors"), 4), Is.Not.EqualTo(text));
    }

    [Test]
    public void A_control_scale_of_zero_takes_the_controlnet_out()
    {
        var model = new SyntheticModel(_folder.Path).Write(SyntheticModel.Sd15UNet);
        using var resolver = SuperResolver.Open(Settings(model));
        byte[] Run(double scale) => resolver.Run(_picture, Settings(model) with { ControlScale = scale, ColorFix = "none" }).Image.Pixels;
        Assert.That(Run(0), Is.Not.EqualTo(Run(1)));
    }

    [Test]
    public void Text_states_of_another_model_are_refused()
    {
        using var scope = torch.NewDisposeScope();
        var model = new SyntheticModel(_folder.Path).Write(SyntheticModel.Sd15UNet);
        var file = _folder.File("text.safetensors");
        SafetensorsWriter.Write(file, new Dictionary<string, torch.Tensor> { ["context"] = torch.zeros(1, 77, 768) });
        Assert.That(() => SuperResolver.Open(Settings(model) with { Embeddings = file }), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file}: 'context' is [1, 77, 768], expected [1, tokens, 24]; these states belong to another model"));
        SafetensorsWriter.Write(file, new Dictionary<string, torch.Tensor> { ["prompt"] = torch.zeros(1, 77, 24) });
        Assert.That(() => SuperResolver.Open(Settings(model) with { Embeddings = file }), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file}: has no tensor 'context'; text states need [1, tokens, 24] under that name"));
    }

    [Test]
    public void A_controlnet_of_another_family_is_refused_by_name()
    {
        var model = new SyntheticModel(_folder.Path).Write(SyntheticModel.Sd15UNet, controlNet: SyntheticModel.SdxlUNet);
        Assert.That(() => SuperResolver.Open(Settings(model)), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{model.ControlNet}: this ControlNet was made for another model than {model.Model}: "
            + "block_out_channels is [16, 32, 32], the model's [16, 16, 32, 32]; use one of the same family"));
    }

    [Test]
    public void An_inpainting_model_is_refused()
    {
        var inpainting = SyntheticModel.Sd15UNet.Replace("{\"block", "{\"in_channels\": 9, \"block", StringComparison.Ordinal);
        var model = new SyntheticModel(_folder.Path).Write(inpainting, controlNet: inpainting);
        Assert.That(() => SuperResolver.Open(Settings(model)), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{model.Model}: the UNet takes 9 channels and the autoencoder makes 4; inpainting and depth models are not supported, use a plain one"));
    }

    [Test]
    public void A_model_without_a_controlnet_asks_for_one()
    {
        var model = new SyntheticModel(_folder.Path).Write(SyntheticModel.Sd15UNet);
        Assert.That(() => SuperResolver.Open(Settings(model) with { ControlNet = null }), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            $"--controlnet: {model.Model} has none; give the folder or file of a ControlNet that was made for this model"));
    }

    [Test]
    public void A_schedule_that_is_not_known_is_refused()
    {
        var model = new SyntheticModel(_folder.Path).Write(SyntheticModel.Sd15UNet);
        var file = Path.Combine(model.Model, "scheduler", "scheduler_config.json");
        const string advice = "use a model of the Stable Diffusion 1.5, 2.1 or XL kind";
        Refuses("{\"beta_schedule\": \"sigmoid\"}",
            $"{file}: beta_schedule is \"sigmoid\", but only linear or scaled_linear or squaredcos_cap_v2 is implemented; {advice}");
        Refuses("{\"num_train_timesteps\": 500}", $"{file}: num_train_timesteps is 500, but only 1000 is implemented; {advice}");
        Refuses("{\"trained_betas\": [0.1, 0.2]}", $"{file}: trained_betas has 2 entries for 1000 num_train_timesteps; {advice}");

        void Refuses(string config, string message)
        {
            File.WriteAllText(file, config);
            Assert.That(() => SuperResolver.Open(Settings(model)), Throws.TypeOf<UserException>().With.Message.EqualTo(message));
        }
    }

    [Test]
    public void A_latent_that_is_shifted_is_refused()
    {
        var model = new SyntheticModel(_folder.Path).Write(SyntheticModel.Sd15UNet);
        var file = Path.Combine(model.Model, "vae", "config.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("{", "{\"shift_factor\": 0.1, ", StringComparison.Ordinal));
        Assert.That(() => SuperResolver.Open(Settings(model)), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file}: shift_factor is 0.1, but only null is implemented; use a model of the Stable Diffusion 1.5, 2.1 or XL kind"));
    }

    [Test]
    public void A_broken_range_file_is_refused()
    {
        var model = new SyntheticModel(_folder.Path).Write(SyntheticModel.Sd15UNet);
        var file = Path.Combine(model.Model, "tss.json");
        File.WriteAllText(file, """{"n": [1], "a": [0.4, 0.6]}""");
        Assert.That(() => SuperResolver.Open(Settings(model)), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file}: expected {{\"n\": [min, max], \"a\": [min, max]}}; mend it or take it away"));
    }

    private static RunSettings Settings(SyntheticModel model) =>
        new() { Host = "controlnet", Weights = model.Model, ControlNet = model.ControlNet, Steps = 2, Device = "cpu" };
}
