using TorchTss.Checkpoints;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Metrics.QAlign;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.QAlign;

[NonParallelizable] // the default device is global
public sealed class OwlModelTests
{
    private OwlModel _tiny = null!;

    [OneTimeSetUp]
    public void Fill() => _tiny = TinyOwl.Filled();

    [OneTimeTearDown]
    public void Free() => _tiny.Dispose();

    [Test]
    public void Has_at_full_size_the_keys_and_shapes_of_the_specification()
    {
        using var model = MetaDevice.Build(() => new OwlModel(new OwlConfig()));
        Assert.That(ModuleKeys.Lines(ModuleKeys.Of(model)), Is.EqualTo(OwlKeys.FullSize().Order(StringComparer.Ordinal)));
        Assert.That(model.state_dict(), Has.Count.EqualTo(295 + 148 + 419));
        Assert.That(model.parameters().Sum(p => p.numel()), Is.InRange(8.1e9, 8.3e9));
    }

    [Test] // specification §11.3
    public void Has_the_values_of_the_specification()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var vision = _tiny.Vision.call(Pixels(1));
        Assert.That(First(vision[0, 0]), Is.EqualTo(new[] { .2752327, 1.2165247, .1870296, -1.0118005 }).Within(1e-5));
        Assert.That(First(vision[0, 16]), Is.EqualTo(new[] { -1.0891634, -1.7082169, 1.4758285, 1.8250819 }).Within(1e-5));
        var picture = _tiny.Abstractor.call(vision);
        Assert.That(First(picture[0, 0]), Is.EqualTo(new[] { .9857858, 2.4906030, .6905409, .7638441 }).Within(2e-5));
        Assert.That(First(picture[0, 8]), Is.EqualTo(new[] { -.0280553, -.0765253, -.1542820, -.1229398 }).Within(1e-6));
        var logits = _tiny.Logits(_tiny.Continue(picture, Ids(QAlignTask.Quality)), tensor(QAlignPrompt.Answers));
        Assert.That(First(logits[0], 5), Is.EqualTo(new[] { -.1713039, -.7485882, -.9012834, -1.2794113, .5929458 }).Within(2e-5));
        Assert.That(QAlignScale.Of("1-5").Expected(logits).item<float>(), Is.EqualTo(2.5435588).Within(1e-5));
    }

    [Test]
    public void A_batch_of_two_is_two_singles_even_where_the_picture_stands_elsewhere()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var (first, other) = (Ids(QAlignTask.Quality), Ids(QAlignTask.Quality).roll(3, 1));
        var together = _tiny.call(cat([Pixels(1), Pixels(2)]), cat([first, other]));
        var singles = cat([_tiny.call(Pixels(1), first), _tiny.call(Pixels(2), other)]);
        Assert.That((together - singles).abs().max().item<float>(), Is.LessThan(1e-5));
        Assert.That((singles[0] - singles[1]).abs().max().item<float>(), Is.GreaterThan(1e-2));
    }

    [Test]
    public void Shared_keys_and_values_are_those_of_a_model_that_repeats_them()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var shared = TinyOwl.Filled(TinyOwl.Config with { KeyHeads = 2 });
        using var full = TinyOwl.Filled();
        foreach (var (name, value) in shared.state_dict())
        {
            var repeats = name.Contains(".k_proj.", StringComparison.Ordinal) || name.Contains(".v_proj.", StringComparison.Ordinal);
            var copied = repeats ? value.unflatten(0, [2, 16]).repeat_interleave(2, 0).flatten(0, 1) : value;     // every head twice
            full.state_dict()[name].copy_(copied);
        }
        var ids = Ids(QAlignTask.Quality);
        Assert.That((shared.call(Pixels(1), ids) - full.call(Pixels(1), ids)).abs().max().item<float>(), Is.LessThan(1e-6));
    }

    [Test]
    public void Text_and_picture_have_weights_of_their_own()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var changed = TinyOwl.Filled();
        var before = changed.call(Pixels(1), Ids(QAlignTask.Quality));
        foreach (var copy in new[] { "multiway.0", "multiway.1" })
        {
            foreach (var (_, value) in changed.state_dict().Where(p => p.Key.Contains(copy, StringComparison.Ordinal))) value.mul_(1.5);
            var after = changed.call(Pixels(1), Ids(QAlignTask.Quality));
            Assert.That((after - before).abs().max().item<float>(), Is.GreaterThan(1e-3), copy);
            before = after;
        }
    }

    [Test]
    public void A_prompt_without_a_picture_is_a_defect()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        Assert.That(() => _tiny.call(Pixels(1), tensor(new long[] { 1, 2 }, [1, 2])),
            Throws.ArgumentException.With.Message.StartsWith("a prompt needs a picture: there is no -200 in it"));
    }

    private static Tensor Pixels(uint seed) => ClipPixels.Normalize(ImageTensor.From(ClosedForm.Picture(seed, 56, 56)));

    private static Tensor Ids(QAlignTask task) => tensor(QAlignPrompt.Ids(task, QAlignWording.Corrected)).unsqueeze(0);

    private static float[] First(Tensor row, int count = 4) => row[..count].data<float>().ToArray();
}
