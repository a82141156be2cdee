using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

public sealed class RealAreaLevelMapTests
{
    [Test]
    public void A_mean_of_whole_timesteps_is_not_rounded()
    {
        using var scope = NewDisposeScope();
        Assert.That(new RealAreaLevelMap().Reduce(tensor(new double[] { 1, 2, 2, 1 }, [1, 2, 2]), 1).item<double>(), Is.EqualTo(1.5));
    }
}
