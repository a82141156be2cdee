using TorchTss.Checkpoints;
using TorchTss.Metrics.Lpips;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.Lpips;

[NonParallelizable] // the default device is global
public sealed class LpipsTrunkTests
{
    [TestCase("Alex", 2_469_696)]
    [TestCase("Vgg", 14_714_688)]
    [TestCase("Squeeze", 722_496)]
    public void Has_the_official_keys_shapes_and_count(string net, long parameters)
    {
        using var network = MetaDevice.Build(() => new LpipsNetwork(LpipsTrunk.Of(Enum.Parse<LpipsNet>(net))));
        var official = File.ReadAllLines(Path.Combine(ParityCases.Folder("metrics"), $"lpips_{net.ToLowerInvariant()}.keys.txt"));
        Assert.That(ModuleKeys.Lines(ModuleKeys.Of(network)), Is.EqualTo(official.Order(StringComparer.Ordinal)));
        Assert.That(network.named_parameters().Where(p => p.name.StartsWith("net.", StringComparison.Ordinal)).Sum(p => p.parameter.numel()),
            Is.EqualTo(parameters));
    }

    [TestCase("Alex", "features.0.weight", "net.slice1.0.weight")]
    [TestCase("Alex", "features.10.bias", "net.slice5.10.bias")]
    [TestCase("Vgg", "features.2.weight", "net.slice1.2.weight")]
    [TestCase("Vgg", "features.28.weight", "net.slice5.28.weight")]
    [TestCase("Squeeze", "features.4.expand3x3.bias", "net.slice2.4.expand3x3.bias")]
    [TestCase("Squeeze", "features.12.squeeze.weight", "net.slice7.12.squeeze.weight")]
    [TestCase("Squeeze", "features.13.weight", "features.13.weight")]
    [TestCase("Alex", "classifier.1.weight", "classifier.1.weight")]
    [TestCase("Alex", "net.slice1.0.weight", "net.slice1.0.weight")]
    [TestCase("Alex", "features.x.weight", "features.x.weight")]
    public void Reads_torchvisions_keys(string net, string key, string canonical) =>
        Assert.That(LpipsTrunk.Of(Enum.Parse<LpipsNet>(net)).Canonical(key), Is.EqualTo(canonical));

    [TestCase("Alex")]
    [TestCase("Vgg")]
    [TestCase("Squeeze")]
    public void The_smallest_side_is_the_smallest_that_runs(string net)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var trunk = LpipsTrunk.Of(Enum.Parse<LpipsNet>(net));
        using var features = trunk.Build();
        Assert.That(features.call(zeros(1, 3, trunk.SmallestSide, 40)).numel(), Is.GreaterThan(0));
        Assert.That(() => features.call(zeros(1, 3, trunk.SmallestSide - 1, 40)), Throws.Exception);
        Assert.That(() => features.call(zeros(1, 3, 40, trunk.SmallestSide - 1)), Throws.Exception);
    }
}
