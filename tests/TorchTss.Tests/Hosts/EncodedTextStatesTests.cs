using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Hosts.Texts;
using TorchTss.Networks;
using TorchTss.Prompts;
using TorchTss.Runtime;
using static TorchSharp.torch;
using static TorchTss.Tests.Hosts.SyntheticTokenizer;

namespace TorchTss.Tests.Hosts;

/// <summary>States of every family at toy width, against those of the encoders themselves on ids that are written down here.</summary>
public sealed class EncodedTextStatesTests
{
    private static readonly int[] _catAb = [Start, Cat, Letter('a'), Letter('b', ends: true), End];
    private static readonly int[] _dog = [Start, Letter('d'), Letter('o'), Letter('g', ends: true), End];
    private static readonly int[] _empty = [Start, End];
    private static readonly RunSettings _guided = new() { Prompt = "Cat  ab", GuidanceScale = 3 };
    private TemporaryFolder _folder = null!;
    private SyntheticModel _model = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _model = new SyntheticModel(_folder.Path);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(SyntheticModel.Sd15UNet, 0)]
    [TestCase(SyntheticModel.Sd15UNet, 2)]
    [TestCase(SyntheticModel.Sd21UNet, 0)]
    [TestCase(SyntheticModel.Sd21UNet, 1)]
    [TestCase(SyntheticModel.SdxlUNet, 0)]
    [TestCase(SyntheticModel.SdxlUNet, 1)]
    public void Are_those_that_the_family_uses(string unet, int clipSkip)
    {
        using var scope = NewDisposeScope();
        using var states = Open(unet);
        var pair = states.For(_guided with { NegativePrompt = "dog", ClipSkip = clipSkip });
        AssertEqual(pair.Positive, Expected(unet, clipSkip, _catAb));
        AssertEqual(pair.Negative!, Expected(unet, clipSkip, _dog));
    }

    [TestCase(SyntheticModel.Sd15UNet)]
    [TestCase(SyntheticModel.SdxlUNet)]
    public void Nothing_said_is_the_empty_text_and_no_guidance(string unet)
    {
        using var scope = NewDisposeScope();
        using var states = Open(unet);
        var pair = states.For(new() { GuidanceScale = 3 });
        AssertEqual(pair.Positive, Expected(unet, 0, _empty));
        Assert.That(pair.Negative, Is.Null);
        Assert.That(states.For(new() { Prompt = "cat", GuidanceScale = 1 }).Negative, Is.Null);
        Assert.That(states.For(new() { Prompt = "cat" }).Negative, Is.Null);
    }

    [Test]
    public void No_negative_prompt_is_the_empty_one()
    {
        using var scope = NewDisposeScope();
        using var states = Open(SyntheticModel.Sd21UNet);
        AssertEqual(states.For(_guided).Negative!, Expected(SyntheticModel.Sd21UNet, 0, _empty));
    }

    [Test]
    public void For_sdxl_no_negative_prompt_is_zeros_unless_the_model_says_otherwise()
    {
        const string unet = SyntheticModel.SdxlUNet;
        using var scope = NewDisposeScope();
        using var states = Open(unet);
        var (zero, empty) = (states.For(_guided).Negative!, Expected(unet, 0, _empty));
        AssertEqual(zero, new PromptStates(zeros_like(empty.Context), zeros_like(empty.Pooled!)));
        AssertEqual(states.For(_guided with { NegativePrompt = "" }).Negative!, empty);
        File.WriteAllText(Path.Combine(_model.Model, "model_index.json"), """{"force_zeros_for_empty_prompt": false}""");
        using var otherwise = Open(unet);
        AssertEqual(otherwise.For(_guided).Negative!, empty);
    }

    [TestCase(SyntheticModel.Sd15UNet)]
    [TestCase(SyntheticModel.SdxlUNet)]
    public void A_split_prompt_is_its_parts_one_after_the_other_and_the_shorter_of_two_is_filled_up(string unet)
    {
        using var scope = NewDisposeScope();
        using var states = Open(unet);
        int[] first = [Start, .. "bdefgh".Select(c => Letter(c, ends: true)), End];
        var settings = _guided with { Prompt = "b d e f g h cat ab", NegativePrompt = "dog", LongPrompt = LongPrompt.Split };
        var pair = states.For(settings);
        AssertEqual(pair.Positive, Expected(unet, 0, first, _catAb));
        AssertEqual(pair.Negative!, Expected(unet, 0, _dog, _empty));
        pair = states.For(settings with { Prompt = "dog", NegativePrompt = settings.Prompt });
        AssertEqual(pair.Positive, Expected(unet, 0, _dog, _empty));
        AssertEqual(pair.Negative!, Expected(unet, 0, first, _catAb));
        AssertEqual(states.For(settings with { LongPrompt = null }).Positive, Expected(unet, 0, first));
    }

    [Test]
    public void Sdxls_two_encoders_agree_on_the_number_of_parts()
    {
        // The second tokenizer takes every ! for a token of its own; the first has no such letter and leaves it out.
        using var scope = NewDisposeScope();
        using var states = Open(SyntheticModel.SdxlUNet);
        var pair = states.For(_guided with { Prompt = "a! b! c! d!", LongPrompt = LongPrompt.Split });
        Assert.That(pair.Positive.Context.shape, Is.EqualTo(new long[] { 1, 16, 24 }));
        Assert.That(pair.Negative!.Context.shape, Is.EqualTo(new long[] { 1, 16, 24 }));
    }

    [Test]
    public void Every_text_is_encoded_once()
    {
        using var scope = NewDisposeScope();
        using var states = Open(SyntheticModel.Sd15UNet);
        states.Expect([_guided, new() { Prompt = "dog" }]);
        var weights = Path.Combine(_model.Model, "text_encoder", "model.safetensors");
        File.Delete(weights);
        AssertNotEqual(states.For(_guided).Positive, states.For(new() { Prompt = "dog" }).Positive);
        Assert.That(() => states.For(new() { Prompt = "bird" }), Throws.TypeOf<UserException>().With.Message.StartsWith(
            $"{Path.GetDirectoryName(weights)}: has no weights; looked for "));
    }

    [Test, Platform("Linux")] // where a process can see what it has mapped
    public void Encoders_are_let_go()
    {
        using var states = Open(SyntheticModel.SdxlUNet);
        using var control = SafetensorsFile.Open(Path.Combine(_model.Model, "text_encoder", "model.safetensors"));
        states.Expect([_guided]);
        Assert.That(File.ReadAllLines("/proc/self/maps").Count(l => l.Contains(_model.Model, StringComparison.Ordinal)), Is.EqualTo(1), "the control alone");
    }

    [Test]
    public void Newer_and_older_spellings_of_the_keys_are_read()
    {
        using var scope = NewDisposeScope();
        using var before = Open(SyntheticModel.Sd15UNet);
        before.Expect([_guided]);
        Rewrite(Path.Combine(_model.Model, "text_encoder", "model.safetensors"));
        using var after = new EncodedTextStates(Encoders(SyntheticModel.Sd15UNet), Compute.Reference);
        AssertEqual(after.For(_guided).Positive, before.For(_guided).Positive);
    }

    private EncodedTextStates Open(string unet)
    {
        _model.WriteText(unet);
        return new EncodedTextStates(Encoders(unet), Compute.Reference);
    }

    private TextEncoderFolders Encoders(string unet)
    {
        using var json = JsonDocument.Parse(unet);
        return TextEncoderFolders.Of(DiffusersFolder.Open(_model.Model), UNetConfig.FromJson(json.RootElement, "unet"), "--prompt");
    }

    /// <summary>What specification §4.2 says of rows of ids.</summary>
    private PromptStates Expected(string unet, int clipSkip, params int[][] rows)
    {
        using var off = no_grad();
        Tensor Ids(int pad) => tensor(rows.SelectMany(r => r.Concat(Enumerable.Repeat(pad, 8 - r.Length))).Select(i => (long)i).ToArray(), [rows.Length, 8]);
        using var first = Encoder("text_encoder", projected: false);
        if (unet != SyntheticModel.SdxlUNet)
        {
            var ids = Ids(unet == SyntheticModel.Sd21UNet ? 0 : End);
            return new PromptStates(first.Encode(ids, new(clipSkip)).Tokens.flatten(0, 1).unsqueeze(0), null);
        }
        using var second = Encoder("text_encoder_2", projected: true);
        var wanted = new ClipTextOutput(1 + clipSkip, Normalized: false, Pooled: true);
        var (a, b) = (first.Encode(Ids(End), wanted), second.Encode(Ids(0), wanted));
        return new PromptStates(cat([a.Tokens, b.Tokens], 2).flatten(0, 1).unsqueeze(0), b.Pooled![..1]);
    }

    private ClipTextModel Encoder(string component, bool projected)
    {
        var folder = Path.Combine(_model.Model, component);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "config.json")));
        var encoder = new ClipTextModel(ClipTextConfig.FromJson(json.RootElement, component, projected));
        using var file = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        StrictLoader.Load(encoder, component, file, float32, CPU);
        return encoder;
    }

    /// <summary>Without the first part of the names, and with two tensors that are not used.</summary>
    private static void Rewrite(string path)
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor> { ["embeddings.position_ids"] = arange(8).unsqueeze(0), ["text_projection.weight"] = zeros(24, 24) };
        using (var file = SafetensorsFile.Open(path))
        {
            foreach (var entry in file.Entries) tensors[entry.Name.Replace("text_model.", "", StringComparison.Ordinal)] = file.Tensor(entry.Name).clone();
        }
        SafetensorsWriter.Write(path, tensors);
    }

    private static void AssertEqual(PromptStates actual, PromptStates expected)
    {
        Assert.That(Difference(actual.Context, expected.Context), Is.LessThan(1e-6));
        Assert.That(actual.Pooled is null, Is.EqualTo(expected.Pooled is null));
        if (actual.Pooled is not null) Assert.That(Difference(actual.Pooled, expected.Pooled!), Is.LessThan(1e-6));
    }

    private static void AssertNotEqual(PromptStates one, PromptStates other) => Assert.That(Difference(one.Context, other.Context), Is.GreaterThan(1e-2));

    private static double Difference(Tensor a, Tensor b)
    {
        Assert.That(a.shape, Is.EqualTo(b.shape));
        return (a - b).abs().max().item<float>();
    }
}
