using TorchTss.Checkpoints;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Metrics.Fid;
using TorchTss.Runtime;
using TorchTss.Tests.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics;

[NonParallelizable] // counts every tensor of the process
public sealed class FidMetricTests
{
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        using var fixture = Parity.Open("metrics/fid-features-clean");
        Write(_folder.File("inception_fid.safetensors"), new DeterministicFill(fixture.Fill));
    }

    [OneTimeTearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("clean", "fid-features-clean-down")]
    [TestCase("legacy-tensorflow", "fid-features-legacy-tensorflow")]
    public void A_file_with_torchvisions_keys_describes_pictures_as_the_official_network_does(string mode, string name)
    {
        using var fixture = Parity.Open($"metrics/{name}");
        using var scorer = Open(mode);
        var features = scorer.Describe(ImageTensor.FromRows(fixture.Input("image")));
        var expected = fixture.Expected("features").data<float>().ToArray();
        Assert.That(features, Is.EqualTo(expected).Within(fixture.Tolerance.Relative * expected.Max()));
    }

    [Test]
    public void Describing_again_and_again_leaves_nothing_and_so_does_closing()
    {
        var picture = ClosedForm.Picture(1, 30, 20);
        using (var scorer = Open("clean")) Assert.That(MetricLeaks.After(() => scorer.Describe(picture)), Is.EqualTo((0, 0)));
        Assert.That(MetricLeaks.After(() => Open("clean").Dispose()).Thread, Is.Zero);
    }

    [Test]
    public void A_set_is_at_no_distance_from_itself_in_any_order()
    {
        using var scorer = Open("clean");
        float[][] set = [.. Enumerable.Range(1, 3).Select(s => scorer.Describe(ClosedForm.Picture((uint)s, 40, 30)))];
        var trace = Enumerable.Range(0, set[0].Length).Sum(i => set.Select(r => Math.Pow(r[i] - set.Average(q => q[i]), 2)).Sum() / 2);
        Assert.That(Metric("clean").Distance(set, [set[2], set[0], set[1]]), Is.InRange(0, 1e-6 * trace));
        float[][] moved = [.. set.Select(r => r.Select(v => v + 0.25f).ToArray())];
        Assert.That(Metric("clean").Distance(set, moved), Is.EqualTo(2048 * 0.0625).Within(1e-4).Percent);
    }

    [Test]
    public void One_picture_is_no_distribution()
    {
        float[][] two = [[1, 2], [3, 4]];
        Assert.That(() => Metric("clean").Distance([[1, 2]], two), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "FID: a distribution needs two pictures or more, got 1; give a larger set"));
        Assert.That(() => Metric("clean").Distance(two, []), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "FID: a distribution needs two originals or more, got 0; give a larger set"));
    }

    [Test]
    public void The_missing_network_is_asked_for()
    {
        using var empty = new TemporaryFolder();
        Assert.That(() => Metric("clean").Open(new MetricFolder(empty.Path), Compute.Reference), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "inception_fid.safetensors: not found; wanted is the Inception-v3 of pytorch-fid as safetensors, from "
            + $"pt_inception-2015-12-05-6726825d.pth of 95.6 MB, whose SHA-256 begins 6726825d (about 95.6 MB); "
            + $"put it, or pt_inception-2015-12-05-6726825d.pth as it is, in {empty.Path}"));
    }

    [Test] // torchvision's own weights: 1000 classes and an auxiliary head
    public void Another_inception_is_refused_with_the_keys_that_differ()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var path = folder.File("inception_fid.safetensors");
        SafetensorsWriter.Write(path, new Dictionary<string, Tensor> { ["fc.weight"] = zeros(1000, 2048), ["AuxLogits.fc.bias"] = zeros(1000) });
        Assert.That(() => Metric("clean").Open(new MetricFolder(folder.Path), Compute.Reference), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{path}: does not fit the Inception-v3 of FID: 471 of 472 tensors are missing: "
            + "Conv2d_1a_3x3.bn.bias, Conv2d_1a_3x3.bn.running_mean, Conv2d_1a_3x3.bn.running_var, Conv2d_1a_3x3.bn.weight, "
            + "Conv2d_1a_3x3.conv.weight, Conv2d_2a_3x3.bn.bias, Conv2d_2a_3x3.bn.running_mean, Conv2d_2a_3x3.bn.running_var, "
            + "Conv2d_2a_3x3.bn.weight, Conv2d_2a_3x3.conv.weight and 461 more; 1 of 2 in the file is unexpected: AuxLogits.fc.bias; "
            + "1 of 472 tensors has another shape: fc.weight is [1000, 2048], expected [1008, 2048]; is this the file of another model?"));
    }

    [TestCase("clean", "FID")]
    [TestCase("legacy-pytorch", "FID (legacy pytorch)")]
    [TestCase("legacy-tensorflow", "FID (legacy tensorflow)")]
    [TestCase("basicsr", "FID (BasicSR)")]
    public void Is_a_distance_of_sets(string mode, string title) =>
        Assert.That(Metric(mode).Traits, Is.EqualTo(new MetricTraits { Title = title, Better = Better.Lower, Minimum = 0, Decimals = 2 }));

    private ISetScorer Open(string mode) => Metric(mode).Open(new MetricFolder(_folder.Path), Compute.Reference);

    private static ISetMetric Metric(string mode) => (ISetMetric)Catalog<IMetric>.Create($"fid:mode={mode}", "--metrics");

    private static void Write(string path, DeterministicFill fill)
    {
        using var scope = NewDisposeScope();
        using var network = MetaDevice.Build(() => new FidInception());
        var tensors = ModuleKeys.Of(network).ToDictionary(k => k.Name, k => fill.Parameter(k.Name, k.Shape));
        foreach (var norm in tensors.Keys.Where(k => k.EndsWith(".running_mean", StringComparison.Ordinal)).ToArray())
        {
            tensors[norm.Replace("running_mean", "num_batches_tracked", StringComparison.Ordinal)] = zeros([], int64);
        }
        SafetensorsWriter.Write(path, tensors);
    }
}
