using System.Text.Json;
using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Runtime;
using TorchTss.Verification;
using TorchTss.Verification.Modules;

namespace TorchTss.Tests.Checkpoints;

/// <summary>The files of the official reader's verdicts (fixtures convert/safetensors-*).</summary>
public sealed class SafetensorsFixtureTests
{
    private static string Folder(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "convert", name);

    [Test]
    public void Every_file_gets_the_official_verdict()
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder("safetensors-files"), "files.json")));
        using var every = Assert.EnterMultipleScope();
        foreach (var one in list.RootElement.EnumerateArray())
        {
            var name = one.GetProperty("file").GetString()!;
            Assert.That(Verdict(Path.Combine(Folder("safetensors-files"), name)), Is.EqualTo(one.GetProperty("verdict").GetString()), name);
        }
        Assert.That(list.RootElement.GetArrayLength(), Is.EqualTo(Directory.GetFiles(Folder("safetensors-files"), "*.safetensors").Length));
    }

    [TestCase("safetensors-files")]
    [TestCase("safetensors-metadata")]
    public void The_verification_module_agrees_and_leaves_no_tensor(string name)
    {
        using var fixture = FixtureCase.Read(Folder(name));
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Assert.That(new SafetensorsModule().Run(fixture, null), Is.Empty);
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    [Test]
    public void The_verification_module_names_every_file_that_differs()
    {
        using var files = new TestFiles();
        files.Safetensors("good.safetensors", "{}");
        files.Text("bad.safetensors", "no");
        files.Text("files.json", """[{"file":"good.safetensors","verdict":"reject"},{"file":"bad.safetensors","verdict":"accept"}]""");
        files.Text("case.json", """{"module":"container.SafeTensors","config":{},"call":{"files":"files.json"}}""");
        using var fixture = FixtureCase.Read(files.Folder);
        Assert.That(() => new SafetensorsModule().Run(fixture, null), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{files.Folder}: good.safetensors must be refused, but was accepted; bad.safetensors must be accepted, but was refused "
            + $"({files["bad.safetensors"]}: 2 bytes found, 10 expected; the download is incomplete, fetch it again)"));
    }

    [Test]
    public void Every_dtype_of_the_format_is_accepted_and_read_or_refused_by_name()
    {
        using var file = SafetensorsFile.Open(Path.Combine(Folder("safetensors-files"), "accept-all-dtypes.safetensors"));
        using var scope = torch.NewDisposeScope();
        foreach (var (name, entry) in file.Index)
        {
            if (entry.Dtype.Readable() is { } dtype) Assert.That(file.Tensor(name).dtype, Is.EqualTo(dtype), name);
            else Assert.That(() => file.Tensor(name),
                Throws.TypeOf<UserException>().With.Message.Contains($"tensor '{name}' is {entry.Dtype}, which"));
        }
    }

    [Test]
    public void Writing_the_official_file_again_gives_its_bytes()
    {
        var path = Path.Combine(Folder("safetensors-metadata"), "expected.safetensors");
        using var files = new TestFiles();
        using var source = SafetensorsFile.Open(path);
        using var scope = torch.NewDisposeScope();
        SafetensorsWriter.Write(files["again.safetensors"], source.Names.Reverse().ToDictionary(n => n, n => source.Tensor(n)), source.Metadata);
        Assert.That(File.ReadAllBytes(files["again.safetensors"]), Is.EqualTo(File.ReadAllBytes(path)));
    }

    private static string Verdict(string path)
    {
        try
        {
            using var file = SafetensorsFile.Open(path);
            return "accept";
        }
        catch (UserException e)
        {
            Assert.That(e.Message, Does.StartWith($"{path}: ").And.Not.Contain("\n"));
            return "reject";
        }
    }
}
