using TorchTss.Checkpoints;
using TorchTss.Imaging;
using TorchTss.Metrics.Musiq;
using TorchTss.Verification;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.Musiq;

[NonParallelizable] // the default device is global
public sealed class MusiqNetworkTests
{
    private MusiqNetwork _network = null!, _toy = null!;

    [OneTimeSetUp]
    public void Fill() => (_network, _toy) = (Filled(new MusiqConfig()), Filled(ToyMusiq.Config));

    [OneTimeTearDown]
    public void Free()
    {
        _network.Dispose();
        _toy.Dispose();
    }

    [TestCase("koniq", 1)]
    [TestCase("ava", 10)]
    public void Has_the_official_keys_and_shapes(string name, int classes)
    {
        using var network = MetaDevice.Build(() => new MusiqNetwork(new MusiqConfig { Classes = classes }));
        var official = File.ReadAllLines(Path.Combine(ParityCases.Folder("metrics"), $"musiq_{name}.keys.txt"));
        Assert.That(official, Has.Length.EqualTo(248));
        Assert.That(ModuleKeys.Lines(ModuleKeys.Of(network)), Is.EqualTo(official.Order(StringComparer.Ordinal)));
        if (classes == 1) Assert.That(network.parameters().Sum(p => p.numel()), Is.EqualTo(27_125_825));
    }

    [Test] // specification §11.3
    public void Has_the_opinions_of_the_specification()
    {
        Assert.That(Opinion(_network, Pixels(1, 150, 100)), Is.EqualTo(1.7927064).Within(2e-5));
        Assert.That(Opinion(_network, Pixels(2, 150, 100)), Is.EqualTo(1.8559352).Within(2e-5));
    }

    [Test, Category("Slow")]
    public void And_so_has_its_head_of_ten_classes()
    {
        using var ava = Filled(new MusiqConfig { Classes = 10 });
        Assert.That(Opinion(ava, Pixels(1, 150, 100)), Is.EqualTo(5.3596335).Within(2e-5));
    }

    [Test] // token 10 of specification §11.3
    public void Has_the_intermediate_values_of_the_specification()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var pixels = ImageTensor.From(ClosedForm.Picture(1, 150, 100)) * 2 - 1;
        var patch = MusiqScale.Of(100, 150, _network.Config)[0].Cut(pixels)[0, 10];
        using var tap = new ForwardTap(_network, ["conv_root", "block1"]);
        var token = _network.Embed(patch.unsqueeze(0))[0];
        Assert.That(tap.Outputs["conv_root"][0, 0, 8][..4].data<float>().ToArray(),
            Is.EqualTo(new[] { -2.2842445, -4.9366279, -6.0199819, -1.4703306 }).Within(1e-5));
        Assert.That(tap.Outputs["block1"].mean().item<float>(), Is.EqualTo(.5421901).Within(1e-6));
        Assert.That(token[..4].data<float>().ToArray(), Is.EqualTo(new[] { -.1287275, 1.2794967, -.9337826, 1.1832579 }).Within(1e-5));
    }

    [TestCase("musiq-toy", 3)]
    [TestCase("musiq-full", 50)]
    public void Answers_without_the_empty_tokens_what_the_original_answers_with_them(string name, int empty)
    {
        var folder = Path.Combine(ParityCases.Folder("metrics"), name);
        using var fixture = FixtureCase.Read(folder);
        using var scope = NewDisposeScope();
        Assert.That((fixture.Expected("mask") == 0).sum().item<long>(), Is.EqualTo(empty), "the original has them");
        Assert.That(ParityCases.Complaints(folder).Where(c => c.StartsWith("out.mos", StringComparison.Ordinal)), Is.Empty);
        var image = fixture.Input("image");
        var used = MusiqScale.Of(image.size(0), image.size(1), MusiqConfig.Read(fixture.Config)).Sum(s => s.Rows * s.Columns);
        Assert.That(used, Is.EqualTo(fixture.Expected("mask").numel() - empty), "and this network has not");
    }

    [Test]
    public void A_batch_of_two_is_two_singles()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var (a, b) = (Pixels(1, 70, 55), Pixels(2, 70, 55));
        var together = _toy.call(cat([a, b])).flatten().data<float>().ToArray();
        Assert.That(together, Is.EqualTo(new[] { Opinion(_toy, a), Opinion(_toy, b) }).Within(1e-5));
    }

    [Test]
    public void Patches_do_not_know_how_many_are_embedded_at_once()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var pixels = Pixels(1, 32 * 20, 32 * 15) * 2 - 1;
        var patches = MusiqScale.Of(32 * 15, 32 * 20, _toy.Config)[2].Cut(pixels)[0];       // 300, more than go at once
        var together = _toy.Embed(patches);
        foreach (var i in (int[])[0, 255, 256, 299])
        {
            Assert.That((together[i] - _toy.Embed(patches[i..(i + 1)])[0]).abs().max().item<float>(), Is.LessThan(1e-5));
        }
    }

    [Test]
    public void An_opinion_is_the_expected_score()
    {
        using var scope = NewDisposeScope();
        Assert.That(MusiqNetwork.Opinion(tensor(new[] { .5f, 0, 0, .5f, 0, 1, 0, 0 }, [2, 4])).data<float>().ToArray(), Is.EqualTo(new[] { 2.5, 2 }));
        Assert.That(MusiqNetwork.Opinion(tensor(new[] { 71.5f }, [1, 1])).item<float>(), Is.EqualTo(71.5));
    }

    private static MusiqNetwork Filled(MusiqConfig config) => ClosedForm.Filled(MetaDevice.Build(() => new MusiqNetwork(config)));

    private static Tensor Pixels(uint seed, int width, int height) => ImageTensor.From(ClosedForm.Picture(seed, width, height));

    private static float Opinion(MusiqNetwork network, Tensor pixels)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        return MusiqNetwork.Opinion(network.call(pixels)).item<float>();
    }
}
