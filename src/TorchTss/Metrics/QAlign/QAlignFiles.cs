using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Runtime;

namespace TorchTss.Metrics.QAlign;

/// <summary>The folder of a Q-Align model as the hub has it: config.json and weights, usually in several files.</summary>
internal sealed class QAlignFiles : IDisposable
{
    private QAlignFiles(OwlConfig config, ICheckpoint weights) => (Config, Weights) = (config, weights);

    /// <summary>The model's shape.</summary>
    public OwlConfig Config { get; }

    /// <summary>Its values.</summary>
    public ICheckpoint Weights { get; }

    /// <summary>Opens a folder; reads the configuration, but no tensor.</summary>
    /// <exception cref="UserException">No folder, no configuration, one of another kind of model, or no weights.</exception>
    public static QAlignFiles Open(string folder)
    {
        if (File.Exists(folder)) throw new UserException($"{folder}: is a file; this is where the folder of q-future/one-align belongs");
        var path = Path.Combine(folder, "config.json");
        if (!File.Exists(path)) throw new UserException($"{folder}: has no config.json; fetch it from where the weights came from");
        using var json = JsonFile.Read(path);
        return new QAlignFiles(Shape(json.RootElement, path), WeightFiles.Open(folder, variant: null));
    }

    /// <inheritdoc/>
    public void Dispose() => Weights.Dispose();

    private static OwlConfig Shape(JsonElement root, string path)
    {
        const string advice = "use the model q-future/one-align";
        if (!root.TryGetProperty("visual_config", out _)) throw new UserException($"{path}: has no visual_config, so it is no mPLUG-Owl2; {advice}");
        return OwlConfig.Read(new ConfigReader(root, $"{path}: ", advice, "the file is damaged or edited; fetch it again"));
    }
}
