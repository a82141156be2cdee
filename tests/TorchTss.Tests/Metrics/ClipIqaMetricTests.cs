using TorchTss.Checkpoints;
using TorchTss.Metrics;
using TorchTss.Metrics.ClipIqa;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics;

[NonParallelizable] // the default device is global
public sealed class ClipIqaMetricTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test, Category("Slow")] // 100 million numbers
    public void The_file_of_openai_with_its_scalars_and_counters_is_read()
    {
        using (var scope = NewDisposeScope())
        {
            using var clip = ClosedForm.Filled(MetaDevice.Build(() => new Clip(ClipConfig.Rn50)));
            var tensors = clip.state_dict().ToDictionary(p => p.Key, p => p.Value);
            foreach (var scalar in new[] { "input_resolution", "context_length", "vocab_size" }) tensors[scalar] = tensor(77L);
            tensors["visual.bn1.num_batches_tracked"] = tensor(1L);
            SafetensorsWriter.Write(_folder.File("clip_rn50.safetensors"), tensors);
        }
        using var scorer = Metric("clipiqa").Open(new MetricFolder(_folder.Path), Compute.Reference);
        Assert.That(scorer.Score(ClosedForm.Picture(1, 64, 96), null), Is.EqualTo(0.3739483).Within(1e-5));
        Assert.That(scorer.Score(ClosedForm.Picture(1, 101, 75), null), Is.EqualTo(0.3813441).Within(1e-5));
        Assert.That(scorer.Score(ClosedForm.Picture(2, 64, 96), null), Is.EqualTo(0.3736382).Within(1e-5));
        Assert.That(MetricLeaks.After(() => scorer.Score(ClosedForm.Picture(1, 64, 96), null)), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_missing_file_is_asked_for()
    {
        const string hash = "afeb0e10f9e5a86da6080e35cf09123aca3b358a0c3e3b6c78a7b63bc04b6762";
        var sentence = "clip_rn50.safetensors: not found; wanted is OpenAI's CLIP RN50 as safetensors with the same keys, from RN50.pt "
            + $"(about 255 MB, SHA-256 {hash}); put it, or RN50.pt as it is, in {_folder.Path}";
        Assert.That(() => Metric("clipiqa").Open(new MetricFolder(_folder.Path), Compute.Reference),
            Throws.TypeOf<UserException>().With.Message.EqualTo(sentence));
        Assert.That(new MetricFolder(_folder.Path).Complaint(Metric("clipiqa")), Is.EqualTo(sentence));
    }

    [Test]
    public void Another_networks_file_is_refused_with_the_keys_that_differ()
    {
        using var scope = NewDisposeScope();
        var file = _folder.File("clip_rn50.safetensors");
        SafetensorsWriter.Write(file, new Dictionary<string, Tensor>
        {
            ["ln_final.weight"] = zeros(768),
            ["visual.class_embedding"] = zeros(768),
            ["visual.bn1.num_batches_tracked"] = tensor(1L),
            ["context_length"] = tensor(77L),
        });
        Assert.That(() => Metric("clipiqa").Open(new(_folder.Path), Compute.Reference), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file}: does not fit CLIP RN50: 433 of 434 tensors are missing: ln_final.bias, logit_scale, positional_embedding, text_projection, "
            + "token_embedding.weight, transformer.resblocks.0.attn.in_proj_bias, transformer.resblocks.0.attn.in_proj_weight, "
            + "transformer.resblocks.0.attn.out_proj.bias, transformer.resblocks.0.attn.out_proj.weight, transformer.resblocks.0.ln_1.bias "
            + "and 423 more; 1 of 4 in the file is unexpected: visual.class_embedding; 1 of 434 tensors has another shape: "
            + "ln_final.weight is [768], expected [512]; is this the file of another model?"));
    }

    [TestCase("clipiqa", "CLIPIQA")]
    [TestCase("clipiqa:prompts=paper", "CLIPIQA (paper's prompts)")]
    [TestCase("clipiqa:pos-embedding=true", "CLIPIQA (with positions)")]
    [TestCase("clipiqa:prompts=paper,pos-embedding=true", "CLIPIQA (paper's prompts, with positions)")]
    public void Needs_no_reference_and_says_how_it_was_set(string specification, string title) =>
        Assert.That(Metric(specification).Traits, Is.EqualTo(new MetricTraits
        {
            Title = title,
            Better = Better.Higher,
            Minimum = 0,
            Maximum = 1,
            Decimals = 4,
            SmallestSide = 32,
        }));

    [Test]
    public void Unknown_prompts_are_refused() => Assert.That(() => Metric("clipiqa:prompts=six"),
        Throws.TypeOf<UsageException>().With.Message.EqualTo("--metrics: prompts=six: expected one of five, paper"));

    private static IImageMetric Metric(string specification) => (IImageMetric)Catalog<IMetric>.Create(specification, "--metrics");
}
