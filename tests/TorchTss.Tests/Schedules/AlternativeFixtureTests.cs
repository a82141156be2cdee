namespace TorchTss.Tests.Schedules;

/// <summary>k-diffusion's schedules and the optimised steps, as their official code computes them.</summary>
public sealed class AlternativeFixtureTests
{
    [TestCase("kdiffusion-schedules")]
    [TestCase("dm-objective")]
    [TestCase("dm-solution")]
    public void Computes_what_the_official_code_computes(string name) =>
        Assert.That(ParityCases.Complaints(Path.Combine(ParityCases.Folder("baselines"), name)), Is.Empty);
}
