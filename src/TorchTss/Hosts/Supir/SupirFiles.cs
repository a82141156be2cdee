using System.Text.RegularExpressions;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Runtime;

namespace TorchTss.Hosts.Supir;

/// <summary>The networks that a place offers: a file, or a folder with files as they were downloaded and diffusers' folders.</summary>
/// <remarks>What a file is called does not matter, its keys do.</remarks>
/// <param name="Path">The place.</param>
/// <param name="Parts">What could be used.</param>
/// <param name="LeftOut">What could not: one clause each, <c>file: why</c>.</param>
internal sealed partial record SupirFiles(string Path, IReadOnlyList<SupirPart> Parts, IReadOnlyList<string> LeftOut)
{
    private const int ClipWidth = 768;

    private static readonly string[] _endings = [".safetensors", ".ckpt", ".pt", ".pth", ".bin", ".safetensors.index.json", ".bin.index.json"];

    /// <summary>Looks into a place; reads headers.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="ema">The averaged weights of its base.</param>
    /// <exception cref="UserException">A single file that cannot be read or is nothing known.</exception>
    public static SupirFiles In(string path, bool ema = false)
    {
        if (!Directory.Exists(path)) return new SupirFiles(path, Of(SingleFileModel.Open(path, ema)), []);
        var (parts, leftOut) = (new List<SupirPart>(), new List<string>());
        var isDiffusers = Directory.EnumerateDirectories(path).Any(d => File.Exists(System.IO.Path.Combine(d, "config.json")));
        if (isDiffusers) Add(path, () => DiffusersFolder.Open(path));
        var files = Directory.EnumerateFiles(path)
            .Where(f => _endings.Any(e => f.EndsWith(e, StringComparison.OrdinalIgnoreCase)) && !Shard().IsMatch(f));
        foreach (var file in files.Order(StringComparer.Ordinal)) Add(file, () => Single(file, ema));
        return new SupirFiles(path, parts, leftOut);

        void Add(string place, Func<IModelSource> open) => Tried(() =>
        {
            var found = Of(open());
            if (found.FirstOrDefault(p => p.Component == "unet") is { } unet && SupirBase.Fault(unet) is { } fault) leftOut.Add($"{place}: {fault}");
            else parts.AddRange(found.Where(p => Tried(() => _ = p.Entries)));
        });

        bool Tried(Action look)
        {
            try
            {
                look();
                return true;
            }
            catch (UserException e)
            {
                leftOut.Add(e.Message);
                return false;
            }
        }
    }

    /// <summary>The parts of one kind.</summary>
    public IEnumerable<SupirPart> With(string component) => Parts.Where(p => p.Component == component);

    private static SingleFileModel Single(string file, bool ema)
    {
        var model = SingleFileModel.Open(file);
        return ema && model.Has("unet") ? SingleFileModel.Open(file, ema) : model;
    }

    private static IReadOnlyList<SupirPart> Of(IModelSource source) =>
    [
        .. from name in source.Components
           where name is "unet" or "vae" or "text_encoder" or "text_encoder_2" || SupirLayout.IsOwn(name)
           select new SupirPart(Component(source, name), source, name),
    ];

    /// <summary>A text encoder in a file of its own does not say which of the two it is: the first is OpenAI's, of 768 channels.</summary>
    private static string Component(IModelSource source, string name)
    {
        if (name != "text_encoder" || source is not SingleFileModel { Components: ["text_encoder"] }) return name;
        using var config = source.Config(name);
        return config.RootElement.GetProperty("hidden_size").GetInt32() == ClipWidth ? name : "text_encoder_2";
    }

    [GeneratedRegex(@"-\d+-of-\d+\.[a-z]+$")]
    private static partial Regex Shard();
}
