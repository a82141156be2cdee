using System.Text;
using System.Text.Json;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Small JSON files that stand beside weights: configurations and indexes.</summary>
internal static class JsonFile
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    /// <summary>A file whose root is a JSON object.</summary>
    /// <exception cref="UserException">Unreadable, not JSON, a member named twice, or another root.</exception>
    public static JsonDocument Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var isPythons = bytes.AsSpan().IndexOf("Infinity"u8) >= 0 || bytes.AsSpan().IndexOf("NaN"u8) >= 0;
            if (isPythons) bytes = Encoding.UTF8.GetBytes(PythonJson.Quoted(Encoding.UTF8.GetString(bytes)));
            var json = JsonDocument.Parse(bytes, _strict);
            if (json.RootElement.ValueKind == JsonValueKind.Object) return json;
            json.Dispose();
            throw new UserException($"{path}: is not a JSON object; fetch it again");
        }
        catch (JsonException e)
        {
            throw new UserException($"{path}: is not valid JSON ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); fetch it again", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: cannot be read ({e.Message})", e);
        }
    }
}
