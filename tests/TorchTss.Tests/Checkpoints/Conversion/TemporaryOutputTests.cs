using TorchTss.Checkpoints.Conversion;
using TorchTss.Runtime;

namespace TorchTss.Tests.Checkpoints.Conversion;

public sealed class TemporaryOutputTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    private string Output => _folder.File("x.safetensors");

    [Test]
    public void A_full_disk_and_an_unwritable_one_are_told_apart()
    {
        using var output = new TemporaryOutput(Output, 80);
        var full = OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;
        Assert.That(output.Mend(new IOException("No space left on device", full)).Message,
            Is.EqualTo($"{Output}: 80 bytes do not fit on its disk; free some space or choose another folder"));
        Assert.That(output.Mend(new UnauthorizedAccessException("Access is denied.")).Message,
            Is.EqualTo($"{Output}: cannot be written (no permission); choose another place"));
    }

    [Test]
    public void A_file_or_folder_that_cannot_be_made_is_told_in_a_sentence()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("the reason is the system's own");
        using var output = new TemporaryOutput(Output, 80);
        output.Write("a", [1]);
        Assert.That(() => output.Make("a/b"), Says($"{Output}: cannot be written (File exists); choose another place"));
        output.Make("folder/b");
        Assert.That(() => output.Write("folder", [1]), Says($"{Output}: cannot be written (no permission); choose another place"));
    }

    [Test]
    public void A_place_that_was_taken_meanwhile_puts_back_what_was_moved()
    {
        using (var output = new TemporaryOutput(Output, 80))
        {
            foreach (var name in new[] { "a", "b", "x.json" }) output.Write(name, [1]);
            _folder.File("x.json", [2]);
            Assert.That(() => output.Commit(isFolder: false), Says($"{_folder.File("x.json")}: exists; choose another name, or delete it first"));
        }
        Assert.That(_folder.Names, Is.EqualTo(new[] { "x.json" }));
        Assert.That(File.ReadAllBytes(_folder.File("x.json")), Is.EqualTo(new byte[] { 2 }));
    }

    [Test]
    public void A_folder_that_was_made_meanwhile_stays_as_it_is()
    {
        using (var output = new TemporaryOutput(_folder.File("model"), 80))
        {
            output.Write("a", [1]);
            Directory.CreateDirectory(_folder.File("model"));
            Assert.That(() => output.Commit(isFolder: true), Says($"{_folder.File("model")}: exists; choose another name, or delete it first"));
        }
        Assert.That(_folder.Names, Is.EqualTo(new[] { "model" }));
    }

    private static NUnit.Framework.Constraints.EqualStringConstraint Says(string sentence) =>
        Throws.TypeOf<UserException>().With.Message.EqualTo(sentence);
}
