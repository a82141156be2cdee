using TorchTss.Runtime;

namespace TorchTss.Tests.Runtime;

public sealed class TorchNativeTests
{
    [Test]
    public void The_natives_are_loaded_from_the_package_cache_and_not_copied()
    {
        Assume.That(OperatingSystem.IsLinux());
        Assert.That(TorchNative.Mode, Is.AnyOf("original", "patched in memory", "patched in a temporary file"));
        Assert.That(File.Exists(Path.Combine(AppContext.BaseDirectory, "libtorch_cpu.so")), Is.False);
    }

    [Test]
    public void Weakening_marks_exactly_the_missing_version_and_nothing_else()
    {
        Assume.That(OperatingSystem.IsLinux());
        var folders = ((string)AppContext.GetData("Torch.NativeDir")!).Split(';');
        var image = File.ReadAllBytes(Path.Combine(folders.First(f => File.Exists(Path.Combine(f, "libLibTorchSharp.so"))), "libLibTorchSharp.so"));
        var patched = (byte[])image.Clone();
        Assert.That(ElfVersionPatch.Weaken(patched, v => v == "GLIBCXX_3.4.32"), Is.EqualTo(1));
        var changed = Enumerable.Range(0, image.Length).Where(i => image[i] != patched[i]).ToArray();
        Assert.That(changed, Has.Length.EqualTo(1));
        Assert.That(patched[changed[0]] ^ image[changed[0]], Is.EqualTo(2), "VER_FLG_WEAK");
    }

    [Test]
    public void What_is_no_elf_file_is_left_alone()
    {
        byte[] text = [.. Enumerable.Repeat((byte)'x', 200)];
        Assert.That(ElfVersionPatch.Weaken(text, _ => true), Is.Zero);
        Assert.That(text, Has.All.EqualTo((byte)'x'));
    }
}
