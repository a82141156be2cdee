using TorchTss.Runtime;

namespace TorchTss.Tests.Runtime;

public sealed class AtomicFileTests
{
    [Test]
    public void The_file_appears_only_when_complete()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.txt"), "old");
        AtomicFile.Write(folder.File("a.txt"), stream =>
        {
            stream.Write("new"u8);
            Assert.That(File.ReadAllText(folder.File("a.txt")), Is.EqualTo("old"));
            Assert.That(folder.Names, Has.Length.EqualTo(2));
        });
        Assert.That(File.ReadAllText(folder.File("a.txt")), Is.EqualTo("new"));
        Assert.That(folder.Names, Is.EqualTo(new[] { "a.txt" }));
    }

    [Test] // the temporary file's bytes go to /dev/full, which answers as a full disk does
    [Platform("Linux")]
    public void A_full_disk_keeps_the_old_file_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.txt", [1]);
        static Stream OnFullDisk(string temporary)
        {
            File.WriteAllBytes(temporary, []);
            return new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
        }
        Assert.That(() => AtomicFile.Write(path, stream => stream.Write(new byte[100_000]), OnFullDisk),
            Throws.TypeOf<UserException>().With.Message.EqualTo(
                $"{path}: writing it failed (No space left on device), nothing was kept; make room or name another folder"));
        Assert.That(folder.Names, Is.EqualTo(new[] { "a.txt" }));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public void Any_failure_of_the_content_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => AtomicFile.Write(folder.File("a"), stream =>
        {
            stream.Write(new byte[100_000]);
            throw new OperationCanceledException();
        }), Throws.TypeOf<OperationCanceledException>());
        Assert.That(folder.Names, Is.Empty);
    }

    [Test]
    public void Folders_that_cannot_take_a_file_are_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("plain", [1]);
        Refused(folder.Path, $"{folder.Path}: is a folder, and a file is to be written; name a file in it");
        Refused(folder.File("no/a.png"), $"{folder.File("no/a.png")}: the folder {folder.File("no")} does not exist; create it or name another");
        Refused(Path.Combine(file, "a.png"), $"{file}/a.png: the folder {file} does not exist; create it or name another");
    }

    [Test] // the kernel lets nobody, not even root, make files in /dev/pts
    [Platform("Linux")]
    public void A_folder_that_may_not_be_written_is_named() =>
        Refused("/dev/pts/a.png", "/dev/pts/a.png: writing it is not permitted; change the permissions of /dev/pts or name another folder");

    private static void Refused(string path, string message) =>
        Assert.That(() => AtomicFile.Write(path, stream => stream.WriteByte(1)), Throws.TypeOf<UserException>().With.Message.EqualTo(message));
}
