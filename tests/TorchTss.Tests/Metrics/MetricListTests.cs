using TorchTss.Metrics;
using TorchTss.Metrics.Profiles;
using TorchTss.Runtime;

namespace TorchTss.Tests.Metrics;

public sealed class MetricListTests
{
    [TestCase("niqe,psnr,ssim:channel=rgb,crop=4", "niqe|psnr|ssim:channel=rgb,crop=4")]
    [TestCase(" niqe , ssim:channel=rgb , crop=4 , psnr ", "niqe|ssim:channel=rgb,crop=4|psnr")]
    [TestCase("psnr,crop=4,niqe", "psnr:crop=4|niqe")]
    [TestCase("psnr:crop=4,psnr:crop=5", "psnr:crop=4|psnr:crop=5")]
    public void Settings_after_a_comma_belong_to_the_metric_before_them(string text, string names)
    {
        var choices = MetricList.Parse(text, new PyiqaProfile());
        Assert.That(string.Join('|', choices.Select(c => c.Name)), Is.EqualTo(names));
        Assert.That(choices.Select(c => c.Specification), Is.EqualTo(choices.Select(c => c.Name)));
    }

    [Test]
    public void Settings_reach_their_metric()
    {
        var choices = MetricList.Parse("niqe,crop=3,ssim:channel=rgb,crop=4", new PyiqaProfile());
        Assert.That(choices.Select(c => c.Metric.Traits.SmallestSide), Is.EqualTo(new[] { 102, 19 }));
    }

    [TestCase("psnr,niqe,psnr", "--metrics psnr,niqe,psnr: psnr is there twice; name it once")]
    [TestCase("psnr,psnr:crop=0", "--metrics psnr,psnr:crop=0: psnr and psnr:crop=0 are the same metric; leave one out")]
    [TestCase("ssim:crop=4,channel=rgb,ssim:channel=rgb,crop=4",
        "--metrics ssim:crop=4,channel=rgb,ssim:channel=rgb,crop=4: "
        + "ssim:crop=4,channel=rgb and ssim:channel=rgb,crop=4 are the same metric; leave one out")]
    [TestCase("crop=4,psnr", "--metrics crop=4,psnr: 'crop=4' is a setting without a metric before it; begin with a name, for instance psnr:crop=4")]
    [TestCase("psnr,,niqe", "--metrics psnr,,niqe: a name is missing; give names between commas, for instance niqe,psnr")]
    [TestCase("", "--metrics : a name is missing; give names between commas, for instance niqe,psnr")]
    [TestCase("psnr:crop=many", "--metrics: crop=many: expected a whole number")]
    public void What_cannot_be_is_refused(string text, string sentence) =>
        Assert.That(() => MetricList.Parse(text, new PyiqaProfile()), Throws.TypeOf<UsageException>().With.Message.EqualTo(sentence));

    [Test]
    public void An_unknown_name_is_told_the_nearest() =>
        Assert.That(() => MetricList.Parse("psnr,nqie", new PyiqaProfile()),
            Throws.TypeOf<UsageException>().With.Message.StartsWith("--metrics nqie: unknown, did you mean niqe? known: "));

    [Test]
    public void A_profile_explains_bare_names_and_leaves_the_others()
    {
        var choices = MetricList.Parse("psnr,ssim,ssim:crop=1", new BasicSrProfile(), scale: 4);
        Assert.That(choices.Select(c => c.Name), Is.EqualTo(new[] { "psnr", "ssim", "ssim:crop=1" }));
        Assert.That(choices.Select(c => c.Specification), Is.EqualTo(new[]
        {
            "psnr:variant=basicsr,channel=y,crop=4", "ssim:variant=basicsr,channel=y,crop=4", "ssim:crop=1",
        }));
    }
}
