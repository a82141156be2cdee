namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>How much has been copied on behalf of a pickle: it may mention one long value again and again, but not have it copied
/// each time.</summary>
internal sealed class PickleWork
{
    private const long Head = 1000, Factor = 4;

    private long _copied;

    /// <summary>How many bytes of the pickle were read so far.</summary>
    public long Read { get; set; }

    /// <summary>Notes a copy.</summary>
    /// <param name="values">Of so many values, characters or bytes.</param>
    public void Copy(long values)
    {
        _copied += values;
        if (_copied > Head + Factor * Read) throw new PickleFault("values copied over and over");
    }
}
