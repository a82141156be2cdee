using TorchTss.Imaging;

namespace TorchTss.Reports.Pictures;

/// <summary>Pictures as they are taken in: each once, and only while there is room.</summary>
internal sealed class AlbumPages(StoredPictures stored, PictureEncoder encoder, long room)
{
    private readonly Dictionary<string, EmbeddedPicture> _byKey = [];
    private readonly List<EmbeddedPicture> _all = [];

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<EmbeddedPicture> All => _all;

    /// <summary>How much longer they make the page.</summary>
    public long PageBytes { get; private set; }

    /// <summary>Takes kept pictures in, all of them or, when they do not fit, none.</summary>
    /// <param name="keys">Keys of kept pictures.</param>
    /// <param name="maps">Those of them that are maps.</param>
    public bool TryAdd(IEnumerable<string> keys, IReadOnlySet<string> maps)
    {
        var wanted = keys.Distinct().Where(k => !_byKey.ContainsKey(k))
            .Select(k => (Key: k, Bytes: stored.Bytes(k))).Where(p => p.Bytes is not null).ToArray();
        var encoded = wanted.AsParallel().AsOrdered()
            .Select(p => (p.Key, Picture: Encode(ImageBytes.Decode(p.Bytes!, $"picture {p.Key}"), maps.Contains(p.Key)))).ToArray();
        return TryAdd([.. encoded.Select(e => e.Picture)], pictures =>
        {
            for (var i = 0; i < encoded.Length; i++) _byKey[encoded[i].Key] = pictures[i];
        });
    }

    /// <summary>Takes the pictures of iterations in, all or none.</summary>
    /// <param name="files">Picture files; null where there is none.</param>
    /// <param name="taken">Gets them in their order.</param>
    public bool TryAdd(IReadOnlyList<(byte[]? File, bool IsMap)> files, Action<IReadOnlyList<EmbeddedPicture?>> taken)
    {
        var encoded = files.AsParallel().AsOrdered().Select(f => f.File is null ? default((string, byte[], Image8)?)
            : f.IsMap ? PictureEncoder.Map(ImageBytes.Decode(f.File, "a timestep map"))
            : encoder.Preview(ImageBytes.Decode(f.File, "a preview"))).ToArray();
        return TryAdd([.. encoded.OfType<(string, byte[], Image8)>()], pictures =>
        {
            var next = 0;
            taken([.. encoded.Select(e => e is null ? null : pictures[next++])]);
        });
    }

    /// <summary>A picture that was taken in; null for no key and for a picture that the file lacks.</summary>
    public EmbeddedPicture? Of(string? key) => key is null ? null : _byKey.GetValueOrDefault(key);

    private (string Mime, byte[] Bytes, Image8 Image) Encode(Image8 image, bool isMap) => isMap ? PictureEncoder.Map(image) : encoder.Picture(image);

    private bool TryAdd(IReadOnlyList<(string Mime, byte[] Bytes, Image8 Image)> encoded, Action<IReadOnlyList<EmbeddedPicture>> taken)
    {
        var first = _all.Count;
        EmbeddedPicture[] pictures = [.. encoded.Select((e, i) => new EmbeddedPicture(first + i, e.Mime, e.Bytes, e.Image.Width, e.Image.Height))];
        var size = pictures.Sum(p => p.PageBytes);
        if (_all.Count > 0 && PageBytes + size > room) return false;
        _all.AddRange(pictures);
        PageBytes += size;
        taken(pictures);
        return true;
    }
}
