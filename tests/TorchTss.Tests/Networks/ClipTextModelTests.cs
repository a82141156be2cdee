using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Runtime;
using TorchTss.Verification;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

[NonParallelizable] // the default device is global, and leaks are counted over the process
public sealed class ClipTextModelTests
{
    private static readonly ClipTextConfig _toy = new()
    {
        Vocabulary = 30,
        Positions = 9,
        Width = 12,
        PerceptronWidth = 20,
        Layers = 3,
        Heads = 3,
        Projection = 7,
    };

    private static IEnumerable<string> Cases() =>
        [.. Folders("clip"), .. Folders("stablesr").Where(f => f.EndsWith("text-encoder", StringComparison.Ordinal)),
            .. Folders("supir").Where(f => f.EndsWith("openclip-text", StringComparison.Ordinal))];

    private static IEnumerable<TestCaseData> Lists()
    {
        yield return new("clip-l", ClipTextConfig.ClipL, 123_060_480L, 196);
        yield return new("clip-h", ClipTextConfig.ClipH, 340_387_840L, 372);
        yield return new("clip-bigg", ClipTextConfig.ClipBigG, 694_659_840L, 517);
    }

    [TestCaseSource(nameof(Cases))]
    public void Computes_what_the_official_class_computes(string folder) =>
        Assert.That(ParityCases.Complaints(Path.Combine(ParityCases.Folder(""), folder)), Is.Empty);

    [TestCaseSource(nameof(Lists))] // specification §4.1
    public void Full_size_encoders_have_the_official_keys_shapes_and_count(string file, object config, long parameters, int tensors)
    {
        using var model = MetaDevice.Build(() => new ClipTextModel((ClipTextConfig)config));
        var official = File.ReadAllLines(Path.Combine(ParityCases.Folder("clip"), $"{file}.keys.txt"));
        Assert.That(ModuleKeys.Lines(ModuleKeys.Of(model)), Is.EqualTo(official.Order(StringComparer.Ordinal)));
        Assert.That((model.parameters().Sum(p => p.numel()), model.parameters().Count()), Is.EqualTo((parameters, tensors)));
    }

    [TestCase(0, true, 3)]
    [TestCase(1, false, 2)]
    [TestCase(3, false, 0)]
    public void Layers_that_no_answer_needs_are_not_computed(int skip, bool normalized, int computed)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var model = Toy.Filled(new ClipTextModel(_toy));
        string[] Run(bool pooled)
        {
            using var tap = new ForwardTap(model, ["text_model.encoder.layers.0", "text_model.encoder.layers.1", "text_model.encoder.layers.2",
                "text_model.final_layer_norm", "text_projection"]);
            model.Encode(Ids(), new ClipTextOutput(skip, normalized, pooled));
            return [.. tap.Outputs.Keys.Select(k => k.Split('.')[^1]).Order(StringComparer.Ordinal)];
        }
        string[] layers = [.. Enumerable.Range(0, computed).Select(i => $"{i}")];
        Assert.That(Run(pooled: false), Is.EqualTo(normalized ? [.. layers, "final_layer_norm"] : layers));
        Assert.That(Run(pooled: true), Is.EqualTo(new[] { "0", "1", "2", "final_layer_norm", "text_projection" }));
    }

    [Test]
    public void The_pooled_state_does_not_depend_on_which_layer_the_tokens_come_from()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var model = Toy.Filled(new ClipTextModel(_toy));
        var last = model.Encode(Ids(), ClipTextOutput.Last with { Pooled = true });
        var earlier = model.Encode(Ids(), ClipTextOutput.Penultimate with { Pooled = true });
        Assert.That(earlier.Pooled!.Equals(last.Pooled!), Is.True);
        Assert.That(earlier.Tokens.Equals(last.Tokens), Is.False);
    }

    [Test] // specification §4.3
    public void The_end_is_the_first_largest_id_or_the_first_that_the_configuration_names()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        Tensor Pooled(int? end, params long[] ids)
        {
            using var model = Toy.Filled(new ClipTextModel(_toy with { EndId = end }));
            return model.Encode(tensor(ids).unsqueeze(0), ClipTextOutput.Last with { Pooled = true }).Pooled!;
        }
        var at2 = Pooled(null, 4, 5, 29);
        Assert.That(Difference(Pooled(null, 4, 5, 29, 29, 6), at2), Is.LessThan(1e-6));
        Assert.That(Difference(Pooled(29, 4, 5, 29, 29, 6), at2), Is.LessThan(1e-6));
        Assert.That(Difference(Pooled(5, 4, 5, 29), at2), Is.GreaterThan(1e-3));
    }

    [Test]
    public void Configurations_of_the_released_models_are_read()
    {
        static ClipTextConfig Read(string json, bool projected) =>
            ClipTextConfig.FromJson(JsonDocument.Parse(json).RootElement, "config.json", projected);
        Assert.That(Read("""
            {"hidden_size": 768, "intermediate_size": 3072, "num_attention_heads": 12, "num_hidden_layers": 12, "hidden_act": "quick_gelu",
             "projection_dim": 768, "eos_token_id": 2, "architectures": ["CLIPTextModel"], "torch_dtype": "float32"}
            """, false), Is.EqualTo(ClipTextConfig.ClipL));
        Assert.That(Read("""
            {"hidden_size": 1024, "intermediate_size": 4096, "num_attention_heads": 16, "num_hidden_layers": 23, "hidden_act": "gelu",
             "projection_dim": 512, "eos_token_id": 2}
            """, false), Is.EqualTo(ClipTextConfig.ClipH));
        Assert.That(Read("""
            {"hidden_size": 1280, "intermediate_size": 5120, "num_attention_heads": 20, "num_hidden_layers": 32, "hidden_act": "gelu",
             "projection_dim": 1280, "eos_token_id": 2}
            """, true), Is.EqualTo(ClipTextConfig.ClipBigG));
        Assert.That(Read("{}", false).EndId, Is.EqualTo(49407));
        Assert.That(() => Read("""{"hidden_act": "relu"}""", false), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "config.json: hidden_act is \"relu\", but only quick_gelu or gelu is implemented; use a model of the Stable Diffusion 1.5, 2.1 or XL kind"));
        Assert.That(() => Read("""{"hidden_size": 100}""", false), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "config.json: hidden_size is 100, which num_attention_heads 8 does not divide; use a model of the Stable Diffusion 1.5, 2.1 or XL kind"));
    }

    [Test]
    public void Encoding_leaves_nothing_behind_but_its_answer()
    {
        using var off = no_grad();
        using var model = new ClipTextModel(_toy);
        using var ids = Ids();
        Assert.That(Left(() =>
        {
            var states = model.Encode(ids, ClipTextOutput.Penultimate with { Pooled = true });
            states.Tokens.Dispose();
            states.Pooled!.Dispose();
        }), Is.Zero);
    }

    private static long Left(Action run)
    {
        run();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        run();
        return Tensor.TotalCount - before;
    }

    private static Tensor Ids() => tensor(new long[,] { { 28, 3, 4, 29, 29 }, { 28, 5, 29, 0, 0 } });

    private static double Difference(Tensor a, Tensor b) => (a - b).abs().max().item<float>();

    private static IEnumerable<string> Folders(string family) =>
        Directory.EnumerateDirectories(ParityCases.Folder(family)).Select(d => $"{family}/{Path.GetFileName(d)}").Order(StringComparer.Ordinal);
}
