using TorchTss.Checkpoints;
using static TorchSharp.torch;

namespace TorchTss.Tests.Checkpoints;

[NonParallelizable] // the default device is global
public sealed class MetaDeviceTests
{
    [Test]
    public void Modules_have_no_memory_and_everything_after_has()
    {
        using var scope = NewDisposeScope();
        using var norm = MetaDevice.Build(() => nn.BatchNorm2d(3));
        Assert.That(norm.parameters().Concat(norm.buffers()).Where(t => t.is_floating_point()).All(t => t.is_meta), Is.True);
        Assert.That(() => MetaDevice.Build<nn.Module>(() => throw new InvalidOperationException()), Throws.InvalidOperationException);
        Assert.That(zeros(1).is_meta, Is.False);
    }
}
