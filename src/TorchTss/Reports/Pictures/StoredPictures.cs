using TorchTss.Experiments.Results;

namespace TorchTss.Reports.Pictures;

/// <summary>The kept pictures of a results file as they lie there: losslessly encoded files.</summary>
internal sealed class StoredPictures(ResultsFile file)
{
    /// <summary>The encoded bytes; null when there is no such picture.</summary>
    public byte[]? Bytes(string key) => (byte[]?)file.Connection.Scalar("SELECT file FROM picture WHERE id = $1", key);

    /// <summary>The keys of all kept pictures.</summary>
    public IReadOnlySet<string> Keys() => file.Connection.Query("SELECT id FROM picture", r => r.GetString(0)).ToHashSet();
}
