using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Runtime;

namespace TorchTss.Hosts.Supir;

/// <summary>Which file each network comes from: exactly one, and an error with the option that chooses where there are more.</summary>
internal sealed class SupirOwnership
{
    private readonly RunSettings _settings;
    private readonly string _weights;
    private readonly SupirComplaints _complaints;
    private readonly List<string> _notices = [];

    private SupirOwnership(RunSettings settings, string weights) => (_settings, _weights, _complaints) = (settings, weights, new(weights));

    /// <summary>The UNet of SDXL's base.</summary>
    public SupirPart UNet { get; private set; } = null!;

    /// <summary>SDXL's autoencoder.</summary>
    public SupirPart Autoencoder { get; private set; } = null!;

    /// <summary>Control network, adaptors, denoising encoder, all of one file.</summary>
    public IReadOnlyList<SupirPart> Own { get; private set; } = [];

    /// <summary>SDXL's two text encoders; none where ready text states were given.</summary>
    public IReadOnlyList<SupirPart> TextEncoders { get; private set; } = [];

    /// <summary>What was left out, one sentence each.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Looks at everything that the settings name.</summary>
    /// <exception cref="UsageException">An option that is missing, or names another kind of file; two files for one network.</exception>
    /// <exception cref="UserException">A file that cannot be read, or lacks a network that it should have.</exception>
    public static SupirOwnership Of(RunSettings settings)
    {
        var weights = settings.Weights ?? throw SupirComplaints.NoWeights;
        var found = SupirFiles.In(weights, settings.Ema);
        var files = new SupirOwnership(settings, weights);
        var supir = settings.Supir is not { } given ? null
            : Directory.Exists(given) ? throw SupirComplaints.FolderOf(given) : SingleFileModel.Open(given);
        var others = supir is null ? found : Besides(found, supir);
        files.UNet = files.ChooseBase(others, supir);
        files.Own = files.ChooseOwn(found, supir);
        files.Autoencoder = files.ChooseAutoencoder(others);
        if (settings.Embeddings is null && !settings.Stage1Only) files.TextEncoders = files.ChooseTextEncoders(others);
        files._notices.AddRange(found.LeftOut.Select(file => $"left out: {file}"));
        return files;
    }

    /// <summary>The part of SUPIR's own file.</summary>
    public SupirPart Of(string component) => Own.First(p => p.Component == component);

    /// <summary>Without the file that --supir names, unless nothing else has a base.</summary>
    private static SupirFiles Besides(SupirFiles found, SingleFileModel supir)
    {
        var others = found with { Parts = [.. found.Parts.Where(p => !IsSame(p.Source.Path, supir.Path))] };
        return others.With("unet").Any() ? others : found;
    }

    private SupirPart ChooseBase(SupirFiles found, SingleFileModel? supir)
    {
        var bases = found.With("unet").ToArray();
        if (bases.Length > 1) throw _complaints.Bases(bases);
        if (bases is not [var one]) throw _complaints.NoBase(found, supir);
        if (SupirBase.Fault(one) is { } fault) throw _complaints.NoSdxl(fault);
        return _settings.Ema && one.Source is DiffusersFolder
            ? throw new UsageException($"--ema: {one.Path} is of a diffusers folder, which holds one set of weights; leave it out") : one;
    }

    private IReadOnlyList<SupirPart> ChooseOwn(SupirFiles found, SingleFileModel? supir)
    {
        var all = found.Parts.Where(p => SupirLayout.IsOwn(p.Component)).DistinctBy(p => p.Source).ToArray();
        if (supir is { IsSupir: false }) throw SupirComplaints.NotSupir(supir);
        var source = supir ?? (all is [var one] ? one.Source : throw _complaints.Supirs(all, found));
        string[] missing = [.. SupirLayout.OwnComponents.Where(c => !source.Has(c))];
        if (missing.Length > 0) throw SupirComplaints.Pruned(source.Path, missing);
        Compare(source, UNet.Source);
        if (source is SingleFileModel { Match.Unknown: { Count: > 0 } unknown })
        {
            _notices.Add($"{source.Path}: {unknown.Count} of its tensors are nothing of SUPIR's and are left out: {NameList.Of(unknown, shown: 3)}");
        }
        return [.. SupirLayout.OwnComponents.Select(c => new SupirPart(c, source))];
    }

    /// <summary>What one file has and another gives.</summary>
    private void Compare(IModelSource own, IModelSource sdxl)
    {
        if (IsSame(own.Path, sdxl.Path)) return;
        var option = _settings.Supir is null ? own.Path : $"--supir {own.Path}";
        if (sdxl is SingleFileModel { IsSupir: true })
        {
            _notices.Add($"{option}: SUPIR's own networks come from it, and those in {sdxl.Path} are left out");
        }
        if (own.Has("unet")) _notices.Add($"{option}: has an SDXL model too, which is left out; the base is {sdxl.Path}");
    }

    private SupirPart ChooseAutoencoder(SupirFiles found)
    {
        if (_settings.Vae is { } vae)
        {
            var source = ModelSource.Open(vae);
            return source.Has("vae") ? new SupirPart("vae", source) : throw SupirComplaints.NotAutoencoder(source);
        }
        var all = found.With("vae").ToArray();
        return all is [var one] ? one : throw SupirComplaints.Autoencoders(all, UNet);
    }

    private IReadOnlyList<SupirPart> ChooseTextEncoders(SupirFiles found)
    {
        var folder = Directory.Exists(_weights) ? _weights : Path.GetDirectoryName(Path.GetFullPath(_weights))!;
        var beside = new Lazy<SupirFiles>(() => folder == _weights ? found : SupirFiles.In(folder));
        (string Component, string Title)[] two =
            [("text_encoder", "first text encoder (CLIP ViT-L)"), ("text_encoder_2", "second text encoder (OpenCLIP ViT-bigG)")];
        var chosen = two.Select(t => (t.Title, Part: ChooseTextEncoder(t.Component, t.Title, found, beside))).ToArray();
        string[] missing = [.. chosen.Where(c => c.Part is null).Select(c => c.Title)];
        return missing.Length == 0 ? [.. chosen.Select(c => c.Part!)] : throw SupirComplaints.NoTextEncoders(UNet, missing, folder);
    }

    /// <summary>The base's own, else one that lies beside it by itself.</summary>
    private SupirPart? ChooseTextEncoder(string component, string title, SupirFiles found, Lazy<SupirFiles> beside)
    {
        if (found.With(component).FirstOrDefault(p => p.Source == UNet.Source) is { } own) return own;
        var others = beside.Value.With(component).Where(p => p.Source is DiffusersFolder || !p.Source.Has("unet")).ToArray();
        return others.Length <= 1 ? others.FirstOrDefault() : throw _complaints.TextEncoders(others, title);
    }

    private static bool IsSame(string a, string b) => Path.GetFullPath(a) == Path.GetFullPath(b);
}
