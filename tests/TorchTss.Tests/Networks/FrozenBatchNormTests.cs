using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

[NonParallelizable] // the default device is global
public sealed class FrozenBatchNormTests
{
    [TestCase(1e-5)]
    [TestCase(1e-3)]
    public void Is_torchs_batch_norm_in_inference(double epsilon)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var official = nn.BatchNorm2d(6, epsilon);
        using var frozen = new FrozenBatchNorm(6, epsilon);
        var fill = new DeterministicFill();
        foreach (var (name, shape) in ModuleKeys.Of(frozen))
        {
            var value = fill.Parameter(name, shape);
            if (name == "running_var") value = value.abs() * 0.01;                          // so small that another epsilon shows
            official.state_dict()[name].copy_(value);
            StrictLoader.AssignParameter(frozen, name, value.clone());
        }
        official.eval();
        var x = Toy.Input("x", 2, 6, 5, 4);
        Assert.That((frozen.call(x) - official.call(x)).abs().max().item<float>(), Is.Zero);
    }

    [Test]
    public void Training_changes_nothing()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var frozen = Toy.Filled(new FrozenBatchNorm(4));
        var (x, statistics) = (Toy.Input("x", 2, 4, 3, 3), frozen.state_dict().ToDictionary(p => p.Key, p => p.Value.clone()));
        StrictLoader.AssignParameter(frozen, "running_var", full([4], 2f));
        var before = frozen.call(x);
        frozen.train();
        Assert.That((frozen.call(x) - before).abs().max().item<float>(), Is.Zero);
        Assert.That(frozen.state_dict()["running_mean"].equal(statistics["running_mean"]).all().item<bool>(), Is.True);
    }

    [Test]
    public void Keys_are_torchs_without_the_counter() =>
        Assert.That(Built().state_dict().Keys.Order(StringComparer.Ordinal), Is.EqualTo(new[] { "bias", "running_mean", "running_var", "weight" }));

    [Test]
    public void A_file_with_the_counter_is_loaded_from_the_meta_device()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var official = nn.BatchNorm2d(3);
        SafetensorsWriter.Write(folder.File("x.safetensors"), official.state_dict());
        using var frozen = MetaDevice.Build(Built);
        using (var file = SafetensorsFile.Open(folder.File("x.safetensors")))
        {
            StrictLoader.Load(frozen, "the test", file, ScalarType.Float32, CPU, ["*num_batches_tracked"]);
        }
        var x = Toy.Input("x", 1, 3, 2, 2);
        Assert.That((frozen.call(x) - x / Math.Sqrt(1 + 1e-5)).abs().max().item<float>(), Is.LessThan(1e-6), "mean 0, variance 1");
    }

    [Test]
    public void Outlives_the_scope_it_is_built_in_and_takes_its_tensors_with_it()
    {
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        FrozenBatchNorm frozen;
        using (NewDisposeScope()) frozen = Toy.Filled(new FrozenBatchNorm(4));
        using (NewDisposeScope()) Assert.That(frozen.call(zeros(1, 4, 2, 2)).shape, Is.EqualTo(new long[] { 1, 4, 2, 2 }));
        using (var moved = frozen.to(CPU)) Assert.That(moved.state_dict().Values.All(t => t.numel() == 4), Is.True);
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    private static FrozenBatchNorm Built() => new(3);
}
