using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Conversion;

/// <summary>All files that a conversion will write, checked before the first byte.</summary>
internal sealed class ConversionPlan : IDisposable
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    private readonly List<OutputFile> _weights = [];
    private readonly List<(string Path, byte[] Content)> _texts = [];
    private readonly List<string> _remarks = [];

    private ConversionPlan(ConversionOptions options) => Options = options;

    /// <summary>What was asked for.</summary>
    public ConversionOptions Options { get; }

    /// <summary>Weight files.</summary>
    public IReadOnlyList<OutputFile> Weights => _weights;

    /// <summary>Configurations.</summary>
    public IReadOnlyList<(string Path, byte[] Content)> Texts => _texts;

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Everything that will be there: configurations, weights, an index after its shards.</summary>
    public IReadOnlyList<string> Files => [.. _texts.Select(t => t.Path).Concat(_weights.SelectMany(Names)).Select(Final)];

    /// <summary>Whether the output is a folder.</summary>
    public bool IsFolder => Options.To == ConversionTarget.Diffusers;

    /// <summary>Bytes of all tensors as they are written.</summary>
    public long Bytes => _weights.SelectMany(w => w.Entries(Options.Dtype)).Sum(e => e.Count * SafetensorsDtypes.Bytes(e.Dtype));

    /// <summary>Opens the input and checks everything that can be checked.</summary>
    /// <exception cref="UserException">An input that cannot be read, a network that the target has no place for, an output that exists.</exception>
    public static ConversionPlan Of(ConversionOptions options)
    {
        var plan = new ConversionPlan(options);
        try
        {
            plan.CheckOutput();
            switch (options.To)
            {
                case null: plan.Copy(); break;
                case ConversionTarget.Diffusers: plan.ToDiffusers(); break;
                case ConversionTarget.Ldm: plan.ToLdm(); break;
            }
            plan.CheckTypes();
            if (!plan.IsFolder) foreach (var file in plan.Files) TemporaryOutput.Refuse(file);
            return plan;
        }
        catch
        {
            plan.Dispose();
            throw;
        }
    }

    /// <summary>The path of a weight file within the output, before it is parted.</summary>
    public string Name(OutputFile file) => file.Path.Length > 0 ? file.Path : Path.GetFileName(Options.Output);

    /// <summary>The files that a weight file becomes.</summary>
    public IReadOnlyList<Shard> Shards(OutputFile file) => Conversion.Shards.Of(file.Entries(Options.Dtype), Name(file), Options.ShardBytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _weights) file.Source.Dispose();
    }

    private void CheckOutput()
    {
        var output = Options.Output;
        TemporaryOutput.Refuse(output);
        if (!IsFolder && !output.EndsWith(".safetensors", StringComparison.Ordinal))
        {
            throw new UsageException($"{output}: only safetensors is written; let the name end with .safetensors, or use --to diffusers for a folder");
        }
    }

    private void Copy()
    {
        if (Options.Ema) throw new UsageException("--ema: only with --to diffusers or --to ldm; add one of them");
        if (Directory.Exists(Options.Input))
        {
            throw new UsageException($"{Options.Input}: is a folder; say what it is to become with --to ldm or --to diffusers");
        }
        _weights.Add(new OutputFile("", CheckpointFile.Open(Options.Input)));
    }

    private void ToDiffusers()
    {
        var source = ModelSource.Open(Options.Input, Options.Ema);
        var networks = Networks(source);
        var alone = networks.Count == 1;
        foreach (var name in networks)
        {
            var component = source.Component(name);
            using (component.Config)
            {
                _weights.Add(new OutputFile($"{(alone ? "" : $"{name}/")}{Stem(name)}.safetensors", component.Weights));
                AddText($"{(alone ? "" : $"{name}/")}config.json", component.Config.RootElement);
            }
        }
        if (alone) return;
        if (source.Has("scheduler"))
        {
            using var scheduler = source.Config("scheduler");
            AddText("scheduler/scheduler_config.json", scheduler.RootElement);
        }
        _texts.Add(("model_index.json", Json(ModelIndex.Of(source, networks))));
        _remarks.Add("tokenizers are not part of a checkpoint; this program has its own, diffusers in Python wants the folders tokenizer (and tokenizer_2) beside");
    }

    private void ToLdm()
    {
        var source = ModelSource.Open(Options.Input, Options.Ema);
        var family = FamilyOf(source);
        var parts = new List<ICheckpoint>();
        try
        {
            foreach (var name in Networks(source))
            {
                if (SingleFileParts.Of(name, family) is { } part) Open(name, part);
                else _remarks.Add($"{name} has no place in a single file of {family.Name} and was left out");
            }
            if (parts.Count == 0) throw new UserException($"{Options.Input}: holds no network that a single file has a place for");
            _weights.Add(new OutputFile("", new MergedCheckpoint(Options.Input, parts)));
        }
        catch
        {
            foreach (var part in parts) part.Dispose();
            throw;
        }

        void Open(string name, LayoutPart part)
        {
            var component = source.Component(name);
            parts.Add(component.Weights);
            component.Config.Dispose();
            var tensors = part.Spelling.FromDiffusers(new KeyTable(component.Weights.Entries)).Select(t => t with { Name = part.Prefix + t.Name });
            parts[^1] = new DerivedCheckpoint(component.Weights, tensors);
        }
    }

    private static ModelFamily FamilyOf(IModelSource source)
    {
        if (source is SingleFileModel file) return file.Family;
        if (new[] { "unet", "controlnet" }.FirstOrDefault(source.Has) is not { } name) return ModelFamily.Sd1;
        using var denoiser = source.Component(name);
        return ModelFamily.Of(new KeyTable(denoiser.Weights.Entries));
    }

    private IReadOnlyList<string> Networks(IModelSource source)
    {
        string[] known = ["unet", "controlnet", "vae", "text_encoder", "text_encoder_2"];
        string[] supirs = [.. source.Components.Where(SupirLayout.IsOwn)];
        if (supirs.Length == source.Components.Count && supirs.Length > 0)
        {
            throw new UsageException(
                $"--to: {Options.Input} holds SUPIR's own networks ({string.Join(", ", supirs)}), which have no other layout; leave it out");
        }
        if (supirs.Length > 0) _remarks.Add($"{string.Join(", ", supirs)}: SUPIR's own networks have no other layout and were left out");
        if (source.Components.Count > 0) return [.. source.Components.Where(known.Contains)];
        // A folder that is itself a component.
        return [ModelIndex.OwnComponent(source)];
    }

    private IEnumerable<string> Names(OutputFile file)
    {
        var shards = Shards(file);
        return [.. shards.Select(s => s.File), .. shards.Count > 1 ? [Conversion.Shards.IndexName(Name(file))] : Array.Empty<string>()];
    }

    private string Final(string path) => Path.Combine(IsFolder ? Options.Output : Path.GetDirectoryName(Options.Output) ?? "", path);

    private void CheckTypes()
    {
        var odd = _weights.SelectMany(w => w.Source.Entries).FirstOrDefault(e => SafetensorsDtypes.Bytes(e.Dtype) == 0);
        if (odd is not null)
        {
            var fault = odd.Dtype is null ? "this program cannot read" : "safetensors cannot store";
            throw new UserException($"{Options.Input}: tensor '{ShownText.Of(odd.Name)}' is {odd.Stored}, which {fault}; "
                + "leave it out of the file, or store it there in another type");
        }
        var bytes = _weights.SelectMany(w => w.Source.Entries).FirstOrDefault(e => Options.Dtype is null && e.Stored.StartsWith("F8", StringComparison.Ordinal));
        if (bytes is not null)
        {
            throw new UsageException($"--dtype: '{ShownText.Of(bytes.Name)}' of {Options.Input} is {bytes.Stored}, which is read but not written; "
                + "choose bf16, fp16 or fp32");
        }
    }

    private void AddText(string path, JsonElement json) => _texts.Add((path, Json(JsonObject.Create(json)!)));

    private static byte[] Json(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString(_indented) + "\n");

    private static string Stem(string component) =>
        component.StartsWith("text_encoder", StringComparison.Ordinal) ? "model" : "diffusion_pytorch_model";
}
