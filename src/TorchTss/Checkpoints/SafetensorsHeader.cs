using System.Text.Json;
using System.Text.Unicode;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>The JSON header of a safetensors file, read strictly.</summary>
/// <remarks>As the reference reader, and stricter: a tensor named twice (after unescaping), a record that is a JSON array, more than 64 dimensions
/// and sizes beyond int64 are refused.</remarks>
internal sealed class SafetensorsHeader
{
    /// <summary>The member that is not a tensor.</summary>
    public const string MetadataName = "__metadata__";

    /// <summary>Longest header that readers accept, in bytes.</summary>
    public const long MaximumLength = 100_000_000;

    private readonly string _file;
    private readonly Dictionary<string, string> _metadata = [];
    private readonly List<SafetensorsEntry> _entries = [];

    private SafetensorsHeader(string file) => _file = file;

    /// <summary>The records, in the order of the header; offsets not yet checked against each other.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries => _entries;

    /// <summary>The strings of <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Parses the bytes between the length and the data.</summary>
    /// <exception cref="UserException">Anything that is not such a header.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string file)
    {
        var header = new SafetensorsHeader(file);
        if (!Utf8.IsValid(json)) throw header.Malformed("the header is not UTF-8 text");
        try
        {
            // 127 levels, as deep as the reference reader goes.
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 127 });
            header.Read(ref reader);
            return header;
        }
        catch (JsonException e)
        {
            throw header.Malformed($"the header is not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            throw header.Malformed("the header has a string with half a surrogate pair");       // "\ud800"
        }
    }

    private void Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw Malformed("the header is not a JSON object");
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!names.Add(name)) throw Malformed($"the header names {(name == MetadataName ? name : $"tensor '{name}'")} twice");
            reader.Read();
            if (name == MetadataName) ReadMetadata(ref reader);
            else _entries.Add(ReadEntry(ref reader, name));
        }
        reader.Read();                                                  // throws on anything but white space after the object
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        if (reader.TokenType != JsonTokenType.StartObject) throw Malformed($"{MetadataName} is not an object of strings");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String) throw Malformed($"{MetadataName} '{key}' is not a string");
            _metadata[key] = reader.GetString()!;
        }
    }

    private SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw Malformed($"tensor '{name}' is not a JSON object");
        SafetensorsDtype? dtype = null;
        List<ulong>? shape = null, offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString()!;
            reader.Read();
            switch (field)
            {
                case "dtype":
                    Once(dtype is null, field, name);
                    dtype = ReadDtype(ref reader, name);
                    break;
                case "shape":
                    Once(shape is null, field, name);
                    shape = ReadNumbers(ref reader, field, name);
                    break;
                case "data_offsets":
                    Once(offsets is null, field, name);
                    offsets = ReadNumbers(ref reader, field, name);
                    break;
                default:
                    CheckUnknown(ref reader);
                    break;
            }
        }
        if (dtype is null || shape is null || offsets is null)
        {
            throw Malformed($"tensor '{name}' has no {(dtype is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
        }
        if (offsets.Count != 2) throw Malformed($"tensor '{name}' has {offsets.Count} data_offsets instead of 2");
        if (shape.Count > 64) throw Malformed($"tensor '{name}' has {shape.Count} dimensions, more than 64");
        if (offsets.Concat(shape).Any(n => n > long.MaxValue)) throw Malformed($"tensor '{name}' has a size or offset beyond 2^63");
        if (offsets[1] < offsets[0]) throw Malformed($"tensor '{name}' ends at byte {offsets[1]} of the data, before it begins at {offsets[0]}");
        return new SafetensorsEntry(name, dtype.Value, [.. shape.Select(n => (long)n)], (long)offsets[0], (long)(offsets[1] - offsets[0]));
    }

    private void Once(bool first, string field, string name)
    {
        if (!first) throw Malformed($"tensor '{name}' has two fields {field}");
    }

    private SafetensorsDtype ReadDtype(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.String) throw Malformed($"tensor '{name}' has a dtype that is not a string");
        var text = reader.GetString()!;
        return SafetensorsDtypes.Parse(text)
            ?? throw Malformed($"tensor '{name}' has the unknown dtype '{text}', known: {string.Join(", ", Enum.GetNames<SafetensorsDtype>())}");
    }

    private List<ulong> ReadNumbers(ref Utf8JsonReader reader, string field, string name)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw Malformed($"tensor '{name}' has a {field} that is not a list");
        var numbers = new List<ulong>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            // Digits only: 1.0, 1e3 and -0 are numbers, but no sizes.
            var size = reader.TokenType == JsonTokenType.Number && reader.ValueSpan.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
                && reader.TryGetUInt64(out var number) ? number : throw Malformed($"tensor '{name}' has a {field} that is not all whole numbers");
            numbers.Add(size);
        }
        return numbers;
    }

    // Whatever it is, it must be well-formed, its strings too.
    private static void CheckUnknown(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        do
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) reader.GetString();
        }
        while ((reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || reader.CurrentDepth > depth) && reader.Read());
    }

    private UserException Malformed(string what) => SafetensorsFault.Malformed(_file, what);
}
