using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Networks.Tiling;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

public sealed class AutoencoderTests
{
    [Test]
    public void Tiles_that_cover_the_input_change_nothing()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var autoencoder = Toy.Filled(new Autoencoder(Toy.AutoencoderD));
        var (picture, latent) = (Toy.Input("image", 1, 3, 64, 48), Toy.Input("z", 1, 4, 8, 6));
        Assert.That(autoencoder.Encode(picture, new(64, 8)).Mean.eq(autoencoder.Encode(picture).Mean).all().item<bool>(), Is.True);
        Assert.That(autoencoder.Decode(latent, new(64, 8)).eq(autoencoder.Decode(latent)).all().item<bool>(), Is.True);
    }

    [Test] // the specification's rule, value by value: b[y] = a[size_a − e' + y]·(1 − y/e') + b[y]·(y/e'), upper neighbour first, then left, in place
    public void Tiles_fade_in_as_specified()
    {
        const int side = 8, step = 6, fade = 2, keep = 6, height = 15, width = 13;
        using var scope = NewDisposeScope();
        var calls = 0;
        // A network whose tiles disagree: each call adds its own number.
        using var source = TileSource.Of(Toy.Input("x", 1, 1, height, width));
        var actual = TileBlending.Run(source, w => source.Cut(w, float32, CPU) * 2 + ++calls, length => length, side, step, fade, keep);
        Assert.That(actual.shape, Is.EqualTo(new long[] { 1, 1, height, width }));

        var x = Toy.Input("x", 1, 1, height, width).data<float>().ToArray();
        var expected = new float[height * width];
        var tiles = new Dictionary<(int, int), float[,]>();
        for (var (i, k) = (0, 0); i * step < height; i++)
        {
            for (var j = 0; j * step < width; j++)
            {
                var tile = new float[Math.Min(side, height - i * step), Math.Min(side, width - j * step)];
                k++;
                Each(tile, (r, c) => tile[r, c] = x[(i * step + r) * width + j * step + c] * 2 + k);
                if (tiles.TryGetValue((i - 1, j), out var up))
                {
                    var e = Math.Min(Math.Min(up.GetLength(0), tile.GetLength(0)), fade);
                    Each(tile, (r, c) => tile[r, c] = r < e
                        ? up[up.GetLength(0) - e + r, c] * (1 - (float)r / e) + tile[r, c] * ((float)r / e)
                        : tile[r, c]);
                }
                if (tiles.TryGetValue((i, j - 1), out var left))
                {
                    var e = Math.Min(Math.Min(left.GetLength(1), tile.GetLength(1)), fade);
                    Each(tile, (r, c) => tile[r, c] = c < e
                        ? left[r, left.GetLength(1) - e + c] * (1 - (float)c / e) + tile[r, c] * ((float)c / e)
                        : tile[r, c]);
                }
                tiles[(i, j)] = tile;
                Each(tile, (r, c) =>
                {
                    if (r < keep && c < keep) expected[(i * step + r) * width + j * step + c] = tile[r, c];
                });
            }
        }
        Assert.That(actual.data<float>().ToArray(), Is.EqualTo(expected).Within(1e-6f));

        static void Each(float[,] tile, Action<int, int> visit)
        {
            for (var r = 0; r < tile.GetLength(0); r++)
            {
                for (var c = 0; c < tile.GetLength(1); c++) visit(r, c);
            }
        }
    }

    [Test]
    public void Without_quantisation_convolutions_the_keys_are_gone_and_nothing_else()
    {
        using var with = new Autoencoder(Toy.AutoencoderD);
        using var without = new Autoencoder(Toy.AutoencoderD with { QuantConv = false, PostQuantConv = false });
        Assert.That(ModuleKeys.Lines(ModuleKeys.Of(with)).Except(ModuleKeys.Lines(ModuleKeys.Of(without))), Is.EquivalentTo(
            ["post_quant_conv.bias [4]", "post_quant_conv.weight [4, 4, 1, 1]", "quant_conv.bias [8]", "quant_conv.weight [8, 8, 1, 1]"]));
    }

    [Test]
    public void Downsampling_pads_at_the_right_and_bottom_only()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var down = new AutoencoderDownsample(1);
        foreach (var parameter in down.parameters()) nn.init.zeros_(parameter);
        down.parameters().First()[0, 0, 0, 0] = tensor(1f);                          // the upper left tap alone
        var x = arange(16, float32).view(1, 1, 4, 4);
        Assert.That(down.call(x).flatten().data<float>(), Is.EqualTo(new float[] { 0, 2, 8, 10 }));
    }

    [Test]
    public void Posterior_clamps_the_log_variance()
    {
        using var scope = NewDisposeScope();
        var posterior = Posterior.Of(tensor(new float[] { 1, 2, -100, 100 }, [1, 4, 1, 1]));
        Assert.That(posterior.LogVariance.flatten().data<float>(), Is.EqualTo(new float[] { -30, 20 }));
        Assert.That(posterior.Sample(tensor(new float[] { 0, 1 }, [1, 2, 1, 1])).flatten().data<float>(),
            Is.EqualTo(new[] { 1, 2 + (float)Math.Exp(10) }).Within(1e-2));
    }
}
