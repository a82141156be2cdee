using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Runtime;

namespace TorchTss.Hosts.Supir;

/// <summary>What to say of files that do not do, each with the option that it belongs to.</summary>
/// <param name="weights">What --weights names.</param>
internal sealed class SupirComplaints(string weights)
{
    private const string Published = "SUPIR-v0Q.ckpt or SUPIR-v0F.ckpt", Base = "sd_xl_base_1.0_0.9vae.safetensors";

    /// <summary>Nothing was given.</summary>
    public static UsageException NoWeights => new(
        $"--weights: SUPIR is an addition to SDXL and needs a base; give {Base} or a diffusers folder, with SUPIR's own file as --supir or beside it");

    /// <summary>--supir names a folder.</summary>
    public static UsageException FolderOf(string supir) => new(
        $"--supir {supir}: is a folder; give {Published} in it, or the folder as --weights where the base lies in it too");

    /// <summary>--supir names another kind of file.</summary>
    public static UsageException NotSupir(SingleFileModel file)
    {
        var what = file.Has("unet") ? $"a model of {file.Family.Name}" : $"something else ({string.Join(", ", file.Components)})";
        return new($"--supir {file.Path}: is {what} and has none of SUPIR's own networks; give {Published}");
    }

    /// <summary>SUPIR's file was cut.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="missing">Components.</param>
    public static UserException Pruned(string file, IEnumerable<string> missing) => new(
        $"{file}: is SUPIR without its {string.Join(" and its ", missing.Select(SupirLayout.Title))}; give {Published} as published");

    /// <summary>--vae names another kind of file.</summary>
    public static UsageException NotAutoencoder(IModelSource file) => new(
        $"--vae {file.Path}: this is not an autoencoder; found {string.Join(", ", file.Components)}");

    /// <summary>The base is of another family.</summary>
    public UsageException NoSdxl(string fault) => new(
        $"--weights {weights}: {fault}, and SUPIR is an addition to SDXL; give {Base} or another SDXL base");

    /// <summary>There is no base in what --weights names.</summary>
    /// <param name="found">What is there.</param>
    /// <param name="supir">What --supir names.</param>
    public UsageException NoBase(SupirFiles found, SingleFileModel? supir)
    {
        var own = found.Parts.FirstOrDefault(p => SupirLayout.IsOwn(p.Component));
        if (Directory.Exists(weights))
        {
            var beside = own is null ? "" : $" beside {own.File}";
            var leftOut = LeftOut(found);
            return new($"--weights {weights}: holds no SDXL base{beside}{leftOut}; "
                + $"put {Base} there, or give it as --weights and SUPIR's own file as --supir");
        }
        if (own is null)
        {
            var components = string.Join(", ", found.Parts.Select(p => p.Component));
            return new($"--weights {weights}: has no UNet, found {components}; give {Base} or another SDXL base");
        }
        return supir is { IsSupir: false } && supir.Has("unet")
            ? new($"--weights {weights} and --supir {supir.Path}: are the wrong way round, the first is SUPIR's own file and the second a model; "
                + "exchange them")
            : new($"--weights {weights}: is SUPIR's own file, an addition to SDXL; give the SDXL base as --weights and this file as --supir");
    }

    /// <summary>Several bases.</summary>
    public UsageException Bases(IEnumerable<SupirPart> parts) => new(
        $"--weights {weights}: {Names(parts)} each have a UNet of SDXL; give the file of one of them as --weights, and SUPIR's as --supir");

    /// <summary>Several files of SUPIR, or none.</summary>
    /// <param name="parts">Those that were found.</param>
    /// <param name="found">Where.</param>
    public UsageException Supirs(IReadOnlyCollection<SupirPart> parts, SupirFiles found) => parts.Count == 0
        ? new($"--supir: {weights} has none of SUPIR's own networks{LeftOut(found)}; give {Published}")
        : new($"--supir: {Names(parts)} each have SUPIR's own networks; give one of them");

    /// <summary>Several autoencoders, or none.</summary>
    public static UsageException Autoencoders(IReadOnlyCollection<SupirPart> parts, SupirPart unet) => parts.Count == 0
        ? new($"--vae: {unet.Path} has no autoencoder; give SDXL's, a file or a folder")
        : new($"--vae: {Names(parts)} each have an autoencoder; give one of them");

    /// <summary>Several text encoders of one kind.</summary>
    public UsageException TextEncoders(IEnumerable<SupirPart> parts, string title) => new(
        $"--weights {weights}: {Names(parts)} are each a {title}; leave one of them there");

    /// <summary>Text encoders that are nowhere.</summary>
    public static UserException NoTextEncoders(SupirPart unet, IEnumerable<string> titles, string folder) => new(
        $"{unet.Path}: has no {string.Join(" and no ", titles)}; looked for in {folder} too, as text_encoder and text_encoder_2 or files of any name; "
        + "put what is missing there, or give ready text states with --embeddings");

    private static string Names(IEnumerable<SupirPart> parts) => string.Join(" and ", parts.Select(p => p.Path));

    /// <summary>What is there and cannot be used, as an aside: a download that was cut off.</summary>
    private static string LeftOut(SupirFiles found) => found.LeftOut.Count == 0 ? "" : $" (left out: {string.Join("; ", found.LeftOut.Take(3))})";
}
