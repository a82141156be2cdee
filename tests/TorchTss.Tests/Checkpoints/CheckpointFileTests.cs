using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Torch;
using TorchTss.Runtime;
using static TorchTss.Tests.Checkpoints.Torch.TorchBytes;

namespace TorchTss.Tests.Checkpoints;

/// <summary>One door for all kinds of files, which are told by their content.</summary>
public sealed class CheckpointFileTests
{
    private TestFiles _files = null!;

    [SetUp]
    public void SetUp() => _files = new TestFiles();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [TestCase("a.pth")]
    [TestCase("a.safetensors")]
    [TestCase("a")]
    public void The_name_says_nothing(string name)
    {
        _files.Bytes(name, Zip(P.Dict(("w", Plain()))).ToArray());
        using (var zip = CheckpointFile.Open(_files[name])) Assert.That((zip, zip.Path), Is.EqualTo((zip as TorchFile, _files[name])));
        _files.Bytes(name, Legacy(P.Dict()));
        using (var legacy = CheckpointFile.Open(_files[name])) Assert.That(legacy, Is.TypeOf<TorchFile>());
        _files.Safetensors(name, " {}");
        using (var safetensors = CheckpointFile.Open(_files[name])) Assert.That(safetensors, Is.TypeOf<SafetensorsFile>());
        _files.Safetensors("s1", "{}");
        _files.Text(name, """{"metadata":{},"weight_map":{}}""");
        using (var index = CheckpointFile.Open(_files[name])) Assert.That(index, Is.TypeOf<ShardedCheckpoint>());
    }

    [Test]
    public void Zip_headers_without_a_version_are_no_length_of_a_header()
    {
        var bytes = Zip(P.Dict(("w", Plain()))).ToArray();
        bytes[4] = 0;                                           // 50 4B 03 04 00 00 00 00 would be 67 million
        (bytes[6], bytes[7]) = (0, 0);
        using var file = CheckpointFile.Open(_files.Bytes("a", bytes));
        Assert.That(file, Is.TypeOf<TorchFile>());
    }

    [Test]
    public void Shards_may_be_of_either_kind_and_keep_their_names()
    {
        var m = Plain();
        _files.Bytes("a.bin", Zip(P.Dict(("module.b", m), ("module.state_dict", m))).ToArray());
        _files.Safetensors("b.safetensors", """{"c":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 7);
        _files.Text("x.bin.index.json", """{"weight_map":{"module.b":"a.bin","module.state_dict":"a.bin","c":"b.safetensors"}}""");
        using var file = CheckpointFile.Open(_files["x.bin.index.json"]);
        Assert.That(file.Entries.Select(e => e.Name), Is.EqualTo(new[] { "module.b", "module.state_dict", "c" }));
        using var b = file.Tensor("module.b");
        using var c = file.Tensor("c");
        file.Release("module.b");
        Assert.That((b[1, 2].item<float>(), c[0].item<byte>()), Is.EqualTo((5f, 7)));
    }

    [Test]
    public void An_index_is_no_shard()
    {
        _files.Text("x.index.json", """{"weight_map":{"a":"x.index.json"}}""");
        Says("x.index.json", "is an index, but stands in another as a shard; fetch the whole model again");
    }

    [Test]
    public void Files_of_another_kind_are_named()
    {
        Says(_files.Text("x", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 3438167534\n"),
            "is no checkpoint but a Git LFS pointer (75 bytes), that stands for a file of 3438167534 bytes; "
            + "fetch the file itself with 'git lfs pull'");
        Says(_files.Text("x", "\n<!DOCTYPE html><html></html>"),
            "is no checkpoint but a web page (29 bytes), perhaps a login or error page; download the file again and check the address");
        Says(_files.Text("x", "GGUF\u0003\0\0\0\u0001"),
            "is no checkpoint but a GGUF file (9 bytes), a format that is not read; take the safetensors file of the same model");
        Says(_files.Bytes("x", [8, 7, 0x12, 7, .. "pytorch"u8, 0x1A]),
            "is no checkpoint but an ONNX model (12 bytes), a format that is not read; take the PyTorch or safetensors file of the same model");
        Says(_files.Bytes("x", [0x89, .. "HDF\r\n\x1a\n"u8]),
            "is no checkpoint but an HDF5 file (8 bytes), as Keras writes it; take the PyTorch or safetensors file of the same model");
        Says(_files.Bytes("x", [0x93, .. "NUMPY\x01\0v\0"u8]),
            "is no checkpoint but a numpy array (10 bytes), one tensor without a name; take the PyTorch or safetensors file of the same model");
        Says(_files.Bytes("x", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0]), "is no checkpoint but a gzip archive (9 bytes), unpack it first");
        Says(_files.Text("x", """{"error":"Repository not found"}"""),
            "is no checkpoint but a JSON text (32 bytes), perhaps a configuration or a server's error message; download the file again");
        Says(_files.Text("x", "storages" + new string('\0', 249) + "ustar\0"),
            "is a tar archive as PyTorch 0.1 wrote it, which is not read; load it with PyTorch 1.6 or newer and save it again");
        Says(_files.Text("x.index.json", """{"error":1}"""), "is no index of shards, it has no object weight_map; fetch it again");
        Says(_files.Text("x", "what?"), "is no checkpoint that is known (5 bytes that begin 776861743F); give a safetensors or PyTorch file");
        Says(_files.Bytes("x", []), "is empty; the download is incomplete, fetch it again");
        Says(_files.Bytes("x", [100, 0, 0, 0, 0, 0, 0, 0, 123]), "9 bytes found, 108 expected; the download is incomplete, fetch it again");
        Says(_files.Bytes("x", [2, 0, 0, 0, 0, 0, 0, 0, 1, 2]),
            "the header is not valid JSON at line 1, byte 1; the file is damaged or not safetensors, fetch or convert it again");
    }

    [Test]
    public void A_PyTorch_reader_says_what_it_was_given_instead()
    {
        var html = _files.Text("x", "<html>");
        Assert.That(() => TorchFile.Open(html), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{html}: is no PyTorch file but a web page (6 bytes), perhaps a login or error page; download the file again and check the address"));
        var other = _files.Safetensors("y", "{}");
        Assert.That(() => TorchFile.Open(other), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{other}: is no PyTorch file (10 bytes that begin 0200000000000000); give a .pt, .pth, .bin or .ckpt file as torch.save writes it"));
    }

    [Test]
    public void Files_that_are_not_there()
    {
        Says(_files["none"], "there is no such file; check the path");
        Says(_files.Folder, "is a folder; give the file inside it");
        Assert.That(() => TorchFile.Open(_files.Folder), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{_files.Folder}: is a folder; give the PyTorch file inside it"));
    }

    private void Says(string path, string sentence)
    {
        if (!Path.IsPathRooted(path)) path = _files[path];
        Assert.That(() => CheckpointFile.Open(path), Throws.TypeOf<UserException>().With.Message.EqualTo($"{path}: {sentence}"));
    }
}
