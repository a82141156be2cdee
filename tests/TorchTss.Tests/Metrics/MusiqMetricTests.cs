using TorchTss.Checkpoints;
using TorchTss.Metrics;
using TorchTss.Metrics.Musiq;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics;

[NonParallelizable] // the default device is global
public sealed class MusiqMetricTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test, Category("Slow")] // 27 million numbers, twice
    public void Files_are_read_with_and_without_the_wrappers_prefix()
    {
        using (var scope = NewDisposeScope())
        {
            using var network = ClosedForm.Filled(MetaDevice.Build(() => new MusiqNetwork(new MusiqConfig())));
            SafetensorsWriter.Write(_folder.File("musiq_koniq.safetensors"), network.state_dict());
            SafetensorsWriter.Write(_folder.File("musiq_spaq.safetensors"), network.state_dict().ToDictionary(p => $"module.{p.Key}", p => p.Value));
        }
        using var plain = Metric("musiq").Open(new MetricFolder(_folder.Path), Compute.Reference);
        using var wrapped = Metric("musiq:weights=spaq").Open(new MetricFolder(_folder.Path), Compute.Reference);
        var picture = ClosedForm.Picture(1, 150, 100);
        Assert.That(plain.Score(picture, null), Is.EqualTo(1.7927064).Within(2e-5));
        Assert.That(wrapped.Score(picture, null), Is.EqualTo(plain.Score(picture, null)));
        Assert.That(MetricLeaks.After(() => plain.Score(picture, null)), Is.EqualTo((0, 0)));
    }

    [TestCase("musiq", "koniq", "KonIQ-10k", "e95806b9")]
    [TestCase("musiq:weights=ava", "ava", "AVA", "e8d3f067")]
    [TestCase("musiq:weights=spaq", "spaq", "SPAQ", "358bb6af")]
    [TestCase("musiq:weights=paq2piq", "paq2piq", "PaQ-2-PiQ", "364c0c84")]
    public void A_missing_file_is_asked_for(string specification, string name, string dataset, string hash)
    {
        var sentence = $"musiq_{name}.safetensors: not found; wanted is MUSIQ trained on {dataset} as safetensors, "
            + $"from pyiqa's musiq_{name}_ckpt-{hash}.pth, whose SHA-256 begins {hash} (about 108.5 MB); "
            + $"put it, or musiq_{name}_ckpt-{hash}.pth as it is, in {_folder.Path}";
        Assert.That(() => Metric(specification).Open(new MetricFolder(_folder.Path), Compute.Reference),
            Throws.TypeOf<UserException>().With.Message.EqualTo(sentence));
        Assert.That(new MetricFolder(_folder.Path).Complaint(Metric(specification)), Is.EqualTo(sentence));
    }

    [Test]
    public void The_file_of_another_head_is_refused()
    {
        using var scope = NewDisposeScope();
        using var ava = MetaDevice.Build(() => new MusiqNetwork(new MusiqConfig { Classes = 10 }));
        var file = _folder.File("musiq_koniq.safetensors");
        SafetensorsWriter.Write(file, ModuleKeys.Of(ava).ToDictionary(k => k.Name, k => zeros(k.Shape, ScalarType.Float16)));
        Assert.That(() => Metric("musiq").Open(new(_folder.Path), Compute.Reference), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file}: does not fit MUSIQ for KonIQ-10k: 2 of 248 tensors are missing: head.bias, head.weight; "
            + "2 of 248 in the file are unexpected: head.0.bias, head.0.weight; is this the file of another model?"));
    }

    [TestCase("musiq", "MUSIQ", double.NegativeInfinity, double.PositiveInfinity)]
    [TestCase("musiq:weights=ava", "MUSIQ (AVA)", 1, 10)]
    [TestCase("musiq:weights=spaq", "MUSIQ (SPAQ)", double.NegativeInfinity, double.PositiveInfinity)]
    [TestCase("musiq:weights=paq2piq", "MUSIQ (PaQ-2-PiQ)", double.NegativeInfinity, double.PositiveInfinity)]
    public void Needs_no_reference_and_says_what_it_was_trained_on(string specification, string title, double minimum, double maximum) =>
        Assert.That(Metric(specification).Traits, Is.EqualTo(new MetricTraits
        {
            Title = title,
            Better = Better.Higher,
            Minimum = minimum,
            Maximum = maximum,
            Decimals = 2,
        }));

    [Test]
    public void Unknown_weights_are_refused() => Assert.That(() => Metric("musiq:weights=kadid"),
        Throws.TypeOf<UsageException>().With.Message.EqualTo("--metrics: weights=kadid: expected one of koniq, ava, spaq, paq2piq"));

    private static IImageMetric Metric(string specification) => (IImageMetric)Catalog<IMetric>.Create(specification, "--metrics");
}
