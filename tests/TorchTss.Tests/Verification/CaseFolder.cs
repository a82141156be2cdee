using TorchSharp;
using TorchTss.Checkpoints;

namespace TorchTss.Tests.Verification;

/// <summary>Parity cases made up for a test.</summary>
internal static class CaseFolder
{
    /// <summary>Writes a case.</summary>
    /// <param name="module">The official class.</param>
    /// <param name="config">JSON.</param>
    /// <param name="call">JSON.</param>
    /// <param name="tensors">in.* and out.*.</param>
    /// <param name="tolerance">JSON.</param>
    /// <returns>Its folder.</returns>
    public static string Write(
        string module, string config, string call, Dictionary<string, torch.Tensor> tensors, string tolerance = """{"rel": 1e-5}""")
    {
        var folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "made-up", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "case.json"),
            $$"""{"module": "{{module}}", "config": {{config}}, "call": {{call}}, "tolerance": {{tolerance}} }""");
        SafetensorsWriter.Write(Path.Combine(folder, "io.safetensors"), tensors);
        return folder;
    }
}
