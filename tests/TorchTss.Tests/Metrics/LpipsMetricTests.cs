using TorchTss.Checkpoints;
using TorchTss.Metrics;
using TorchTss.Metrics.Lpips;
using TorchTss.Runtime;
using TorchTss.Tests.Checkpoints.Torch;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics;

[NonParallelizable] // counts every tensor of the process
public sealed class LpipsMetricTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("alex", "alexnet")]
    [TestCase("squeeze", "squeezenet1_1")]
    public void Torchvisions_file_scores_as_the_same_trunk_does(string net, string file)
    {
        Write(file, Trunk(net, torchvision: true), ("classifier.1.weight", [3, 2]), ("classifier.1.bias", [3]));
        Assert.That(Score($"lpips:net={net}"), Is.EqualTo(Score($"lpips-filled:net={net}")).And.GreaterThan(0));
    }

    [Test]
    public void So_does_the_file_of_PyTorch_under_its_own_name()
    {
        using (NewDisposeScope())
        {
            var tensors = Tensors(Trunk("squeeze", torchvision: true), ("classifier.1.weight", [3, 2]), ("classifier.1.bias", [3]));
            _folder.File("squeezenet1_1-b8a52dc0.pth", TorchBytes.Of(tensors));
        }
        Assert.That(Score("lpips:net=squeeze"), Is.EqualTo(Score("lpips-filled:net=squeeze")).And.GreaterThan(0));
    }

    [Test]
    public void So_does_a_whole_state_dict_in_its_own_spelling()
    {
        Write("squeezenet1_1", Trunk("squeeze", torchvision: false), ("lin0.model.1.weight", [1, 64, 1, 1]), ("lins.0.model.1.weight", [1, 64, 1, 1]),
            ("scaling_layer.shift", [1, 3, 1, 1]), ("scaling_layer.scale", [1, 3, 1, 1]));
        Assert.That(Score("lpips:net=squeeze"), Is.EqualTo(Score("lpips-filled:net=squeeze")));
    }

    [Test]
    public void A_picture_scores_zero_against_itself_and_pairs_score_the_same_both_ways()
    {
        Write("squeezenet1_1", Trunk("squeeze", torchvision: true));
        using var scorer = Metric("lpips:net=squeeze").Open(new MetricFolder(_folder.Path), Compute.Reference);
        var (a, b) = (ClosedForm.Picture(1, 40, 30), ClosedForm.Picture(2, 40, 30));
        Assert.That(scorer.Score(a, a), Is.Zero);
        Assert.That(scorer.Score(a, b), Is.EqualTo(scorer.Score(b, a)).Within(1e-5).Percent);
    }

    [Test]
    public void Scoring_again_and_again_leaves_nothing_and_so_does_closing()
    {
        Write("squeezenet1_1", Trunk("squeeze", torchvision: true));
        var (a, b) = (ClosedForm.Picture(1, 40, 30), ClosedForm.Picture(2, 40, 30));
        using (var scorer = Metric("lpips:net=squeeze").Open(new MetricFolder(_folder.Path), Compute.Reference))
        {
            Assert.That(MetricLeaks.After(() => scorer.Score(a, b)), Is.EqualTo((0, 0)));
        }
        Assert.That(MetricLeaks.After(() => Score("lpips:net=squeeze")).Thread, Is.Zero);
        Assert.That(MetricLeaks.After(() => Score("lpips-filled:net=squeeze")).Thread, Is.Zero);
    }

    [TestCase("alex", "alexnet", "AlexNet", "alexnet-owt-7be5be79.pth of 244.4 MB", "7be5be79", "9.88")]
    [TestCase("vgg", "vgg16", "VGG16", "vgg16-397923af.pth of 553.4 MB", "397923af", "58.9")]
    [TestCase("squeeze", "squeezenet1_1", "SqueezeNet 1.1", "squeezenet1_1-b8a52dc0.pth of 5 MB", "b8a52dc0", "2.89")]
    public void A_missing_trunk_is_asked_for(string net, string file, string title, string official, string hash, string megabytes)
    {
        var sentence = $"{file}.safetensors: not found; wanted is torchvision's {title} as safetensors, from {official}, "
            + $"whose SHA-256 begins {hash}; only its features are read (about {megabytes} MB); "
            + $"put it, or {official.Split(' ')[0]} as it is, in {_folder.Path}";
        var metric = Metric($"lpips:net={net}");
        Assert.That(() => metric.Open(new MetricFolder(_folder.Path), Compute.Reference),
            Throws.TypeOf<UserException>().With.Message.EqualTo(sentence));
        Assert.That(new MetricFolder(_folder.Path).Complaint(metric), Is.EqualTo(sentence));
    }

    [Test]
    public void Another_networks_file_is_refused_with_the_keys_that_differ()
    {
        var tensors = Trunk("squeeze", torchvision: true);
        tensors.Remove("features.0.bias");
        Write("squeezenet1_1", tensors, ("features.0.weight", [64, 3, 7, 7]), ("features.13.weight", [2]));
        Assert.That(() => Score("lpips:net=squeeze"), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{_folder.File("squeezenet1_1.safetensors")}: does not fit the SqueezeNet 1.1 trunk of LPIPS: "
            + "1 of 50 tensors is missing: net.slice1.0.bias; 1 of 50 in the file is unexpected: features.13.weight; "
            + "1 of 50 tensors has another shape: net.slice1.0.weight is [64, 3, 7, 7], expected [64, 3, 3, 3]; is this the file of another model?"));
    }

    [Test]
    public void One_tensor_in_both_spellings_is_refused()
    {
        Write("squeezenet1_1", Trunk("squeeze", torchvision: true), ("net.slice1.0.bias", [64]));
        Assert.That(() => Score("lpips:net=squeeze"), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{_folder.File("squeezenet1_1.safetensors")}: 'features.0.bias' and 'net.slice1.0.bias' are two spellings of one tensor; "
            + "leave one of them out"));
    }

    [Test]
    public void Heads_of_another_trunk_are_refused()
    {
        Write("squeezenet1_1", Trunk("squeeze", torchvision: true));
        File.Copy(Path.Combine(MetricFolder.Shipped, "lpips_vgg.safetensors"), _folder.File("lpips_squeeze.safetensors"));
        Assert.That(() => Score("lpips:net=squeeze"), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{_folder.File("lpips_squeeze.safetensors")}: does not fit the SqueezeNet 1.1 heads of LPIPS: "
            + "2 of 7 tensors are missing: lin5.model.1.weight, lin6.model.1.weight; 2 of 7 tensors have another shape: "
            + "lin3.model.1.weight is [1, 512, 1, 1], expected [1, 384, 1, 1], lin4.model.1.weight is [1, 512, 1, 1], expected [1, 384, 1, 1]; "
            + "is this the file of another model?"));
    }

    [TestCase("alex", 31)]
    [TestCase("vgg", 16)]
    [TestCase("squeeze", 17)]
    public void Says_what_it_can_score(string net, int side)
    {
        var metric = Metric($"lpips:net={net}");
        Assert.That((metric.Unfit(side, side), metric.Unfit(side - 1, side)), Is.EqualTo(
            ((string?)null, $"{metric.Traits.Title} needs {side} pixels or more on each side")));
    }

    [Test]
    public void Is_a_distance_of_pairs()
    {
        Assert.That(Metric("lpips").Traits, Is.EqualTo(new MetricTraits
        {
            Title = "LPIPS",
            Better = Better.Lower,
            Minimum = 0,
            Decimals = 4,
            NeedsReference = true,
            SmallestSide = 31,
        }));
        Assert.That(Metric("lpips:net=vgg").Traits.Title, Is.EqualTo("LPIPS (VGG16)"));
    }

    [Test]
    public void An_unknown_trunk_is_refused() => Assert.That(() => Metric("lpips:net=resnet"),
        Throws.TypeOf<UsageException>().With.Message.EqualTo("--metrics: net=resnet: expected one of alex, vgg, squeeze"));

    private double Score(string metric)
    {
        using var scorer = Metric(metric).Open(new MetricFolder(_folder.Path), Compute.Reference);
        return scorer.Score(ClosedForm.Picture(1, 48, 40), ClosedForm.Picture(2, 48, 40));
    }

    private static IImageMetric Metric(string specification) => (IImageMetric)Catalog<IMetric>.Create(specification, "--metrics");

    /// <summary>Shapes and, as names, the keys whose deterministic values they get.</summary>
    private static Dictionary<string, (string Key, long[] Shape)> Trunk(string net, bool torchvision)
    {
        using var network = MetaDevice.Build(() => new LpipsNetwork(LpipsTrunk.Of(Enum.Parse<LpipsNet>(net, ignoreCase: true))));
        return ModuleKeys.Of(network).Where(k => k.Name.StartsWith("net.", StringComparison.Ordinal)).ToDictionary(
            k => torchvision ? "features." + string.Join('.', k.Name.Split('.').Skip(2)) : k.Name, k => (k.Name, k.Shape));
    }

    private void Write(string file, Dictionary<string, (string Key, long[] Shape)> trunk, params (string Key, long[] Shape)[] others)
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(_folder.File($"{file}.safetensors"), Tensors(trunk, others));
    }

    private static Dictionary<string, Tensor> Tensors(
        Dictionary<string, (string Key, long[] Shape)> trunk, params (string Key, long[] Shape)[] others)
    {
        var tensors = trunk.ToDictionary(t => t.Key, t => new DeterministicFill().Parameter(t.Value.Key, t.Value.Shape));
        foreach (var (key, shape) in others) tensors[key] = zeros(shape);
        return tensors;
    }
}
