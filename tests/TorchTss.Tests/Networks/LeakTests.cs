using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Networks;
using TorchTss.Networks.Supir;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

/// <summary>Forward passes leave nothing behind but their answer.</summary>
[NonParallelizable] // counts every tensor of the process
public sealed class LeakTests
{
    [Test]
    public void Unet_and_controlnet_keep_nothing()
    {
        using var off = no_grad();
        using var unet = new UNet(Toy.UNetC);
        using var controlNet = new ControlNet(Toy.ControlNetC);
        Assert.That(Left(() =>
        {
            using var scope = NewDisposeScope();
            var latent = Toy.Input("sample", 2, 4, 9, 7);
            var levels = Toy.Levels(arange(63).view(1, 9, 7), latent, 3);
            var residuals = controlNet.call(latent, levels, Toy.TextTime(), controlNet.EmbedHint(zeros(1, 3, 72, 56)), 1);
            unet.call(latent, levels, Toy.TextTime(), residuals);
        }), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Without_a_scope_only_the_answer_lives()
    {
        using var off = no_grad();
        using var unet = new UNet(Toy.UNetA);
        using var autoencoder = new Autoencoder(Toy.AutoencoderD);
        using var x = Toy.Input("sample", 1, 4, 8, 8);
        using var picture = zeros(1, 3, 72, 40);
        using var text = Toy.Input("ctx", 1, 5, 24);
        using var scope = NewDisposeScope();
        var levels = Toy.Levels(arange(64).view(1, 8, 8), x, 4);
        Assert.That(Left(() => unet.call(x, levels, new Conditioning(text), ControlResiduals.None).Dispose()), Is.EqualTo((0, 0)));
        Assert.That(Left(() => autoencoder.Decode(x, new(32, 4)).Dispose()), Is.EqualTo((0, 0)));
        Assert.That(Left(() =>
        {
            var posterior = autoencoder.Encode(picture, new(32, 4));
            posterior.Mean.Dispose();
            posterior.LogVariance.Dispose();
        }), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Every_tiling_keeps_nothing_but_the_answer()
    {
        using var off = no_grad();
        using var autoencoder = new SupirAutoencoder(Toy.AutoencoderD);
        using var x = Toy.Input("sample", 1, 4, 33, 8);
        var image = new Image8(40, 136);
        foreach (var kind in Catalog<IAutoencoderTiling>.Entries.Select(e => e.Name).Append("fast:color-fix=true,fade=2"))
        {
            var tiling = Catalog<IAutoencoderTiling>.Create($"{kind}{(kind.Contains(':') ? "," : ":")}encoder-tile=64,decoder-tile=8", "");
            Assert.That(Left(() =>
            {
                using var picture = TileSource.Of(image);
                var posterior = autoencoder.EncodeDenoised(picture, tiling);
                posterior.Mean.Dispose();
                posterior.LogVariance.Dispose();
            }), Is.EqualTo((0, 0)), kind);
            Assert.That(Left(() =>
            {
                using var latent = TileSource.Of(x);
                autoencoder.Decode(latent, tiling).Dispose();
            }), Is.EqualTo((0, 0)), kind);
        }
    }

    /// <summary>Tensors that a second run leaves alive: in the process, and counted by the scopes of this thread.</summary>
    private static (long Process, long Thread) Left(Action run)
    {
        run();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        var (before, live) = (Tensor.TotalCount, statistics.ThreadTotalLiveCount);
        run();
        return (Tensor.TotalCount - before, statistics.ThreadTotalLiveCount - live);
    }
}
