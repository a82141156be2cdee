using System.Collections.Immutable;
using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Networks;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Checkpoints;

[NonParallelizable] // the default device is global
public sealed class OpenClipTextKeysTests
{
    [TestCase("clip-bigg-toy", 3, true)]
    [TestCase("clip-h-toy", 23, false)]
    public void Are_mapped_as_the_official_converter_maps_them(string name, int layers, bool projected)
    {
        var folder = Path.Combine(ParityCases.Folder("convert"), name);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json")));
        var prefix = json.RootElement.GetProperty("config").GetProperty("prefix").GetString()!;
        var map = File.ReadAllLines(Path.Combine(folder, "ldm-to-diffusers.txt")).Select(l => l.Split('\t')).ToArray();
        using var file = new KeyList([.. map.Select(m => (m[0], m[2])).Distinct(), ($"{prefix}logit_scale", "[]"), ("other.weight", "[3]")]);
        using var mapped = Read(prefix, layers, projected, file);
        Assert.That(
            mapped.Entries.Select(e => (e.Name, NameList.Shape(e.Shape))).Order(), Is.EqualTo(map.Select(m => (m[1], m[3])).Order()));
    }

    [TestCase("open-clip-h", "clip-h")]
    [TestCase("open-clip-bigg", "clip-bigg")]
    public void Full_size_towers_fit_the_encoders(string tower, string encoder)
    {
        var config = encoder == "clip-h" ? ClipTextConfig.ClipH : ClipTextConfig.ClipBigG;
        string[] Lines(string list) => File.ReadAllLines(Path.Combine(ParityCases.Folder("clip"), $"{list}.keys.txt"));
        using var file = new KeyList([.. Lines(tower).Select(l => l.Split(' ', 2)).Select(p => (p[0], p[1])), ("visual.proj", "[3, 4]"), ("attn_mask", "[77, 77]")]);
        using var mapped = Read("", config.Layers, config.Projection is not null, file);
        Assert.That(
            ModuleKeys.Lines(mapped.Entries.Select(e => (e.Name, e.Shape.ToArray()))), Is.EqualTo(Lines(encoder).Order(StringComparer.Ordinal)));
    }

    [Test]
    public void A_projection_that_is_a_linear_layer_is_not_transposed()
    {
        using var file = new KeyList([("text_projection.weight", "[24, 32]")]);
        using var mapped = Read("", 1, projected: true, file);
        Assert.That(mapped.Entries.Single().Shape, Is.EqualTo(new long[] { 24, 32 }));
    }

    [Test]
    public void A_key_that_is_not_known_is_named_when_the_encoder_is_loaded()
    {
        using var file = new KeyList([("transformer.resblocks.0.ls_1.gamma", "[8]")]);
        using var mapped = Read("", 1, projected: false, file);
        using var model = MetaDevice.Build(() => new ClipTextModel(new ClipTextConfig { Layers = 1, Width = 8, Vocabulary = 4, Positions = 4 }));
        Assert.That(() => StrictLoader.Load(model, "the text encoder", mapped, float32, CPU), Throws.TypeOf<UserException>()
            .With.Message.Contains("1 of 1 in the file is unexpected: transformer.resblocks.0.ls_1.gamma"));
    }

    private static DerivedCheckpoint Read(string prefix, int layers, bool projected, ICheckpoint file) =>
        new LayoutPart("text_encoder", prefix, new OpenClipTextKeys(layers, projected)).Read(file);

    /// <summary>A checkpoint of names and shapes alone.</summary>
    private sealed class KeyList(IEnumerable<(string Name, string Shape)> keys) : ICheckpoint
    {
        public string Path => "list";

        public string Container => "list";

        public IReadOnlyList<CheckpointEntry> Entries { get; } =
            [.. keys.Select(k => new CheckpointEntry(k.Name, float32, JsonSerializer.Deserialize<ImmutableArray<long>>(k.Shape)))];

        public Tensor Tensor(string name) => throw new NotSupportedException(name);

        public void Release(string name)
        {
        }

        public void Dispose()
        {
        }
    }
}
