using TorchTss.Metrics;
using TorchTss.Metrics.Profiles;
using TorchTss.Runtime;

namespace TorchTss.Tests.Metrics.Profiles;

public sealed class MetricProfileTests
{
    [TestCase("pyiqa", "psnr", "psnr")]
    [TestCase("ycbcr", "psnr", "psnr:channel=y,color-space=ycbcr")]
    [TestCase("ycbcr", "psnry", "psnry:color-space=ycbcr")]
    [TestCase("ycbcr", "niqe", "niqe:color-space=ycbcr")]
    [TestCase("ycbcr", "lpips", "lpips")]
    [TestCase("basicsr", "ssim", "ssim:variant=basicsr,channel=y,crop=3")]
    [TestCase("basicsr", "niqe", "niqe:variant=basicsr")]
    [TestCase("basicsr", "fid", "fid:mode=basicsr")]
    public void A_bare_name_stands_for_the_profiles_settings(string profile, string metric, string specification) =>
        Assert.That(Catalog<IMetricProfile>.Create(profile, "--profile").Specification(metric, 2.5), Is.EqualTo(specification));

    [Test]
    public void Every_profile_makes_every_metric()
    {
        foreach (var profile in Catalog<IMetricProfile>.Entries)
        {
            foreach (var metric in Catalog<IMetric>.Entries)
            {
                Assert.That(() => Catalog<IMetric>.Create(profile.Create([], "").Specification(metric.Name, 4), "--metrics"), Throws.Nothing);
            }
        }
    }

    [Test]
    public void Basicsr_must_know_how_wide_its_border_is() =>
        Assert.That(() => new BasicSrProfile().Specification("psnr", null), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            "--profile basicsr: its psnr cuts off a border as wide as the scale; give --scale"));
}
