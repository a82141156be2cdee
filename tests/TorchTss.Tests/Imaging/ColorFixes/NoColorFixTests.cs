using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Imaging.ColorFixes;
using TorchTss.Runtime;

namespace TorchTss.Tests.Imaging.ColorFixes;

public sealed class NoColorFixTests
{
    [Test]
    public void Leaves_the_picture_but_owns_its_result()
    {
        using var scope = torch.NewDisposeScope();
        var restored = torch.rand(1, 3, 2, 2);
        var same = new NoColorFix().Apply(restored, torch.zeros(1, 3, 2, 2));
        Assert.That(same.equal(restored).all().item<bool>(), Is.True);
        same.Dispose();
        Assert.That(restored.IsInvalid, Is.False);
    }

    [Test]
    public void The_catalogue_has_four_fixes() =>
        Assert.That(Catalog<IColorFix>.Entries.Select(e => e.Name), Is.SupersetOf(new[] { "adain", "none", "wavelet", "wavelet-luma" }));
}
