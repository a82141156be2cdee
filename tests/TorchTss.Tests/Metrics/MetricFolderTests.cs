using TorchTss.Checkpoints.Torch;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Tests.Metrics;

public sealed class MetricFolderTests
{
    private static readonly MetricFile _file = new("net.safetensors", "a network", 1, Official: "net-1a2b.pth");

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_file_is_also_found_and_read_as_its_makers_publish_it()
    {
        File.Copy(Path.Combine(ParityCases.Folder("convert"), "torch-legacy", "model.pth"), _folder.File("net-1a2b.pth"));
        var folder = new MetricFolder(_folder.Path);
        using var official = folder.Open(_file);
        Assert.That((official, official.Path, official.Entries.Count > 0), Is.EqualTo((official as TorchFile, _folder.File("net-1a2b.pth"), true)));
        File.WriteAllText(_folder.File("net.safetensors"), "");
        Assert.That(folder.Find(_file), Is.EqualTo(_folder.File("net.safetensors")));
    }

    [Test]
    public void A_missing_file_is_asked_for_under_both_names() => Assert.That(() => new MetricFolder(_folder.Path).Open(_file),
        Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"net.safetensors: not found; wanted is a network (about 1 MB); put it, or net-1a2b.pth as it is, in {_folder.Path}"));
}
