using System.Globalization;
using System.Text.Json;
using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Torch;
using TorchTss.Runtime;
using TorchTss.Verification;
using TorchTss.Verification.Modules;

namespace TorchTss.Tests.Checkpoints.Torch;

/// <summary>The files of torch.save, torch.jit.save and an attacker (fixtures convert/torch*).</summary>
public sealed class TorchFixtureTests
{
    private static readonly string _family = ParityCases.Folder("convert");

    private static IEnumerable<string> Cases() =>
        Directory.EnumerateDirectories(_family, "torch*").Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Cases))]
    public void Every_file_gets_its_verdict_and_every_tensor_its_bits(string name) =>
        Assert.That(ParityCases.Complaints(Path.Combine(_family, name)), Is.Empty);

    [Test]
    public void Every_refusal_is_one_sentence_about_the_file_also_by_the_front_door()
    {
        var folder = Path.Combine(_family, "torch-reject");
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "files.json")));
        using var every = Assert.EnterMultipleScope();
        foreach (var one in list.RootElement.EnumerateArray())
        {
            var path = Path.Combine(folder, one.GetProperty("file").GetString()!);
            foreach (var open in new Action[] { () => TorchFile.Open(path).Dispose(), () => CheckpointFile.Open(path).Dispose() })
            {
                Assert.That(open, Throws.TypeOf<UserException>().With.Message.StartsWith($"{path}: ").And.Message.Not.Contains("\n"));
            }
        }
        Assert.That(list.RootElement.GetArrayLength(), Is.EqualTo(Directory.GetFiles(folder, "*.p*").Length));
    }

    [TestCase("os-system-zip.pth", "refused 'posix.system' at byte {0} of data.pkl")]
    [TestCase("os-system-legacy.pth", "refused 'posix.system' at byte {0}")]
    [TestCase("eval-protocol4.pth", "refused 'builtins.eval' at byte {0} of data.pkl")]
    public void The_sentence_names_the_global_and_its_place(string name, string sentence)
    {
        var path = Path.Combine(_family, "torch-reject", name);
        var bytes = File.ReadAllBytes(path);
        var start = name == "os-system-legacy.pth" ? 0 : bytes.AsSpan().IndexOf((byte[])[0x80, name == "eval-protocol4.pth" ? (byte)4 : (byte)2]);
        var at = name == "eval-protocol4.pth" ? bytes.AsSpan().IndexOf("eval"u8) + 5 : bytes.AsSpan().IndexOf("cposix\n"u8);
        Assert.That(() => TorchFile.Open(path), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{path}: {string.Format(CultureInfo.InvariantCulture, sentence, at - start)}; only tensors are read; "
            + "convert it to safetensors on a machine you trust"));
    }

    [TestCaseSource(nameof(Cases))]
    public void The_verification_module_leaves_no_tensor(string name)
    {
        using var fixture = FixtureCase.Read(Path.Combine(_family, name));
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Assert.That(new TorchFileModule().Run(fixture, null), Is.Empty);
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    [Test]
    public void The_verification_module_names_every_file_that_differs()
    {
        using var files = new TestFiles();
        File.Copy(Path.Combine(_family, "torch-zip-rezipped", "model.pth"), files["good.pth"]);
        files.Text("bad.pth", "no");
        File.Copy(Path.Combine(_family, "torch-reject", "os-system-zip.pth"), files["evil.pth"]);
        files.Text("files.json", """
            [{"file":"good.pth","verdict":"reject"},{"file":"bad.pth","verdict":"accept"},
             {"file":"evil.pth","verdict":"reject","message_names":"os.system"}]
            """);
        files.Text("case.json", """{"module":"container.TorchFile","config":{},"call":{"files":"files.json"}}""");
        using var fixture = FixtureCase.Read(files.Folder);
        Assert.That(() => new TorchFileModule().Run(fixture, null), Throws.TypeOf<UserException>().With.Message.StartsWith(
            $"{files.Folder}: good.pth must be refused, but was accepted; bad.pth must be accepted, but was refused "
            + $"({files["bad.pth"]}: is no PyTorch file (2 bytes that begin 6E6F); give a .pt, .pth, .bin or .ckpt file as torch.save writes it); "
            + $"evil.pth must be refused for os.system, but was so: {files["evil.pth"]}: refused 'posix.system' at byte "));
    }

    [Test]
    public void The_verification_module_names_tensors_that_differ()
    {
        using var files = new TestFiles();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_family, "torch-zip-params-ema"))) File.Copy(file, files[Path.GetFileName(file)]);
        files.Text("case.json", """
            {"module":"container.TorchFile","config":{},"call":{"file":"net.pth","verdict":"accept","wrapper":"params"}}
            """);
        using var fixture = FixtureCase.Read(files.Folder);
        Assert.That(() => new TorchFileModule().Run(fixture, null), Throws.TypeOf<UserException>().With.Message.StartsWith(
            $"{files.Folder}: net.pth has 0.bias with other bits; net.pth has "));
    }
}
