using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Runtime;

namespace TorchTss.Hosts.Supir;

/// <summary>Decides which file each network comes from: exactly one for each, and an error with the option that chooses where there are more.</summary>
internal sealed class SupirOwnership
{
    private const string Published = "SUPIR-v0Q.ckpt or SUPIR-v0F.ckpt", Base = "sd_xl_base_1.0_0.9vae.safetensors";

    private readonly RunSettings _settings;
    private readonly string _weights;
    private readonly List<string> _notices = [];

    private SupirOwnership(RunSettings settings, string weights) => (_settings, _weights) = (settings, weights);

    /// <summary>The network of SDXL's base.</summary>
    public SupirPart UNet { get; private set; } = null!;

    /// <summary>SDXL's autoencoder.</summary>
    public SupirPart Autoencoder { get; private set; } = null!;

    /// <summary>Control network, adaptors, denoising encoder: all of one file.</summary>
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
        var weights = settings.Weights ?? throw new UsageException(
            $"--weights: SUPIR is an addition to SDXL and needs a base; give {Base} or a diffusers folder, with SUPIR's own file as --supir or beside it");
        var found = SupirFiles.In(weights, settings.Ema);
        var chosen = new SupirOwnership(settings, weights);
        var supir = settings.Supir is { } given ? Given(given) : null;
        var beside = supir is null ? found : chosen.Besides(found, supir);
        chosen.UNet = chosen.ChooseBase(beside, supir);
        chosen.Own = chosen.ChooseOwn(found, supir);
        chosen.Autoencoder = chosen.ChooseAutoencoder(beside);
        if (settings.Embeddings is null) chosen.TextEncoders = chosen.ChooseTextEncoders(beside);
        foreach (var file in found.LeftOut) chosen._notices.Add($"left out: {file}");
        return chosen;
    }

    private static SingleFileModel Given(string path) => Directory.Exists(path)
        ? throw new UsageException($"--supir {path}: is a folder; give {Published} in it, or the folder as --weights where the base lies in it too")
        : SingleFileModel.Open(path);

    /// <summary>Without the file that --supir names, unless nothing else has a base.</summary>
    private SupirFiles Besides(SupirFiles found, SingleFileModel supir)
    {
        var others = found with { Parts = [.. found.Parts.Where(p => !IsSame(p.Source.Path, supir.Path))] };
        return others.With("unet").Any() ? others : found;
    }

    private SupirPart ChooseBase(SupirFiles found, SingleFileModel? supir)
    {
        var bases = found.With("unet").ToArray();
        if (!Directory.Exists(_weights) && bases is [var only] && SupirBase.Fault(only) is { } fault)
        {
            throw new UsageException($"--weights {_weights}: {fault}, and SUPIR is an addition to SDXL; give {Base} or another SDXL base");
        }
        if (bases.Length > 1)
        {
            throw new UsageException($"--weights {_weights}: {Names(bases)} each have a UNet of SDXL; give the file of one of them as --weights, and SUPIR's as --supir");
        }
        if (bases is not [var one]) throw NoBase(found, supir);
        return _settings.Ema && one.Source is DiffusersFolder
            ? throw new UsageException($"--ema: {one.Path} is of a diffusers folder, which holds one set of weights; leave it out") : one;
    }

    private UsageException NoBase(SupirFiles found, SingleFileModel? supir)
    {
        var own = found.Parts.FirstOrDefault(p => SupirLayout.IsOwn(p.Component));
        if (Directory.Exists(_weights))
        {
            var has = own is null ? "" : $" beside {own.File}";
            var leftOut = found.LeftOut.Count == 0 ? "" : $" (left out: {string.Join("; ", found.LeftOut.Take(3))})";
            return new UsageException($"--weights {_weights}: holds no SDXL base{has}{leftOut}; put {Base} there, or give it as --weights and SUPIR's own file as --supir");
        }
        if (own is not null && supir is { IsSupir: false } && supir.Has("unet"))
        {
            return new UsageException($"--weights {_weights} and --supir {supir.Path}: are the wrong way round, the first is SUPIR's own file and the second a model; exchange them");
        }
        return own is not null
            ? new UsageException($"--weights {_weights}: is SUPIR's own file, an addition to SDXL; give the SDXL base as --weights and this file as --supir")
            : new UsageException($"--weights {_weights}: has no UNet, found {string.Join(", ", found.Parts.Select(p => p.Component))}; give {Base} or another SDXL base");
    }

    private IReadOnlyList<SupirPart> ChooseOwn(SupirFiles found, SingleFileModel? supir)
    {
        var merged = found.Parts.Where(p => SupirLayout.IsOwn(p.Component)).DistinctBy(p => p.Source).ToArray();
        if (supir is null && merged.Length > 1) throw new UsageException($"--supir: {Names(merged)} each have SUPIR's own networks; give one of them");
        if (supir is null && merged.Length == 0)
        {
            throw new UsageException($"--supir: {_weights} has none of SUPIR's own networks; give {Published}");
        }
        if (supir is { IsSupir: false })
        {
            var what = supir.Has("unet") ? $"a model of {supir.Family.Name}" : $"something else ({string.Join(", ", supir.Components)})";
            throw new UsageException($"--supir {supir.Path}: is {what} and has none of SUPIR's own networks; give {Published}");
        }
        var source = supir ?? merged[0].Source;
        string[] missing = [.. SupirLayout.OwnComponents.Where(c => !source.Has(c)).Select(SupirLayout.Title)];
        if (missing.Length > 0) throw new UserException($"{source.Path}: is SUPIR without its {string.Join(" and its ", missing)}; give {Published} as published");
        Compare(source);
        return [.. SupirLayout.OwnComponents.Select(c => new SupirPart(c, source))];
    }

    /// <summary>What one file has and another gives.</summary>
    private void Compare(IModelSource own)
    {
        var sdxl = UNet.Source;
        if (IsSame(own.Path, sdxl.Path)) return;
        if (sdxl is SingleFileModel { IsSupir: true }) _notices.Add($"--supir {own.Path}: SUPIR's own networks come from it, and those in {sdxl.Path} are left out");
        if (own.Has("unet")) _notices.Add($"--supir {own.Path}: has an SDXL model too, which is left out; the base is {sdxl.Path}");
    }

    private SupirPart ChooseAutoencoder(SupirFiles found)
    {
        if (_settings.Vae is { } vae)
        {
            var source = ModelSource.Open(vae);
            return source.Has("vae") ? new SupirPart("vae", source)
                : throw new UsageException($"--vae {vae}: this is not an autoencoder; found {string.Join(", ", source.Components)}");
        }
        var all = found.With("vae").ToArray();
        if (all.Length > 1) throw new UsageException($"--vae: {Names(all)} each have an autoencoder; give one of them");
        return all is [var one] ? one : throw new UsageException($"--vae: {UNet.Path} has no autoencoder; give SDXL's, a file or a folder");
    }

    private IReadOnlyList<SupirPart> ChooseTextEncoders(SupirFiles found)
    {
        var folder = Directory.Exists(_weights) ? _weights : Path.GetDirectoryName(Path.GetFullPath(_weights))!;
        var beside = new Lazy<SupirFiles>(() => folder == _weights ? found : SupirFiles.In(folder));
        (string Component, string Title)[] two = [("text_encoder", "first text encoder (CLIP ViT-L)"), ("text_encoder_2", "second text encoder (OpenCLIP ViT-bigG)")];
        var chosen = two.Select(t => (t.Title, Part: ChooseTextEncoder(t.Component, t.Title, found, beside))).ToArray();
        string[] missing = [.. chosen.Where(c => c.Part is null).Select(c => c.Title)];
        return missing.Length == 0 ? [.. chosen.Select(c => c.Part!)] : throw new UserException(
            $"{UNet.Path}: has no {string.Join(" and no ", missing)}, which were looked for in {folder} too, as text_encoder and text_encoder_2 or files of any name; "
            + "put what is missing there, or give ready text states with --embeddings");
    }

    /// <summary>The base's own, else one that lies beside it by itself.</summary>
    private SupirPart? ChooseTextEncoder(string component, string title, SupirFiles found, Lazy<SupirFiles> beside)
    {
        if (found.With(component).FirstOrDefault(p => p.Source == UNet.Source) is { } own) return own;
        var others = beside.Value.With(component).Where(p => p.Source is DiffusersFolder || !p.Source.Has("unet")).ToArray();
        return others.Length <= 1 ? others.FirstOrDefault()
            : throw new UsageException($"--weights {_weights}: {Names(others)} are each a {title}; leave one of them there");
    }

    private static string Names(IEnumerable<SupirPart> parts) => string.Join(" and ", parts.Select(p => p.Path));

    private static bool IsSame(string a, string b) => Path.GetFullPath(a) == Path.GetFullPath(b);
}
