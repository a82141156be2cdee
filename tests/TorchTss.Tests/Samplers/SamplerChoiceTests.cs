using TorchTss.Runtime;
using TorchTss.Samplers;

namespace TorchTss.Tests.Samplers;

public sealed class SamplerChoiceTests
{
    [TestCase("euler", "euler:churn=5,noise-scale=1.01")]
    [TestCase("euler:churn=0", "euler:churn=0,noise-scale=1.01")]
    [TestCase("euler:churn-min=2", "euler:churn-min=2,churn=5,noise-scale=1.01")]
    [TestCase("dpmpp-2m-sde:noise-first=false", "dpmpp-2m-sde:noise-first=false,noise-scale=1.01")]
    [TestCase("ddim", "ddim")]
    public void What_is_given_wins_and_what_a_solver_lacks_is_left_out(string given, string completed) =>
        Assert.That(SamplerChoice.With(given, ("churn", 5), ("noise-scale", 1.01)), Is.EqualTo(completed));

    [Test]
    public void Nothing_is_added_for_null() => Assert.That(SamplerChoice.With("euler", ("churn", null)), Is.EqualTo("euler"));

    [Test]
    public void An_unknown_solver_is_refused() => Assert.That(
        () => SamplerChoice.With("eular", ("churn", 5)), Throws.TypeOf<UsageException>().With.Message.StartsWith("--sampler eular: unknown, did you mean euler?"));
}
