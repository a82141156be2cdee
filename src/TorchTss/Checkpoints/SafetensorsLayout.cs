namespace TorchTss.Checkpoints;

/// <summary>The rules for where tensors lie: packed without hole or overlap, each exactly as long as its shape and type say.</summary>
internal static class SafetensorsLayout
{
    /// <summary>The entries in the order of their data, checked in the reference reader's order.</summary>
    /// <param name="entries">As the header has them.</param>
    /// <param name="dataStart">Bytes before the data: 8 + header.</param>
    /// <param name="fileLength">Bytes of the whole file.</param>
    /// <param name="file">For errors.</param>
    /// <exception cref="Runtime.UserException">A rule is broken; names the tensor.</exception>
    public static IReadOnlyList<SafetensorsEntry> Check(IReadOnlyList<SafetensorsEntry> entries, long dataStart, long fileLength, string file)
    {
        var sorted = entries.OrderBy(e => e.Offset).ThenBy(e => e.Length).ToArray();
        var position = 0L;
        foreach (var entry in sorted)
        {
            if (entry.Offset != position)
            {
                var fault = entry.Offset > position ? "leaves a hole before it" : "overlaps the tensor before it";
                throw SafetensorsFault.Malformed(
                    file, $"tensor '{entry.Name}' begins at byte {entry.Offset} of the data instead of {position} and {fault}");
            }
            var expected = Bytes(entry, file);
            if (entry.Length != expected)
            {
                var needed = $"{entry.Dtype} {NameList.Shape(entry.Shape)} takes {expected}";
                throw SafetensorsFault.Malformed(file, $"tensor '{entry.Name}' has {entry.Length} bytes, but {needed}");
            }
            position = checked(entry.Offset + entry.Length);        // the end was read as an int64
        }
        var end = (Int128)dataStart + position;
        if (end > fileLength) throw SafetensorsFault.Truncated(file, (long)Int128.Min(end, long.MaxValue), fileLength);
        if (end < fileLength) throw SafetensorsFault.Malformed(file, $"{fileLength - (long)end} bytes follow the last tensor");
        return sorted;
    }

    private static long Bytes(SafetensorsEntry entry, string file)
    {
        var bits = 1UL;
        try
        {
            foreach (var size in entry.Shape) bits = checked(bits * (ulong)size);
            if (bits > long.MaxValue) throw new OverflowException();
            bits = checked(bits * (ulong)entry.Dtype.Bits());
        }
        catch (OverflowException)
        {
            throw SafetensorsFault.Malformed(
                file, $"tensor '{entry.Name}' has the shape {NameList.Shape(entry.Shape)}, more elements than 64 bits can count");
        }
        if (bits % 8 != 0)
        {
            throw SafetensorsFault.Malformed(
                file, $"tensor '{entry.Name}' has {bits} bits, {entry.Dtype} {NameList.Shape(entry.Shape)}, which are not whole bytes");
        }
        return (long)(bits / 8);
    }
}
