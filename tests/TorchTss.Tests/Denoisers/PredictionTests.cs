using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Tests.Denoisers;

public sealed class PredictionTests
{
    private static readonly NoiseTable _table = NoiseTable.ScaledLinear();

    [TestCase("epsilon")]
    [TestCase("v")]
    [TestCase("v_prediction")]
    [TestCase("sample")]
    public void Consistent_outputs_give_the_x0_they_were_made_from(string name)
    {
        using var scope = NewDisposeScope();
        var noise = new SeededNoise(3);
        var (x0, n) = (noise.Draw("x0", [2, 4, 3, 5]), noise.Draw("n", [2, 4, 3, 5]));
        var sigma = _table.SigmaAt(tensor(new double[] { 999, 700, 500, 33, 0 }, [1, 1, 1, 5]));
        var (alphaBar, s) = ((1 / (sigma.square() + 1)).to(float32), sigma.to(float32));
        var x = x0 + s * n;
        var output = name switch
        {
            "epsilon" => n,
            "sample" => x0,
            _ => alphaBar.sqrt() * n - (1 - alphaBar).sqrt() * x0,      // v = √ᾱ·ε − √(1−ᾱ)·x0
        };
        var found = Predictions.Of(name, "test").Denoised(x, output, sigma);
        Assert.That((found - x0).abs().max().item<float>(), Is.LessThan(2e-5));
        Assert.That(found.dtype, Is.EqualTo(ScalarType.Float32));
    }

    [Test]
    public void Unknown_name_is_refused_with_the_known_ones() => Assert.That(() => Predictions.Of("epsilom", "--prediction"),
        Throws.TypeOf<UsageException>().With.Message.EqualTo("--prediction epsilom: unknown, did you mean epsilon? known: epsilon, sample, v"));
}
