using System.Text.Json;
using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>Container cases: which files are accepted, and what an accepted one holds.</summary>
/// <remarks><c>call.files</c> names a list of {file, verdict, …}; <c>call.file</c> is one file beside <c>expected.safetensors</c>.
/// <c>message_names</c> is a text that the refusal must have.</remarks>
internal abstract class ContainerModule : IFixtureModule
{
    /// <summary>Checks the case; there are no output tensors.</summary>
    /// <exception cref="UserException">Names every file whose verdict or content differs.</exception>
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var wrong = new List<string>();
        if (fixture.Call.Text("files") is { } list)
        {
            using var files = JsonDocument.Parse(File.ReadAllText(Path.Combine(fixture.Folder, list)));
            foreach (var one in files.RootElement.EnumerateArray()) Collect(wrong, fixture.Folder, one, expected: null);
        }
        else
        {
            Collect(wrong, fixture.Folder, fixture.Call.Raw, Path.Combine(fixture.Folder, "expected.safetensors"));
        }
        return wrong.Count == 0 ? new Dictionary<string, torch.Tensor>() : throw new UserException($"{fixture.Folder}: {string.Join("; ", wrong)}");
    }

    /// <summary>Opens a file and compares it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="one">What the case says about it.</param>
    /// <param name="expected">The file with the expected tensors; null: there is none.</param>
    /// <returns>How it differs; nothing when it is as it should be.</returns>
    /// <exception cref="UserException">It is refused.</exception>
    protected abstract IEnumerable<string> Differences(string path, JsonElement one, string? expected);

    private void Collect(List<string> wrong, string folder, JsonElement one, string? expected)
    {
        var name = one.GetProperty("file").GetString()!;
        var accept = one.GetProperty("verdict").GetString() == "accept";
        try
        {
            var differences = Differences(Path.Combine(folder, name), one, expected).Select(d => $"{name} {d}").ToArray();
            wrong.AddRange(accept ? differences : [$"{name} must be refused, but was accepted"]);
        }
        catch (UserException e) when (!accept)
        {
            var named = one.TryGetProperty("message_names", out var text) ? text.GetString()! : "";
            if (!e.Message.Contains(named, StringComparison.Ordinal)) wrong.Add($"{name} must be refused for {named}, but was so: {e.Message}");
        }
        catch (UserException e)
        {
            wrong.Add($"{name} must be accepted, but was refused ({e.Message})");
        }
    }
}
