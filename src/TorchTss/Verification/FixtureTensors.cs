using TorchSharp;
using TorchTss.Checkpoints;

namespace TorchTss.Verification;

/// <summary>All tensors of a small safetensors file, copied, so that they outlive the file and may be written to.</summary>
internal static class FixtureTensors
{
    /// <summary>Tensors by name; owned by the caller, in no dispose scope.</summary>
    /// <exception cref="Runtime.UserException">Not a safetensors file.</exception>
    public static Dictionary<string, torch.Tensor> Read(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return file.Names.ToDictionary(name => name, name =>
        {
            using var view = file.Tensor(name);
            return view.clone().DetachFromDisposeScope();
        });
    }
}
