using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>A numpy array: checked, but not used, since it is no tensor.</summary>
internal sealed class NumpyArray
{
    /// <summary>Its sizes.</summary>
    public IReadOnlyList<long> Shape { get; private set; } = [];

    /// <summary>numpy.core.multiarray._reconstruct(numpy.ndarray, (0,), b'b'): an array to be built.</summary>
    public static NumpyArray Called(PickleArguments a) => a.Counted(3, 3).Get<PickleGlobal>(0, "numpy.ndarray").Name == "numpy.ndarray"
        ? new NumpyArray() : throw a.Wrong(0, "numpy.ndarray");

    /// <summary>(version, shape, dtype, column-major, bytes)</summary>
    public void Build(object? state, PickleWork work)
    {
        if (state is not PickleTuple { Items: [long, PickleTuple shape, NumpyDtype dtype, bool, var data] }
            || shape.Items.Length > PickleArguments.MaximumRank || shape.Items.Any(s => s is not >= 0L))
        {
            throw new PickleFault("a numpy array with the state of something else");
        }
        var bytes = data as byte[] ?? (data is string text ? PythonText.Latin1(text, work) : throw new PickleFault("a numpy array without bytes"));
        Shape = [.. shape.Items.Select(s => (long)s!)];
        var expected = Shape.Aggregate((Int128)dtype.Bytes, (product, size) => product > long.MaxValue ? product : product * size);
        if (bytes.Length != expected && !(Shape.Contains(0) && bytes.Length == 0))
        {
            throw new PickleFault(Invariant($"a numpy array {NameList.Shape(Shape)} in {bytes.Length} bytes"));
        }
    }
}
