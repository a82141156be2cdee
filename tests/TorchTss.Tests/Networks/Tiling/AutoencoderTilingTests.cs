using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Imaging;
using TorchTss.Networks;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks.Tiling;

public sealed class AutoencoderTilingTests
{
    private static readonly string[] _kinds =
        [.. Catalog<IAutoencoderTiling>.Entries.Select(e => e.Name), "fast:color-fix=true", "merged:fade=4", "fast:fade=3"];

    [Test]
    public void A_picture_that_one_tile_covers_is_not_cut([ValueSource(nameof(_kinds))] string kind)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var autoencoder = Toy.Filled(new Autoencoder(Toy.AutoencoderD));
        using var picture = TileSource.Of(Toy.Input("image", 1, 3, 64, 48));
        using var latent = TileSource.Of(Toy.Input("z", 1, 4, 8, 6));
        Assert.That(autoencoder.Encode(picture, Tiling(kind)).Mean.eq(autoencoder.Encode(picture, null).Mean).all().item<bool>(), Is.True);
        Assert.That(autoencoder.Decode(latent, Tiling(kind)).eq(autoencoder.Decode(latent, null)).all().item<bool>(), Is.True);
    }

    [TestCase(1, 201, 83)]
    [TestCase(1, 9, 301)]
    [TestCase(2, 136, 152)]
    public void Any_size_is_encoded_from_tiles(int batch, int height, int width)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var autoencoder = Toy.Filled(new Autoencoder(Toy.AutoencoderD));
        using var picture = TileSource.Of(Toy.Input("image", batch, 3, height, width));
        var whole = autoencoder.Encode(picture, null).Mean;
        foreach (var kind in _kinds) AssertNear(autoencoder.Encode(picture, Tiling(kind)).Mean, whole, kind);
    }

    [TestCase(1, 33, 29)]
    [TestCase(2, 3, 37)]
    public void Any_size_is_decoded_from_tiles(int batch, int height, int width)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var autoencoder = Toy.Filled(new Autoencoder(Toy.AutoencoderD));
        using var latent = TileSource.Of(Toy.Input("z", batch, 4, height, width));
        var whole = autoencoder.Decode(latent, null);
        foreach (var kind in _kinds) AssertNear(autoencoder.Decode(latent, Tiling(kind)), whole, kind);
    }

    [Test]
    public void Bands_come_from_top_to_bottom_and_are_the_whole([ValueSource(nameof(_kinds))] string kind)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var autoencoder = Toy.Filled(new Autoencoder(Toy.AutoencoderD));
        using var latent = TileSource.Of(Toy.Input("z", 1, 4, 70, 29));
        Tensor[] bands = [.. autoencoder.DecodeBands(latent, Tiling(kind))];
        foreach (var band in bands) scope.Attach(band);
        Assert.That(bands, Has.Length.GreaterThan(1));
        Assert.That(bands.Select(b => b.size(2)), Is.All.LessThan(70 * 8 / 2));
        Assert.That(cat(bands, 2).eq(autoencoder.Decode(latent, Tiling(kind))).all().item<bool>(), Is.True);
    }

    [Test, NonParallelizable] // counts every tensor of the thread
    public void Bands_that_nobody_asks_for_leave_nothing_behind([ValueSource(nameof(_kinds))] string kind, [Values(0, 1, 2, 100)] int asked)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var autoencoder = Toy.Filled(new Autoencoder(Toy.AutoencoderD));
        using var latent = TileSource.Of(Toy.Input("z", 1, 4, 70, 29));
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        foreach (var band in autoencoder.DecodeBands(latent, Tiling(kind)).Take(asked)) band.Dispose();
        Assert.That(DisposeScopeManager.Statistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    [Test]
    public void Items_of_a_batch_do_not_know_each_other([Values("overlap", "merged")] string kind) // the small copy of fast has one mean for all
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var decoder = Toy.Filled(new Decoder(Toy.AutoencoderD));
        var (x, part) = (Toy.Input("z", 2, 4, 33, 20), AutoencoderPart.Of(decoder, Toy.AutoencoderD));
        using var both = TileSource.Of(x);
        using var second = TileSource.Of(x.narrow(0, 1, 1));
        var difference = Tiling(kind).Run(part, both).narrow(0, 1, 1) - Tiling(kind).Run(part, second);
        Assert.That(difference.abs().max().item<float>(), Is.LessThan(1e-4));
    }

    [Test] // so the steps are the network, and the statistics of the small copy those of its norms
    public void Steps_with_a_pictures_own_statistics_are_the_network([Values] bool decoder)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using nn.Module network = decoder ? Toy.Filled(new Decoder(Toy.AutoencoderD)) : Toy.Filled(new Encoder(Toy.AutoencoderD));
        var part = network is Decoder d ? AutoencoderPart.Of(d, Toy.AutoencoderD) : AutoencoderPart.Of((Encoder)network, Toy.AutoencoderD);
        using var source = TileSource.Of(decoder ? Toy.Input("z", 2, 4, 9, 7) : Toy.Input("image", 2, 3, 64, 48));
        var walk = new NormWalk(part.Steps, part.Cut(source, new(0, 0, source.Width, source.Height)));
        var own = new List<NormStatistics>();
        while (walk.Advance(own) is { } norm) own.Add(NormStatistics.Of(norm, walk.X));
        Assert.That(own, Has.Count.EqualTo(part.Norms));
        Assert.That((walk.X - part.Whole(source)).abs().max().item<float>(), Is.LessThan(1e-5));
    }

    [Test]
    public void Statistics_are_averaged_by_pixels()
    {
        using var scope = NewDisposeScope();
        var average = new NormAverage();
        average.Add(new(tensor(new float[] { 1, 10 }), tensor(new float[] { 2, 4 })), 30);
        average.Add(new(tensor(new float[] { 5, 20 }), tensor(new float[] { 6, 8 })), 10);
        var result = average.Result();
        Assert.That(result.Mean.data<float>(), Is.EqualTo(new[] { 2, 12.5f }));
        Assert.That(result.Variance.data<float>(), Is.EqualTo(new[] { 3, 5f }));    // the means lie apart; that does not count
    }

    [Test]
    public void Bytes_are_encoded_as_their_floats_are([Values("overlap", "merged", "fast")] string kind)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var autoencoder = Toy.Filled(new Autoencoder(Toy.AutoencoderD));
        var image = new Image8(150, 144);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)(i * 7 % 251);
        var floats = tensor(image.Pixels.Select(v => (float)(v / 255.0 * 2 - 1)).ToArray(), [1, 144, 150, 3]).permute(0, 3, 1, 2);
        using var bytes = TileSource.Of(image);
        using var source = TileSource.Of(floats);
        var (actual, expected) = (autoencoder.Encode(bytes, Tiling(kind)), autoencoder.Encode(source, Tiling(kind)));
        Assert.That(actual.Mean.eq(expected.Mean).all().item<bool>(), Is.True);
        Assert.That(actual.Mean.dtype, Is.EqualTo(float32));
    }

    [Test]
    public void A_network_of_half_precision_answers_in_the_pictures_own([Values("overlap", "merged", "fast")] string kind)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var autoencoder = Toy.Filled(new Autoencoder(Toy.AutoencoderD));
        using var latent = TileSource.Of(Toy.Input("z", 1, 4, 33, 20));
        var exact = autoencoder.Decode(latent, Tiling(kind));
        new DeterministicFill().Into(autoencoder, new Compute(CPU, bfloat16));
        var half = autoencoder.Decode(latent, Tiling(kind));
        Assert.That(half.dtype, Is.EqualTo(float32));
        Assert.That((half - exact).abs().mean().item<float>() / exact.abs().mean().item<float>(), Is.InRange(1e-6, 0.03));
    }

    [Test]
    public void The_colour_fix_merges_what_lies_behind_the_first_level()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var flat = Toy.AutoencoderD with { Channels = [32] };   // no level behind the first: nothing is left to merge
        using var encoder = Toy.Filled(new Encoder(flat));
        var part = AutoencoderPart.Of(encoder, flat);
        using var source = TileSource.Of(Toy.Input("image", 1, 3, 30, 170));
        var (fast, fix) = (Tiling("fast").Run(part, source), Tiling("fast:color-fix=true").Run(part, source));
        Assert.That(fix.eq(fast).all().item<bool>(), Is.True);

        using var deep = Toy.Filled(new Encoder(Toy.AutoencoderD));
        var whole = AutoencoderPart.Of(deep, Toy.AutoencoderD);
        var (fast2, fix2) = (Tiling("fast").Run(whole, source), Tiling("fast:color-fix=true").Run(whole, source));
        Assert.That(fix2.eq(fast2).all().item<bool>(), Is.False);
    }

    private static IAutoencoderTiling Tiling(string kind) => Catalog<IAutoencoderTiling>.Create(
        $"{kind}{(kind.Contains(':', StringComparison.Ordinal) ? "," : ":")}encoder-tile=64,decoder-tile=8", "kind");

    /// <summary>Tiles are not the whole, but closer to it than its mean is. What a copy of 8 positions measures says too little for that.</summary>
    private static void AssertNear(Tensor actual, Tensor whole, string kind)
    {
        Assert.That(actual.shape, Is.EqualTo(whole.shape), kind);
        var error = ((actual - whole).square().mean() / whole.var()).item<float>();
        Assert.That(error, kind.StartsWith("fast", StringComparison.Ordinal) ? Is.Not.NaN : Is.LessThan(1), kind);
    }
}
