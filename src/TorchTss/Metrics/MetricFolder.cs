using TorchTss.Checkpoints;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Metrics;

/// <summary>Where the weights of metrics are looked for: the user's folder first, then what ships with the program.</summary>
/// <param name="folder">The user's folder; null: <c>TSS_METRICS</c> of the environment, if it is set.</param>
public sealed class MetricFolder(string? folder = null)
{
    /// <summary>The environment variable that names the user's folder.</summary>
    public const string Variable = "TSS_METRICS";

    /// <summary>What ships with the program.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "weights", "metrics");

    private readonly string? _user = folder ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : null);

    private IEnumerable<string> Folders => _user is null ? [Shipped] : [_user, Shipped];

    /// <summary>The path of a file under its name here or its official one, or of a model's folder of files; null when it is nowhere.</summary>
    public string? Find(MetricFile file)
    {
        string[] names = file.Official is { } official ? [file.Name, official] : [file.Name];
        return Folders.SelectMany(_ => names, Path.Combine).FirstOrDefault(Path.Exists);
    }

    /// <summary>The path of a file or folder.</summary>
    /// <exception cref="UserException">Not there: says which is wanted, how large it is and where to put it.</exception>
    internal string Locate(MetricFile file) => Find(file) ?? throw Missing(file);

    /// <summary>Opens a file, safetensors or PyTorch.</summary>
    /// <exception cref="UserException">Not there: says which file is wanted, how large it is and where to put it.</exception>
    internal ICheckpoint Open(MetricFile file) => CheckpointFile.Open(Locate(file));

    /// <summary>The first complaint about a metric's files: one that is missing; null when all are there.</summary>
    public string? Complaint(IMetric metric) => metric.Files.FirstOrDefault(f => Find(f) is null) is { } file ? Missing(file).Message : null;

    private UserException Missing(MetricFile file)
    {
        var hash = file.Sha256 is null ? "" : $", SHA-256 {file.Sha256}";
        var place = _user is null ? $"a folder that --metric-weights or {Variable} names, or in {Shipped}" : _user;
        var it = file.Official is { } official ? $"it, or {official} as it is," : "it";
        return new UserException(
            Invariant($"{file.Name}: not found; wanted is {file.Contents} (about {file.Megabytes:0.###} MB{hash}); put {it} in {place}"));
    }
}
