using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchTss.Checkpoints.Layouts.Configs;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>A model in one file, as it was downloaded: its layout is recognised by its keys, its configurations are read from its shapes.</summary>
public sealed class SingleFileModel : IModelSource
{
    private const string Scheduler = "scheduler";

    private readonly KeyTable _keys;
    private readonly LayoutMatch _match;
    private readonly bool _ema;

    private SingleFileModel(string path, KeyTable keys, LayoutMatch match, bool ema) => (Path, _keys, _match, _ema) = (path, keys, match, ema);

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>Which layout matched, and how many of the file's tensors it knows.</summary>
    public string Layout => _match.ToString();

    /// <inheritdoc/>
    public IReadOnlyList<string> Components =>
        [.. _match.Parts.Select(p => p.Component), .. (ReadOnlySpan<string>)(Part("unet") is null ? [] : [Scheduler])];

    /// <summary>What the file was recognised as.</summary>
    internal LayoutMatch Match => _match;

    /// <summary>All keys of the file.</summary>
    internal KeyTable Keys => _keys;

    /// <summary>What its shapes leave open.</summary>
    internal ModelFamily Family => (Part("unet") ?? Part("controlnet")) is { } denoiser ? ModelFamily.Of(Diffusers(denoiser))
        : IsSupir ? ModelFamily.Sdxl : ModelFamily.Sd1;

    /// <summary>Whether it has networks that only SUPIR has.</summary>
    internal bool IsSupir => _match.Parts.Any(p => SupirLayout.IsOwn(p.Component));

    /// <summary>How many of the file's tensors a network is made of.</summary>
    internal int Tensors(string component) =>
        Needed(component).Tensors(_keys).SelectMany(t => t.Sources).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Opens a file and recognises it; reads no tensor.</summary>
    /// <param name="path">safetensors, an index of shards, or a PyTorch file.</param>
    /// <param name="ema">The averaged weights of a training file instead of the last ones.</param>
    /// <exception cref="UserException">A file that cannot be read, or whose keys are of no known layout; says what it is where that is known.</exception>
    public static SingleFileModel Open(string path, bool ema = false)
    {
        using var file = CheckpointFile.Open(path);
        var keys = new KeyTable(file.Entries);
        if (ForeignModel.Refiner(keys) is not null || LayoutMatch.Of(keys) is not { } match)
        {
            var what = ForeignModel.Recognise(keys) ?? $"no layout knows its {keys.Count} tensors ({NameList.Of(keys.Names, shown: 3)}); "
                + $"known are {string.Join(", ", Catalog<ILayout>.Entries.Select(e => e.Name))}";
            throw new UserException($"{path}: {what}");
        }
        foreach (var part in match.Parts) RefuseTwins(part, keys, path);
        if (ema && !EmaWeights.Are(keys)) throw new UserException($"{path}: has no averaged weights (model_ema.…); leave --ema out");
        return new SingleFileModel(path, keys, match, ema);
    }

    private static void RefuseTwins(LayoutPart part, KeyTable keys, string path)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tensor in part.Tensors(keys))
        {
            if (first.TryAdd(tensor.Name, tensor.Source)) continue;
            throw new UserException($"{path}: '{first[tensor.Name]}' and '{tensor.Source}' are two spellings of {tensor.Name}; leave one of them out");
        }
    }

    /// <inheritdoc/>
    public bool Has(string component) => Components.Contains(component);

    /// <inheritdoc/>
    public string ConfigPath(string component) => $"{Path} ({component})";

    /// <inheritdoc/>
    public JsonDocument Config(string component) => JsonDocument.Parse(Encoding.UTF8.GetBytes(ConfigObject(component).ToJsonString()));

    /// <inheritdoc/>
    public DiffusersComponent Component(string component, string? variant = null)
    {
        var part = Needed(component);
        var config = Config(component);
        ICheckpoint? file = null;
        try
        {
            file = CheckpointFile.Open(Path);
            return new DiffusersComponent(Path, config, new DerivedCheckpoint(file, Tensors(part)));
        }
        catch
        {
            file?.Dispose();
            config.Dispose();
            throw;
        }
    }

    private JsonObject ConfigObject(string component) => component switch
    {
        Scheduler => SchedulerShape.Of(_keys, Family),
        "unet" => DenoiserShape.UNet(Diffusers(Needed(component)), Family),
        "controlnet" => DenoiserShape.ControlNet(Diffusers(Needed(component)), Family),
        "vae" => AutoencoderShape.Of(Diffusers(Needed(component)), Family),
        SupirLayout.Control => SupirShape.Network(Diffusers(Needed(component))),
        SupirLayout.Adaptors => SupirShape.Adaptors(Diffusers(Needed(component))),
        SupirLayout.DenoiseEncoder => AutoencoderShape.Encoder(Diffusers(Needed(component)), $"{SupirLayout.DenoiseEncoder}."),
        _ => TextEncoderShape.Of(Diffusers(Needed(component))),
    };

    private IEnumerable<DerivedTensor> Tensors(LayoutPart part) =>
        _ema ? EmaWeights.Instead(part.Tensors(_keys), _keys, Path) : part.Tensors(_keys);

    private KeyTable Diffusers(LayoutPart part) => new(part.Tensors(_keys).Select(t => (t.Name, t.Step.Shape(_keys.Shape(t.Source)) ?? [])));

    private LayoutPart? Part(string component) => _match.Parts.FirstOrDefault(p => p.Component == component);

    private LayoutPart Needed(string component) => Part(component)
        ?? throw new UserException($"{Path}: has no {component}; found {string.Join(", ", _match.Parts.Select(p => p.Component))}; give a file that has it");
}
