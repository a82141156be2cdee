using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using TorchTss.Fuzz.Bytes;
using static TorchSharp.torch;
using static TorchTss.Checkpoints.Torch.Pickles.PickleOpcode;

namespace TorchTss.Tests.Checkpoints.Torch;

/// <summary>PyTorch files, operation by operation, so that they may be wrong in any way.</summary>
internal static class TorchBytes
{
    /// <summary>The number that a stream begins with.</summary>
    public static readonly BigInteger Magic = BigInteger.Parse("119547037146038801333356", CultureInfo.InvariantCulture);

    public static PickleBytes P => PickleBytes.Part;

    /// <summary>('storage', torch.FloatStorage, '0', 'cpu', 6) as a persistent id; in a stream with a view besides.</summary>
    public static PickleBytes Storage(
        string type = "FloatStorage", string key = "0", BigInteger? elements = null, PickleBytes? view = null, string module = "torch") =>
        P.Tuple([
            P.Text("storage"), P.Global(module, type), P.Text(key), P.Text("cpu"), P.Int(elements ?? 6),
            .. view is null ? Array.Empty<PickleBytes>() : [view],
        ]).Op(BinPersId);

    /// <summary>A view of a storage.</summary>
    public static PickleBytes Tensor(PickleBytes storage, long offset, IEnumerable<long> shape, IEnumerable<long> strides) => P.Call(
        "torch._utils", "_rebuild_tensor_v2", storage, P.Int(offset), P.Sizes(shape), P.Sizes(strides), P.Op(NewFalse),
            P.Call("collections", "OrderedDict"));

    /// <summary>A [2, 3] tensor of the storage '0'.</summary>
    public static PickleBytes Plain() => Tensor(Storage(), 0, [2, 3], [3, 1]);

    /// <summary>The archive of a pickle and its storages, as torch.save writes it.</summary>
    public static ZipBytes Zip(byte[] pickle, params IEnumerable<(string Key, byte[] Data)> storages) => new()
    {
        Members =
        [
            new("archive/data.pkl", pickle),
            .. storages.Select(s => new ZipMember($"archive/data/{s.Key}", s.Data)),
            new("archive/version", "3\n"u8.ToArray()),
        ],
        Aligned = true,
        Descriptors = true,
    };

    /// <summary>The archive of a root with the storage '0' of six floats.</summary>
    public static ZipBytes Zip(PickleBytes root) => Zip(PickleBytes.Proto().Add(root).Stop(), ("0", Floats(0, 1, 2, 3, 4, 5)));

    /// <summary>A state dict of whole tensors.</summary>
    /// <param name="tensors">By name.</param>
    /// <param name="wrapper">The entry of the root that holds them; none for the root itself.</param>
    public static byte[] Of(IReadOnlyDictionary<string, Tensor> tensors, string? wrapper = null)
    {
        Dictionary<ScalarType, string> types = new() { [ScalarType.Float32] = "FloatStorage", [ScalarType.Int64] = "LongStorage" };
        var numbered = tensors.Select((t, i) => (t.Key, t.Value, Number: i.ToString(CultureInfo.InvariantCulture))).ToArray();
        var items = numbered.Select(t => (t.Key,
            Tensor(Storage(types[t.Value.dtype], t.Number, t.Value.numel()), 0, t.Value.shape, t.Value.contiguous().stride())));
        var root = wrapper is null ? PickleBytes.Proto().Dict(items) : PickleBytes.Proto().Dict((wrapper, P.Dict(items)));
        return Zip(root.Stop(), numbered.Select(t => (t.Number, t.Value.contiguous().bytes.ToArray()))).ToArray();
    }

    /// <summary>The stream of an object and its storages.</summary>
    public static byte[] Legacy(PickleBytes root, params IEnumerable<(string Key, long Elements, byte[] Data)> storages) =>
        Legacy(P.Int(Magic), P.Int(1001), Machine(), root, P.Op(EmptyList).Op(Mark).Add(Keys(storages.Select(s => s.Key))).Op(Appends), storages);

    /// <summary>The stream of five pickles and storages.</summary>
    public static byte[] Legacy(
        PickleBytes magic, PickleBytes version, PickleBytes machine, PickleBytes root, PickleBytes keys,
        params IEnumerable<(string Key, long Elements, byte[] Data)> storages) =>
    [
        .. new[] { magic, version, machine, root, keys }.SelectMany(p => PickleBytes.Proto().Add(p).Stop()),
        .. storages.SelectMany(s => (byte[])[.. Count(s.Elements), .. s.Data]),
    ];

    public static PickleBytes Machine(bool little = true) =>
        P.Dict(("protocol_version", P.Int(1001)), ("little_endian", P.Op(little ? NewTrue : NewFalse)));

    public static byte[] Floats(params IEnumerable<float> values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static PickleBytes Keys(IEnumerable<string> keys)
    {
        var part = P;
        foreach (var key in keys) part.Text(key);
        return part;
    }

    private static byte[] Count(long elements)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, elements);
        return bytes;
    }
}
