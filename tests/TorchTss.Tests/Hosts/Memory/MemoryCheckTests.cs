using TorchTss.Hosts.Memory;
using TorchTss.Runtime;

namespace TorchTss.Tests.Hosts.Memory;

public sealed class MemoryCheckTests
{
    private static readonly NetworkMemory _text = new("text", 0, 50, IsMapped: false, IsTransient: true);
    private static readonly NetworkMemory _unet = new("unet", 0, 1000, IsMapped: false);
    private static readonly NetworkMemory _vae = new("vae", 0, 100, IsMapped: true);

    private static MemoryNeed Need(bool low) => new(
        [_text, _unet, _vae], [new("texts", ["text"], 5), new("denoising", ["unet"], 10), new("decoding", ["vae"], 300)], low);

    [Test]
    public void All_networks_are_there_unless_one_at_a_time_is_asked_for()
    {
        Assert.That((Need(false).Peak - MemoryNeed.Program, Need(true).Peak - MemoryNeed.Program), Is.EqualTo((1400L, 1010L)));
        Assert.That((Need(false).Tightest.Name, Need(true).Tightest.Name), Is.EqualTo(("decoding", "denoising")));
    }

    [Test]
    public void Pages_of_a_file_need_not_be_free()
    {
        Assert.That((Need(false).Required - MemoryNeed.Program, Need(true).Required - MemoryNeed.Program), Is.EqualTo((1300L, 1010L)));
        Assert.That((Need(false).Pinned - MemoryNeed.Program, Need(true).Pinned), Is.EqualTo((1000L, 0L)));
    }

    [Test]
    public void A_run_that_fits_is_let_through() =>
        Assert.That(() => MemoryCheck.Refuse(new RunSettings(), 128, 128, available: 4_000_000_000), Throws.Nothing);

    [Test]
    public void A_run_that_cannot_fit_is_refused_with_numbers_and_remedies() =>
        Assert.That(() => MemoryCheck.Refuse(new RunSettings(), 1024, 1024, available: 2_000_000_000), Throws.TypeOf<UserException>()
            .With.Message.Match("^memory: 1024x1024 pixels at --scale 4 need about \\d+\\.\\d GB \\(0\\.0 GB of weights, \\d+\\.\\d GB while decoding\\), "
                + "and 2\\.0 GB are there; use .+$"));

    [Test]
    public void What_nothing_would_make_fit_says_so() =>
        Assert.That(() => MemoryCheck.Refuse(new RunSettings(), 8000, 8000, available: 400_000_000), Throws.TypeOf<UserException>()
            .With.Message.EndsWith("; use a smaller --scale or a machine with more"));

    [Test]
    public void Weights_that_are_loaded_already_are_not_counted_again()
    {
        var needed = MemoryCheck.Need(new RunSettings(), 128, 128)!;
        var free = needed.Required - needed.Pinned + 1;
        Assert.That(() => MemoryCheck.Refuse(new RunSettings(), 128, 128, free, opened: true), Throws.Nothing);
        Assert.That(() => MemoryCheck.Refuse(new RunSettings(), 128, 128, free - 2, opened: true), Throws.TypeOf<UserException>());
    }

    [Test]
    public void This_machine_has_some_memory() => Assert.That(MachineMemory.Available, Is.GreaterThan(100_000_000));
}
