using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;

namespace TorchTss.Verification;

/// <summary>All tensors of a small safetensors file, copied.</summary>
internal static class FixtureTensors
{
    public static Dictionary<string, torch.Tensor> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        using var json = JsonDocument.Parse(bytes.AsMemory(8, header));
        var tensors = new Dictionary<string, torch.Tensor>();
        foreach (var entry in json.RootElement.EnumerateObject().Where(e => e.Name != "__metadata__"))
        {
            var dtype = entry.Value.GetProperty("dtype").GetString() switch
            {
                "F32" => torch.ScalarType.Float32,
                "F64" => torch.ScalarType.Float64,
                "I64" => torch.ScalarType.Int64,
                "I32" => torch.ScalarType.Int32,
                "U8" => torch.ScalarType.Byte,
                var other => throw new JsonException($"dtype {other}"),
            };
            var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64()).ToArray();
            var offsets = entry.Value.GetProperty("data_offsets");
            var data = bytes.AsSpan(8 + header)[offsets[0].GetInt32()..offsets[1].GetInt32()];
            var tensor = torch.empty(shape, dtype).DetachFromDisposeScope();
            if (data.Length > 0) data.CopyTo(tensor.bytes);
            tensors[entry.Name] = tensor;
        }
        return tensors;
    }
}
