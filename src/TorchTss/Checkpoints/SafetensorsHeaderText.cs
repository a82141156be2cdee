using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TorchTss.Checkpoints;

/// <summary>Writes the header as the reference writer does: byte for byte the same for the same tensors.</summary>
internal static class SafetensorsHeaderText
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Types from wide to narrow, then names by their UTF-8 bytes, packed from 0 on.</summary>
    public static SafetensorsEntry[] Place(IEnumerable<SafetensorsEntry> tensors)
    {
        var sorted = tensors.OrderByDescending(t => t.Dtype).ThenBy(t => t.Name, Comparer<string>.Create(CompareUtf8)).ToArray();
        var offset = 0L;
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = sorted[i] with { Offset = offset };
            offset = checked(offset + sorted[i].Length);
        }
        return sorted;
    }

    /// <summary>The length, the JSON, and spaces up to a multiple of 8.</summary>
    public static byte[] Of(IEnumerable<SafetensorsEntry> placed, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write(new byte[8]);
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafetensorsHeader.MetadataName);
            foreach (var (key, value) in metadata) json.WriteString(key, value);
            json.WriteEndObject();
            foreach (var tensor in placed) Write(json, tensor);
            json.WriteEndObject();
        }
        while (buffer.WrittenCount % 8 != 0) buffer.Write(" "u8);
        var bytes = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bytes.Length - 8);
        return bytes;
    }

    private static void Write(Utf8JsonWriter json, SafetensorsEntry tensor)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Dtype.ToString());
        json.WriteStartArray("shape");
        foreach (var size in tensor.Shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(tensor.Offset);
        json.WriteNumberValue(tensor.Offset + tensor.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // UTF-16 puts surrogate pairs before U+E000; UTF-8 does not.
    private static int CompareUtf8(string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));
}
