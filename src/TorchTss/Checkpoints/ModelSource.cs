using TorchTss.Checkpoints.Layouts;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Opens whatever a user has of a model.</summary>
public static class ModelSource
{
    /// <summary>A diffusers folder, or one file: safetensors, an index of shards, .ckpt, .pth, .bin.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="ema">The averaged weights of a training file instead of the last ones.</param>
    /// <exception cref="UserException">Neither, or nothing that is known.</exception>
    public static IModelSource Open(string path, bool ema = false)
    {
        if (File.Exists(path)) return SingleFileModel.Open(path, ema);
        var folder = DiffusersFolder.Open(path);
        return ema ? throw new UsageException($"--ema: {path} is a diffusers folder, which holds one set of weights; leave it out") : folder;
    }
}
