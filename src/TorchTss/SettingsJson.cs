using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TorchTss;

/// <summary>Settings as programs read them: camelCase, enumerations in kebab case, nulls left out.</summary>
public static class SettingsJson
{
    /// <summary>How settings are written and read.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>One line; the same settings give the same text.</summary>
    public static string Write(RunSettings settings) => JsonSerializer.Serialize(settings, Options);

    /// <summary>The way back.</summary>
    /// <exception cref="JsonException">No settings.</exception>
    public static RunSettings Read(string text) => JsonSerializer.Deserialize<RunSettings>(text, Options) ?? throw new JsonException("null is no setting");
}
