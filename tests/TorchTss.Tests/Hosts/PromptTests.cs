using System.Text.Json;
using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Hosts;
using TorchTss.Hosts.ControlNets;
using TorchTss.Hosts.Tiny;
using TorchTss.Imaging;
using TorchTss.Networks;
using TorchTss.Prompts;
using TorchTss.Runtime;

namespace TorchTss.Tests.Hosts;

/// <summary>Prompts on the ControlNet host, with models of every family at toy width.</summary>
public sealed class PromptTests
{
    private static readonly Image8 _picture = new(12, 10, [.. Enumerable.Range(0, 360).Select(i => (byte)(i * 37 % 251))]);
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(SyntheticModel.Sd15UNet, "epsilon")]
    [TestCase(SyntheticModel.Sd21UNet, "v_prediction")]
    [TestCase(SyntheticModel.SdxlUNet, "epsilon")]
    public void A_prompt_gives_the_picture_of_its_states(string unet, string prediction)
    {
        var model = new SyntheticModel(_folder.Path).Write(unet, prediction).WriteText(unet);
        var prompted = Settings(model) with { Prompt = "cat", NegativePrompt = "dog", GuidanceScale = 3 };
        using var resolver = SuperResolver.Open(prompted);
        var result = resolver.Run(_picture, prompted);
        Assert.That(result.Image.Pixels, Is.EqualTo(Run(Settings(model) with { Embeddings = States(model, unet), GuidanceScale = 3 }).Image.Pixels));
        Assert.That(result.Settings.Prediction, Is.EqualTo(prediction == "epsilon" ? "epsilon" : "v"));
        Assert.That(resolver.Run(_picture, prompted with { Prompt = "bird" }).Image.Pixels, Is.Not.EqualTo(result.Image.Pixels));
        Assert.That(resolver.Run(_picture, prompted with { NegativePrompt = "bird" }).Image.Pixels, Is.Not.EqualTo(result.Image.Pixels));
    }

    [TestCase(SyntheticModel.Sd15UNet, "text_encoder/config.json")]
    [TestCase(SyntheticModel.SdxlUNet, "text_encoder/config.json and text_encoder_2/config.json")]
    public void A_model_without_text_encoders_says_what_was_looked_for(string unet, string files)
    {
        var model = new SyntheticModel(_folder.Path).Write(unet);
        foreach (var (settings, option) in new[]
        {
            (Settings(model) with { Prompt = "cat" }, "--prompt"),
            (Settings(model) with { NegativePrompt = "cat" }, "--negative-prompt"),
            (Settings(model) with { ClipSkip = 1 }, "--clip-skip"),
            (Settings(model) with { LongPrompt = LongPrompt.Cut }, "--long-prompt"),
        })
        {
            Assert.That(() => SuperResolver.Open(settings), Throws.TypeOf<UserException>().With.Message.EqualTo(
                $"{model.Model}: has no text encoder for {option}; looked for {files}; "
                + "use a model that has one, or give ready text states with --embeddings"));
        }
    }

    [Test]
    public void A_prompt_on_a_model_that_was_opened_without_one_is_refused()
    {
        var model = new SyntheticModel(_folder.Path).Write(SyntheticModel.Sd15UNet);
        using var resolver = SuperResolver.Open(Settings(model));
        Assert.That(() => resolver.Run(_picture, Settings(model) with { Prompt = "cat" }), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            "--prompt: the model was opened without its text encoders; open it with settings that have a prompt"));
    }

    [Test]
    public void Text_encoders_of_another_model_are_refused()
    {
        var model = new SyntheticModel(_folder.Path).Write(SyntheticModel.SdxlUNet).WriteText(SyntheticModel.SdxlUNet);
        model.TextEncoder("_2", new ClipTextConfig { Width = 12, PerceptronWidth = 8, Layers = 2, Heads = 2, Projection = 12 }, "!");
        Refused("text_encoder and text_encoder_2 give states of 28 channels and the UNet takes 24; use the text encoders of the same model");
        model.TextEncoder("_2", new ClipTextConfig { Width = 8, PerceptronWidth = 8, Layers = 2, Heads = 2, Projection = 7 }, "!");
        Refused("text_encoder and text_encoder_2 give a pooled state of 7 channels and the UNet takes 12; use the text encoders of the same model");

        void Refused(string message) => Assert.That(() => SuperResolver.Open(Settings(model) with { Prompt = "cat" }),
            Throws.TypeOf<UserException>().With.Message.EqualTo($"{model.Model}: {message}"));
    }

    [Test]
    public void A_tokenizer_with_more_tokens_than_the_encoder_knows_is_refused()
    {
        var model = new SyntheticModel(_folder.Path).Write(SyntheticModel.Sd15UNet).WriteText(SyntheticModel.Sd15UNet);
        Directory.Delete(Path.Combine(model.Model, "tokenizer"), recursive: true);
        Assert.That(() => SuperResolver.Open(Settings(model) with { Prompt = "cat" }), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{Path.Combine(model.Model, "tokenizer")}: has ids up to 49407, and text_encoder knows 57; use the tokenizer of the same model"));
    }

    [TestCase(SyntheticModel.Sd15UNet, 3, 3, 2)]
    [TestCase(SyntheticModel.SdxlUNet, 2, 3, 1)]
    public void More_layers_than_there_are_cannot_be_left_out(string unet, int asked, int layers, int most)
    {
        var model = new SyntheticModel(_folder.Path).Write(unet).WriteText(unet);
        Assert.That(() => SuperResolver.Open(Settings(model) with { ClipSkip = asked }), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            $"--clip-skip {asked}: the text encoder has {layers} layers and cannot leave out so many; use 0 to {most}"));
        Assert.That(() => new ControlNetHostKind().Describe(Settings(model) with { ClipSkip = most }), Throws.Nothing);
    }

    [Test]
    public void Another_network_than_clips_is_refused()
    {
        var model = new SyntheticModel(_folder.Path).Write(SyntheticModel.Sd15UNet).WriteText(SyntheticModel.Sd15UNet);
        var file = Path.Combine(model.Model, "text_encoder", "config.json");
        File.WriteAllText(file, """{"model_type": "t5"}""");
        Assert.That(() => SuperResolver.Open(Settings(model)), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file}: model_type is \"t5\", but only clip_text_model is implemented; use a model of the Stable Diffusion 1.5, 2.1 or XL kind"));
    }

    [Test]
    public void Texts_beside_ready_states_contradict_them()
    {
        var settings = new RunSettings { Embeddings = "x", Prompt = "a", NegativePrompt = "b", ClipSkip = -1, LongPrompt = LongPrompt.Split };
        Assert.That(settings.Problems(), Is.EqualTo(new[]
        {
            "--clip-skip -1: layers are left out from 0 up; 0 is as trained",
            "--prompt: --embeddings brings ready text states; give one of the two",
            "--negative-prompt: --embeddings brings ready text states; give one of the two",
            "--clip-skip: --embeddings brings ready text states; give one of the two",
            "--long-prompt: --embeddings brings ready text states; give one of the two",
        }));
    }

    [Test]
    public void Guidance_that_nothing_leads_says_so() => Assert.That(HostOptions.Unread(new RunSettings { GuidanceScale = 4 }, Tiny()), Is.EqualTo(
        new[] { "--guidance 4: has no effect without a prompt or --embeddings, which would be something to be guided by" }));

    private static HostProfile Tiny() => new TinyHostKind().Describe(new RunSettings());

    [Test, NonParallelizable] // counts every tensor of the process
    public void A_run_with_prompts_leaves_nothing_behind()
    {
        const string unet = SyntheticModel.SdxlUNet;
        var model = new SyntheticModel(_folder.Path).Write(unet).WriteText(unet);
        var settings = Settings(model) with { Prompt = "a b c d e f g h", NegativePrompt = "dog", GuidanceScale = 3, LongPrompt = LongPrompt.Split };
        using var resolver = SuperResolver.Open(settings);
        resolver.Run(_picture, settings);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var (before, live) = (torch.Tensor.TotalCount, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        resolver.Run(_picture, settings);
        Assert.That(torch.Tensor.TotalCount - before, Is.Zero);
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount - live, Is.Zero);
    }

    private static RunResult Run(RunSettings settings)
    {
        using var resolver = SuperResolver.Open(settings);
        return resolver.Run(_picture, settings);
    }

    private static RunSettings Settings(SyntheticModel model) =>
        new() { Host = "controlnet", Weights = model.Model, ControlNet = model.ControlNet, Steps = 2, Device = "cpu", ColorFix = "none" };

    /// <summary>A file of states of rows of ids; zeros where there are none.</summary>
    /// <summary>"cat" and "dog" as a file of ready states.</summary>
    private string States(SyntheticModel model, string unet)
    {
        using var scope = torch.NewDisposeScope();
        using var json = JsonDocument.Parse(unet);
        var folders = TextEncoderFolders.Of(DiffusersFolder.Open(model.Model), UNetConfig.FromJson(json.RootElement, "unet"), "--prompt");
        using var encoder = folders.Open(Compute.Reference);
        var (positive, negative) = (encoder.Encode("cat", 0, LongPrompt.Cut), encoder.Encode("dog", 0, LongPrompt.Cut));
        var tensors = new Dictionary<string, torch.Tensor> { ["context"] = positive.Context, ["negative"] = negative.Context };
        if (positive.Pooled is { } pooled) (tensors["pooled"], tensors["negative_pooled"]) = (pooled, negative.Pooled!);
        SafetensorsWriter.Write(_folder.File("states.safetensors"), tensors);
        return _folder.File("states.safetensors");
    }
}
