using TorchTss.Experiments.Tuning;
using TorchTss.Runtime;

namespace TorchTss.Tests.Experiments.Tuning;

public sealed class GuardTests
{
    [TestCase("psnr:0.2", "psnr", 0.2), TestCase("ssim:channel=rgb:0.01", "ssim:channel=rgb", 0.01), TestCase("lpips:0", "lpips", 0)]
    public void A_guard_is_a_metric_and_a_number(string text, string metric, double loss) =>
        Assert.That(Guard.Parse(text), Is.EqualTo(new Guard(metric, loss)));

    [TestCase("psnr"), TestCase("psnr:"), TestCase(":1"), TestCase("psnr:-1"), TestCase("psnr:much"), TestCase("psnr:inf"), TestCase("")]
    public void Anything_else_is_refused(string text) => Assert.That(() => Guard.Parse(text), Throws.TypeOf<UsageException>()
        .With.Message.EqualTo($"--guard {text}: this is not a metric and how much of it may be lost; for instance --guard psnr:0.2"));
}
