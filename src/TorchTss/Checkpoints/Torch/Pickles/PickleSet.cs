namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>A Python set; only how many values were put in is of interest here.</summary>
internal sealed class PickleSet
{
    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>Notes so many more.</summary>
    public void Add(int values) => Count += values;
}
