using System.Text.Json;
using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Runtime;

namespace TorchTss.Verification;

/// <summary>One parity case: what an official module was given and what it answered.</summary>
internal sealed class FixtureCase : IDisposable
{
    private readonly JsonDocument _document;
    private readonly Dictionary<string, torch.Tensor> _tensors;
    private readonly HashSet<string> _read = [];

    private FixtureCase(string folder, JsonDocument document, Dictionary<string, torch.Tensor> tensors)
    {
        (Folder, _document, _tensors) = (folder, document, tensors);
        (Config, Call) = (Arguments("config"), Arguments("call"));
        Module = document.RootElement.GetProperty("module").GetString()!;
        Tolerance = FixtureTolerance.Of(document.RootElement);
    }

    /// <summary>The folder of <c>case.json</c>.</summary>
    public string Folder { get; }

    /// <summary>family/case.</summary>
    public string Name => $"{Path.GetFileName(Path.GetDirectoryName(Folder))}/{Path.GetFileName(Folder)}";

    /// <summary>The official class, e.g. <c>diffusers.UNet2DConditionModel</c>.</summary>
    public string Module { get; }

    /// <summary>Constructor arguments under their official names.</summary>
    public ConfigReader Config { get; }

    /// <summary>Arguments of the call.</summary>
    public ConfigReader Call { get; }

    /// <summary>The deterministic fill's amplitudes; null where the case has none.</summary>
    public JsonElement? Fill => _document.RootElement.TryGetProperty("fill", out var fill) && fill.ValueKind == JsonValueKind.Object ? fill : null;

    /// <summary>The official key list's count and SHA-256; null for things without parameters.</summary>
    public (int Count, string Sha256)? Keys =>
        _document.RootElement.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Object
            ? (keys.GetProperty("count").GetInt32(), keys.GetProperty("sha256").GetString()!) : null;

    /// <summary>How far an output may be off.</summary>
    public FixtureTolerance Tolerance { get; }

    /// <summary>Names of the expected outputs, without <c>out.</c>.</summary>
    public IEnumerable<string> Outputs => _tensors.Keys.Where(k => k.StartsWith("out.", StringComparison.Ordinal)).Select(k => k[4..]);

    /// <summary>Reads <c>case.json</c> and, where it exists, <c>io.safetensors</c>.</summary>
    /// <exception cref="UserException">A file that is no case.</exception>
    public static FixtureCase Read(string folder)
    {
        var path = Path.Combine(folder, "case.json");
        try
        {
            var io = Path.Combine(folder, "io.safetensors");
            var document = JsonDocument.Parse(PythonJson.Quoted(File.ReadAllText(path)));
            return new FixtureCase(folder, document, File.Exists(io) ? FixtureTensors.Read(io) : []);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UserException($"{path}: not a parity case ({e.Message})", e);
        }
    }

    /// <summary>An input; owned by the case.</summary>
    public torch.Tensor Input(string name) => OptionalInput(name) ?? throw new UserException(
        HasTensors ? $"{Folder}: io.safetensors has no tensor in.{name}"
            : $"{Folder}: there is no io.safetensors; copy it from where the case came from");

    /// <summary>An input that a case may leave out.</summary>
    public torch.Tensor? OptionalInput(string name)
    {
        _read.Add($"in.{name}");
        return _tensors.GetValueOrDefault($"in.{name}");
    }

    /// <summary>Inputs <c>prefix0</c>, <c>prefix1</c>, … as long as they exist.</summary>
    public IReadOnlyList<torch.Tensor> Inputs(string prefix) =>
        [.. Enumerable.Range(0, int.MaxValue).Select(i => OptionalInput($"{prefix}{i}")).TakeWhile(t => t is not null).Select(t => t!)];

    /// <summary>Counts inputs as read that change nothing here, by the beginning of their names.</summary>
    public void IgnoreInputs(string prefix) => _read.UnionWith(_tensors.Keys.Where(k => k.StartsWith($"in.{prefix}", StringComparison.Ordinal)));

    /// <summary>To be asked after the case has run: the first argument or input that nobody has read, as a complaint; null when all were.</summary>
    /// <remarks>It may be why the outputs differ. Where they agree, it changed nothing.</remarks>
    public string? Unread()
    {
        Call.Ignore("return_dict", "seed");                     // neither changes what is computed: the draws are recorded
        var inputs = _tensors.Keys.Where(k => k.StartsWith("in.", StringComparison.Ordinal) && !_read.Contains(k)).Order(StringComparer.Ordinal);
        string[] unread = [.. Config.Unread.Select(k => $"config.{k}"), .. Call.Unread.Select(k => $"call.{k}"), .. inputs];
        return unread is [var first, ..] ? $"{Name}: {first} is nothing that this build's {Module} reads; leave it out" : null;
    }

    /// <summary>Whether the case brings tensors: container files and key lists do not.</summary>
    public bool HasTensors => _tensors.Count > 0;

    /// <summary>Moves the inputs that a network sees to its device and dtype; indices, sizes and draws stay exact.</summary>
    public void MoveInputs(Compute compute)
    {
        var inexact = _tensors
            .Where(t => t.Key.StartsWith("in.", StringComparison.Ordinal) && t.Value.is_floating_point() && !IsExact(t.Key[3..]))
            .ToArray();
        foreach (var (name, tensor) in inexact)
        {
            _tensors[name] = tensor.to(compute.Dtype).to(compute.Device).DetachFromDisposeScope();
            tensor.Dispose();
        }
    }

    /// <summary>What the official module answered.</summary>
    public torch.Tensor Expected(string name) => _tensors[$"out.{name}"];

    private ConfigReader Arguments(string part) => new(
        _document.RootElement.TryGetProperty(part, out var values) ? values : default,
        $"{Name}: {part}.", "this build cannot run the case", "correct the case");

    private static bool IsExact(string name) =>
        name is "t" or "tmap" or "time_ids" or "v"
        || name.StartsWith("timestep", StringComparison.Ordinal)
        || name.StartsWith("noise", StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        _document.Dispose();
        foreach (var tensor in _tensors.Values) tensor.Dispose();
    }
}
