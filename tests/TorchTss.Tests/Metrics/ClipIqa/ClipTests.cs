using TorchTss.Checkpoints;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Metrics.ClipIqa;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.ClipIqa;

[NonParallelizable] // the default device is global
public sealed class ClipTests
{
    [Test]
    public void Rn50_has_the_official_keys_and_shapes()
    {
        using var network = MetaDevice.Build(() => new Clip(ClipConfig.Rn50));
        var official = File.ReadAllLines(Path.Combine(ParityCases.Folder("metrics"), "clip_rn50.keys.txt"));
        var counters = official.Where(k => k.EndsWith(".num_batches_tracked []", StringComparison.Ordinal)).ToArray();
        Assert.That((official.Length, counters.Length), Is.EqualTo((489, 55)));
        Assert.That(ModuleKeys.Lines(ModuleKeys.Of(network)), Is.EqualTo(official.Except(counters).Order(StringComparer.Ordinal)));
        long Numbers(string prefix) => ModuleKeys.Of(network).Where(k => k.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Sum(k => k.Shape.Aggregate(1L, (a, b) => a * b)) + counters.Count(k => k.StartsWith(prefix, StringComparison.Ordinal));
        Assert.That((Numbers(""), Numbers("visual.")), Is.EqualTo((102_060_440L, 38_370_199L)));
    }

    [Test, Category("Slow")] // specification §11.3
    public void Rn50_has_the_features_and_scores_of_the_specification()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var clip = ClosedForm.Filled(MetaDevice.Build(() => new Clip(ClipConfig.Rn50)));
        var texts = clip.EncodeText(ClipPromptTokens.Of(ClipPrompts.Five));
        Assert.That(First(texts[0], 4), Is.EqualTo(new[] { -.9356815, .4831636, .5936368, -.6775303 }).Within(2e-5));
        Assert.That(First(texts[9], 4), Is.EqualTo(new[] { -.7771449, .1530353, .7998519, -1.1092060 }).Within(2e-5));
        Assert.That(First(texts.norm(1), 10), Has.ItemAt(0).EqualTo(21.955080).Within(1e-4).And.ItemAt(9).EqualTo(22.477091).Within(1e-4));

        var picture = Features(1, 64, 96);
        Assert.That(First(picture[0], 6),
            Is.EqualTo(new[] { -1.0803918, -.2008394, .4381891, .2329118, -.1266053, -.2602012 }).Within(2e-5));
        Assert.That(picture.norm().item<float>(), Is.EqualTo(23.167347).Within(2e-4));
        Assert.That(First(clip.Logits(picture, texts)[0], 10), Is.EqualTo(new[]
        {
            2.4062750, 2.6773632, 3.2430649, 3.0109794, 4.3455110, 4.7670922, .3978847, 2.9910421, 1.8026905, 2.1517093,
        }).Within(1e-4));
        float Score(Tensor features) => ClipIqaScorer.Preference(clip.Logits(features, texts)).item<float>();
        Assert.That(new[] { Score(picture), Score(Features(2, 64, 96)), Score(Features(1, 101, 75)) },
            Is.EqualTo(new[] { 0.3739483, 0.3736382, 0.3813441 }).Within(1e-5));

        Tensor Features(uint seed, int width, int height) =>
            clip.Visual.call(ClipPixels.Normalize(ImageTensor.From(ClosedForm.Picture(seed, width, height))), false);
    }

    [Test]
    public void Tokens_after_the_end_of_a_text_are_not_looked_at()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var clip = ToyClip.Filled();
        var ids = ClipPromptTokens.Of(ClipPrompts.Five);
        var padded = cat([ids, zeros([ids.size(0), 77 - ids.size(1)], int64)], 1);
        Assert.That(Worst(clip.EncodeText(ids), clip.EncodeText(padded)), Is.LessThan(1e-6));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_batch_of_two_is_two_singles(bool positions)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var clip = ToyClip.Filled();
        var (a, b) = (ImageTensor.From(ClosedForm.Picture(1, 71, 50)), ImageTensor.From(ClosedForm.Picture(2, 71, 50)));
        var together = clip.Visual.call(cat([a, b]), positions);
        Assert.That(Worst(together, cat([clip.Visual.call(a, positions), clip.Visual.call(b, positions)])), Is.LessThan(1e-6));
    }

    private static double[] First(Tensor row, int count) => [.. row[..count].to(float64).data<double>()];

    /// <summary>max|x − y| / max|y|.</summary>
    private static double Worst(Tensor x, Tensor y) => ((x - y).abs().max() / y.abs().max()).item<float>();
}
