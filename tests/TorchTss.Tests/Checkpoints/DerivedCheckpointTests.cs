using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Checkpoints;

public sealed class DerivedCheckpointTests
{
    private TestFiles _files = null!;

    [SetUp]
    public void SetUp() => _files = new TestFiles();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [Test]
    public void Every_step_has_the_shape_and_the_values_it_announces()
    {
        using var scope = NewDisposeScope();
        using var derived = Derived(
            new("same", "matrix"), new("squeezed", "kernel"), new("unsqueezed", "matrix"), new("transposed", "matrix"), new("rows", "matrix"));
        var matrix = arange(6, float32).view(3, 2);
        var expected = new Dictionary<string, Tensor>
        {
            ["same"] = matrix,
            ["squeezed"] = matrix,
            ["unsqueezed"] = matrix.view(3, 2, 1, 1),
            ["transposed"] = matrix.t(),
            ["rows"] = matrix[1..3],
        };
        Assert.That(derived.Entries.Select(e => e.Name), Is.EquivalentTo(expected.Keys));
        foreach (var entry in derived.Entries)
        {
            Assert.That(entry.Shape, Is.EqualTo(expected[entry.Name].shape), entry.Name);
            Assert.That(derived.Tensor(entry.Name).Equals(expected[entry.Name]), Is.True, entry.Name);
        }
    }

    [Test]
    public void A_convolution_of_one_dimension_is_squeezed_too()
    {
        using var scope = NewDisposeScope();
        Assert.That(TensorStep.Squeeze.Shape([3, 2, 1]), Is.EqualTo(new long[] { 3, 2 }));
        Assert.That(TensorStep.Squeeze.View(zeros(3, 2, 1)).shape, Is.EqualTo(new long[] { 3, 2 }));
    }

    [Test]
    public void Tensors_outlive_the_file_and_leave_nothing_behind()
    {
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        var derived = Derived(new DerivedTensor("rows", "matrix"));
        var rows = derived.Tensor("rows");
        derived.Release("rows");
        derived.Dispose();
        Assert.That(rows.data<float>().ToArray(), Is.EqualTo(new float[] { 2, 3, 4, 5 }));
        rows.Dispose();
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    [Test]
    public void Entries_come_in_the_order_of_their_data()
    {
        using var derived = Derived(new DerivedTensor("rows", "matrix"), new DerivedTensor("k", "kernel"), new DerivedTensor("same", "matrix"));
        Assert.That(derived.Entries.Select(e => e.Name), Is.EqualTo(new[] { "k", "rows", "same" }));
    }

    [Test]
    public void What_is_not_mapped_is_not_there()
    {
        using var derived = Derived(new DerivedTensor("a", "matrix"));
        Assert.That(() => derived.Tensor("kernel"), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{derived.Path}: there is no tensor 'kernel' among its 1; is this the file of another model?"));
    }

    [Test]
    public void An_absent_source_is_named() => Refused(
        "has no tensor 'missing', of which a is made; is this the file of another model?", new DerivedTensor("a", "missing"));

    [Test]
    public void Two_sources_of_one_name_are_refused() => Refused(
        "'kernel' and 'matrix' are two spellings of a; leave one of them out", new DerivedTensor("a", "kernel"), new DerivedTensor("a", "matrix"));

    [TestCase("squeezed", "squeeze")]
    [TestCase("rows", "rows 1:3")]
    [TestCase("unsqueezed", "unsqueeze")]
    [TestCase("transposed", "transpose")]
    public void A_shape_that_does_not_take_the_step_is_refused(string name, string step) => Refused(
        $"'vector' is [2], of which {name} cannot be made ({step}); is this the file of another model?", new DerivedTensor(name, "vector"));

    private void Refused(string message, params DerivedTensor[] tensors) =>
        Assert.That(() => Derived(tensors), Throws.TypeOf<UserException>().With.Message.EqualTo($"{_files["x.safetensors"]}: {message}"));

    /// <summary>A file of three tensors; a derived one's name says its step.</summary>
    private DerivedCheckpoint Derived(params DerivedTensor[] tensors)
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(_files["x.safetensors"], new Dictionary<string, Tensor>
        {
            ["kernel"] = arange(6, float32).view(3, 2, 1, 1),
            ["matrix"] = arange(6, float32).view(3, 2),
            ["vector"] = ones(2),
        });
        var file = SafetensorsFile.Open(_files["x.safetensors"]);
        try
        {
            return new DerivedCheckpoint(file, tensors.Select(t => t with { Step = Step(t.Name) }));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static TensorStep Step(string name) => name switch
    {
        "squeezed" => TensorStep.Squeeze,
        "unsqueezed" => TensorStep.Unsqueeze,
        "transposed" => TensorStep.Transpose,
        "rows" => TensorStep.Rows(1, 3),
        _ => TensorStep.None,
    };
}
