using TorchTss.Checkpoints;

namespace TorchTss.Tests.Checkpoints;

public sealed class NameListTests
{
    [Test]
    public void Names_cannot_steer_the_terminal() =>
        Assert.That(NameList.Of(["a\u001b[31m", "b\n", "c"], shown: 2), Is.EqualTo("a?[31m, b? and 1 more"));
}
