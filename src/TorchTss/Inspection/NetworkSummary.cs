namespace TorchTss.Inspection;

/// <summary>One network of what was inspected.</summary>
/// <param name="Component">As diffusers calls its folder: unet, vae, text_encoder, …; empty for tensors of no known network.</param>
/// <param name="Title">For people: "UNet of SDXL".</param>
/// <param name="Tensors">How many tensors.</param>
/// <param name="Parameters">How many numbers in them.</param>
/// <param name="Bytes">Their size in the file.</param>
/// <param name="Types">Tensors by the file's type: F16, BF16, F8_E4M3, ….</param>
/// <param name="Config">The configuration in JSON, from its file or from the shapes; empty where there is none.</param>
public sealed record NetworkSummary(
    string Component, string Title, int Tensors, long Parameters, long Bytes, IReadOnlyDictionary<string, int> Types, string Config);
