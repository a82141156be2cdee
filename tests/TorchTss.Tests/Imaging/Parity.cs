using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Verification;

namespace TorchTss.Tests.Imaging;

/// <summary>Cases of the official programs that this folder is measured against.</summary>
internal static class Parity
{
    public static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures");

    public static FixtureCase Open(string name) => FixtureCase.Read(Path.Combine(Folder, name));

    /// <summary>max|y − ref| / max|ref| within the case's bound.</summary>
    public static void AssertClose(FixtureCase fixture, string output, torch.Tensor actual)
    {
        using var scope = torch.NewDisposeScope();
        var expected = fixture.Expected(output);
        Assert.That(actual.shape, Is.EqualTo(expected.shape));
        var error = (actual - expected).abs().max().item<float>() / expected.abs().max().item<float>();
        TestContext.Out.WriteLine($"{fixture.Name} {output}: {error:g2}");
        Assert.That(error, Is.LessThanOrEqualTo(fixture.Tolerance.Relative), output);
    }

    /// <summary>Every output <c>filter.WxH</c> of a resampling case, to the bit.</summary>
    public static void AssertResizes(string name, string filterName, IResampleFilter filter)
    {
        using var fixture = Open(name);
        var image = ImageTensor.FromRows(fixture.Input("image"));
        var outputs = fixture.Outputs.Where(o => o.StartsWith(filterName + ".", StringComparison.Ordinal)).ToList();
        Assert.That(outputs, Is.Not.Empty);
        foreach (var output in outputs)
        {
            var size = output.Split('.')[1].Split('x').Select(int.Parse).ToArray();
            var resized = PillowResize.Resize(image, size[0], size[1], filter);
            Assert.That(resized.Pixels, Is.EqualTo(ImageTensor.FromRows(fixture.Expected(output)).Pixels), output);
        }
    }
}
