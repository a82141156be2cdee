using TorchTss.Checkpoints;
using TorchTss.Runtime;

namespace TorchTss.Tests.Checkpoints;

/// <summary>Every way in which a file can be wrong, and the whole sentence that says so.</summary>
public sealed class SafetensorsRefusalTests
{
    private const string Again = "; the file is damaged or not safetensors, fetch or convert it again";

    private TestFiles _files = null!;

    [SetUp]
    public void SetUp() => _files = new TestFiles();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [TestCase("[]", 0, "the header is not a JSON object")]
    [TestCase("{", 0, "the header is not valid JSON at line 1, byte 2")]
    [TestCase("{}\0", 0, "the header is not valid JSON at line 1, byte 3")]
    [TestCase("""{"a\ud800":1}""", 0, "the header has a string with half a surrogate pair")]
    [TestCase("""{"w":[]}""", 0, "tensor 'w' is not a JSON object")]
    [TestCase("""{"w":{"dtype":"f32","shape":[],"data_offsets":[0,4]}}""", 4,
        "tensor 'w' has the unknown dtype 'f32', known: BOOL, F4, F6_E2M3, F6_E3M2, U8, I8, "
        + "F8_E5M2, F8_E4M3, F8_E8M0, F8_E4M3FNUZ, F8_E5M2FNUZ, I16, U16, F16, BF16, I32, U32, F32, C64, F64, I64, U64")]
    [TestCase("""{"w":{"dtype":3,"shape":[],"data_offsets":[0,4]}}""", 4, "tensor 'w' has a dtype that is not a string")]
    [TestCase("""{"w":{"shape":[],"data_offsets":[0,4]}}""", 4, "tensor 'w' has no dtype")]
    [TestCase("""{"w":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "tensor 'w' has no shape")]
    [TestCase("""{"w":{"dtype":"F32","shape":[]}}""", 4, "tensor 'w' has no data_offsets")]
    [TestCase("""{"w":{"dtype":"F32","dtype":"F32","shape":[],"data_offsets":[0,4]}}""", 4, "tensor 'w' has two fields dtype")]
    [TestCase("""{"w":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", 4, "tensor 'w' has a shape that is not a list")]
    [TestCase("""{"w":{"dtype":"F32","shape":[-0],"data_offsets":[0,0]}}""", 0, "tensor 'w' has a shape that is not all whole numbers")]
    [TestCase("""{"w":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,0]}}""", 0,
        "tensor 'w' has a shape that is not all whole numbers")]
    [TestCase("""{"w":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,0]}}""", 0, "tensor 'w' has a size or offset beyond 2^63")]
    [TestCase("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,2,4]}}""", 4, "tensor 'w' has 3 data_offsets instead of 2")]
    [TestCase("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "tensor 'w' ends at byte 0 of the data, before it begins at 4")]
    [TestCase("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8,
        "tensor 'w' begins at byte 4 of the data instead of 0 and leaves a hole before it")]
    [TestCase("""{"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6,
        "tensor 'w' begins at byte 2 of the data instead of 4 and overlaps the tensor before it")]
    [TestCase("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}""", 4, "tensor 'w' has 4 bytes, but F32 [3] takes 12")]
    [TestCase("""{"w":{"dtype":"I32","shape":[2,9223372036854775807],"data_offsets":[0,4]}}""", 4,
        "tensor 'w' has the shape [2, 9223372036854775807], more elements than 64 bits can count")]
    [TestCase("""{"w":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", 2, "tensor 'w' has 12 bits, F4 [3], which are not whole bytes")]
    [TestCase("""{"w":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", 5, "1 bytes follow the last tensor")]
    [TestCase("""{"w":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"\u0077":{"dtype":"U8","shape":[],"data_offsets":[1,2]}}""", 2,
        "the header names tensor 'w' twice")]
    [TestCase("""{"__metadata__":{},"__metadata__":{}}""", 0, "the header names __metadata__ twice")]
    [TestCase("""{"__metadata__":[]}""", 0, "__metadata__ is not an object of strings")]
    [TestCase("""{"__metadata__":{"a":1}}""", 0, "__metadata__ 'a' is not a string")]
    public void Malformed(string json, int bytes, string sentence) =>
        Says(_files.Safetensors("x.safetensors", json, new byte[bytes]), sentence + Again);

    [Test]
    public void More_than_64_dimensions() =>
        Says(_files.Safetensors("x.safetensors",
                $$"""{ "w": { "dtype": "U8", "shape": [{{string.Join(',', Enumerable.Repeat(1, 65))}}], "data_offsets": [0,1] } }""", 0),
            "tensor 'w' has 65 dimensions, more than 64" + Again);

    [Test]
    public void Headers_that_cannot_be()
    {
        Says(_files.Bytes("x.safetensors", new byte[16]), "the header is empty" + Again);
        Says(_files.Bytes("x.safetensors", [1, 0xE1, 0xF5, 5, 0, 0, 0, 0, 1]),
            "its header would be 100000001 bytes long, 100000000 are allowed" + Again);
        Says(_files.Bytes("x.safetensors", [1, 0, 0, 0, 0, 0, 0, 0, 0xFF]), "the header is not UTF-8 text" + Again);
    }

    [TestCase("""{"__metadata__":null}""", 0)]
    [TestCase("""{"__metadata__":{"a":"1","a":"2"}}""", 0)]
    [TestCase(" \r\n\t{} \n", 0)]
    [TestCase("""{"":{"dtype":"U8","shape":[0,9223372036854775807],"data_offsets":[0,0],"x":{"y":[1e9]},"x":null}}""", 0)]
    public void Odd_but_right(string json, int bytes) =>
        Assert.That(() => SafetensorsFile.Open(_files.Safetensors("x.safetensors", json, new byte[bytes])).Dispose(), Throws.Nothing);

    [Test]
    public void Cut_short()
    {
        Says(_files.Bytes("x.safetensors", []), "0 bytes found, 10 expected; the download is incomplete, fetch it again");
        Says(_files.Bytes("x.safetensors", [100, 0, 0, 0, 0, 0, 0, 0, 123]),
            "9 bytes found, 108 expected; the download is incomplete, fetch it again");
        var json = """{"w":{"dtype":"F32","shape":[25],"data_offsets":[0,100]}}""";
        Says(_files.Safetensors("x.safetensors", json, new byte[60]),
            $"{8 + json.Length + 60} bytes found, {8 + json.Length + 100} expected; the download is incomplete, fetch it again");
    }

    [Test]
    public void Files_of_another_kind_are_named()
    {
        Says(_files.Text("x.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 3438167534\n"),
            "is no safetensors file but a Git LFS pointer (75 bytes), that stands for a file of 3438167534 bytes; "
            + "fetch the file itself with 'git lfs pull'");
        Says(_files.Text("x.safetensors", "\n<!DOCTYPE html><html></html>"),
            "is no safetensors file but a web page (29 bytes), perhaps a login or error page; download the file again and check the address");
        Says(_files.Text("x.safetensors", "GGUF\u0003\0\0\0\u0001"),
            "is no safetensors file but a GGUF file (9 bytes), a format that is not read; take the safetensors file of the same model");
        Says(_files.Text("x.safetensors", "PK\u0003\u0004\u0014\0\0\0\0"),
            "is no safetensors file but a zip archive as torch.save writes it (9 bytes), "
            + "a .pt, .pth, .bin or .ckpt file under another name; convert it to safetensors");
        Says(_files.Bytes("x.safetensors", [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9]),
            "is no safetensors file but a Python pickle as older PyTorch writes it (9 bytes), "
            + "a .pt, .pth, .bin or .ckpt file under another name; convert it to safetensors");
        Says(_files.Text("x.safetensors", "storages" + new string('\0', 249) + "ustar\0"),
            "is no safetensors file but a tar archive of the oldest PyTorch (263 bytes), "
            + "a .pt, .pth, .bin or .ckpt file under another name; convert it to safetensors");
        Says(_files.Bytes("x.safetensors", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0]),
            "is no safetensors file but a gzip archive (9 bytes), unpack it first");
        Says(_files.Text("x.safetensors", """{"error":"Repository not found"}"""),
            "is no safetensors file but a JSON text (32 bytes), perhaps a configuration or a server's error message; download the file again");
    }

    [Test]
    public void Files_that_are_not_there()
    {
        Says(_files["none.safetensors"], "there is no such file; check the path");
        Says(_files.Folder, "is a folder; give the safetensors file inside it");
    }

    [Test]
    public void Tensors_that_cannot_be_given()
    {
        using var file = SafetensorsFile.Open(_files.Safetensors("x.safetensors", """
            {"u":{"dtype":"U32","shape":[1],"data_offsets":[0,4]},"e":{"dtype":"F32","shape":[0,4611686018427387904,4],"data_offsets":[4,4]}}
            """, new byte[4]));
        Assert.That(() => file.Tensor("u"), Says("tensor 'u' is U32, which libtorch cannot hold; convert it to F32, F16 or BF16"));
        Assert.That(() => file.Tensor("v"), Says("there is no tensor 'v' among its 2; is this the file of another model?"));
        Assert.That(() => file.Tensor("e"),
            Says("tensor 'e' is empty, but its shape [0, 4611686018427387904, 4] is larger than libtorch can hold; leave it out"));

        NUnit.Framework.Constraints.EqualStringConstraint Says(string sentence) =>
            Throws.TypeOf<UserException>().With.Message.EqualTo($"{file.Path}: {sentence}");
    }

    private static void Says(string path, string sentence) =>
        Assert.That(() => SafetensorsFile.Open(path), Throws.TypeOf<UserException>().With.Message.EqualTo($"{path}: {sentence}"));
}
