using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

/// <summary>Statistics and values that the official classes gave on CPU in float32: stable-diffusion specification §9.</summary>
public sealed class GoldenTests
{
    private readonly UNet _a = Toy.Filled(new UNet(Toy.UNetA));
    private readonly UNet _c = Toy.Filled(new UNet(Toy.UNetC));
    private readonly Autoencoder _d = Toy.Filled(new Autoencoder(Toy.AutoencoderD));
    private static readonly AutoencoderTiles _tiles = new(64, 8);

    private static Tensor Sample => Toy.Input("sample", 2, 4, 16, 16);

    private static Tensor Odd => Toy.Input("odd", 1, 4, 15, 13);

    private static Tensor BothTimesteps => tensor(new[] { 999.0, 17.0 });

    private static Tensor Columns => (200 + 40 * arange(16, float64)).view(1, 1, 16).expand(1, 16, 16);

    private static Tensor OddMap => 100 + 10 * arange(15, float64).view(1, 15, 1) + 50 * arange(13, float64).view(1, 1, 13);

    [OneTimeTearDown]
    public void Free()
    {
        _a.Dispose();
        _c.Dispose();
        _d.Dispose();
    }

    [Test]
    public void Time_embedding() => Check(
        () => Toy.Filled(new TimeEmbeddingOnly()).Of(new Sinusoid(32).Of(BothTimesteps)),
        -0.0270419, 0.4215864, 1.146827, [-0.294993, -0.31821, 0.502235, -0.370298, -0.392899, -0.281376, -0.033195, -0.115491],
        [0.312823, 0.293773]);

    [Test]
    public void A1_unet_with_convolution_projections() => Check(
        () => Toy.Run(Toy.Filled(new UNet(Toy.UNetA with { LinearProjection = false })), Sample, BothTimesteps, Toy.Text()),
        0.0283149, 0.6734864, 2.561873, [-0.167723, -0.17055, -0.283618, 0.016738, 0.226328, 0.411137, 0.326899, 0.14508], [0.367235, 0.397448]);

    [Test]
    public void A2_unet_with_linear_projections() => Check(
        () => Toy.Run(_a, Sample, BothTimesteps, Toy.Text()),
        0.0283149, 0.6734864, 2.561872, [-0.167723, -0.17055, -0.283618, 0.016738, 0.226328, 0.411137, 0.326899, 0.14508], [0.367235, 0.397448]);

    [Test]
    public void A2_unet_at_an_odd_size() => Check(
        () => Toy.Run(_a, Odd, tensor(500.0), Toy.Text(1)),
        0.0346895, 0.5657287, 1.917868, [-0.479087, 0.408404, 0.379653, -0.230728, 0.109361, -0.083547, 0.537754, 0.889669], [-0.354588, -0.575024]);

    [Test]
    public void B_controlnet_and_the_unet_it_steers()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var controlNet = Toy.Filled(new ControlNet(Toy.ControlNetA));
        var levels = Toy.Levels(BothTimesteps, Sample, 4);
        var hint = controlNet.EmbedHint(Toy.Input("hint", 2, 3, 128, 128) * 0.5 + 0.5);
        var residuals = controlNet.call(Sample, levels, Toy.Text(), hint, 0.7);
        Check(() => residuals.Middle!,
            0.0900155, 2.3787865, 8.701171, [0.648564, 0.506377, 3.020007, -0.881499, -1.724771, -0.376264, 1.284233, -0.651422],
            [2.921754, -0.075283]);
        Check(() => residuals.Skips[0],
            0.0014748, 0.3991165, 1.683006, [-0.03633, 0.534758, 0.240004, 0.10114, 0.195043, -0.192442, -0.124785, 0.321464], [0.093239, 0.205355]);
        Check(() => residuals.Skips[11],
            -0.0792595, 2.1241892, 8.713234, [0.538851, -1.033741, 1.20908, -4.425094, -2.61856, -1.899655, 0.398043, -1.479267],
            [-3.506324, -1.222196]);
        Check(() => _a.call(Sample, levels, Toy.Text(), residuals),
            0.0548319, 0.6707391, 2.340756, [0.150253, 0.246776, -0.243394, -0.248872, -0.066266, 0.057955, 0.004348, 0.085983],
            [0.222141, 0.357468]);
    }

    [Test]
    public void C_unet_with_pooled_text_and_time_ids() => Check(
        () => Toy.Run(_c, Sample, tensor(801.0), Toy.TextTime()),
        0.3296959, 0.6748769, 2.227449, [-0.047239, -0.746204, -0.663737, -0.842163, -0.427386, 0.05959, -0.132657, 0.806364], [0.376859, -0.171977]);

    [Test]
    public void D_autoencoder_moments()
    {
        Check(() => _d.Encode(Toy.Input("image", 1, 3, 64, 48)).Mean,
            -0.0299105, 0.4608321, 1.345273, [-0.105468, 0.501686, 0.16823, 0.815354, -0.209427, 0.161005, -0.051388, -0.069718],
            [0.622163, 0.436287]);
        Check(() => _d.Encode(Toy.Input("image", 1, 3, 64, 48)).LogVariance,
            -0.0832817, 0.4556463, 1.487510, [0.711327, 0.33458, -0.093979, 0.597514, -0.168525, -0.511291, 0.421493, 0.611306],
            [0.354359, 0.132253]);
    }

    [Test]
    public void D_autoencoder_picture() => Check(
        () => _d.Decode(Toy.Input("z", 1, 4, 8, 6)),
        0.1690753, 0.5707096, 3.482394, [0.336298, 0.543197, 0.414307, 0.397029, 0.341158, 0.411296, 0.476971, 0.573004], [-0.11243, 0.007087]);

    [Test]
    public void D_tiled_picture() => Check(
        () => _d.Decode(Toy.Input("z2", 1, 4, 20, 13), _tiles),
        0.2109899, 0.6801641, 4.590861, [0.301156, 0.47396, 0.529691, 0.582072, 0.509538, 0.499972, 0.497724, 0.517626], [0.23267, 0.073282]);

    [Test]
    public void D_tiled_moments() => Check(
        () => _d.Encode(Toy.Input("im2", 1, 3, 112, 80), _tiles).Mean,
        -0.0782880, 0.4138055, 1.620313, [0.047298, 0.166777, 0.516227, 0.241397, 0.0644, 0.382812, -0.015269, -0.092063], [0.684771, 0.496559]);

    [Test]
    public void E_area_map() => Check(
        () => Toy.Run(_a, Sample, Columns, Toy.Text()),
        0.0461265, 0.7051643, 2.564842, [0.106326, 0.044718, -0.263503, 0.004585, 0.258387, 0.280456, 0.24029, 0.328212], [0.374221, 0.34514]);

    [Test]
    public void E_nearest_map() => Check(
        () => Toy.Run(_a, Sample, Columns, Toy.Text(), new NearestLevelMap()),
        0.0503993, 0.6946849, 2.381379, [0.112587, 0.143042, -0.263669, 0.005282, 0.30248, 0.306503, 0.204991, 0.255412], [0.346121, 0.329846]);

    [Test]
    public void E_area_map_at_an_odd_size() => Check(
        () => Toy.Run(_a, Odd, OddMap, Toy.Text(1)),
        0.0318099, 0.5760159, 1.962287, [-0.484704, 0.369512, 0.381289, -0.180409, 0.025548, -0.12923, 0.41648, 0.599864], [-0.277789, -0.503194]);

    [Test]
    public void E_nearest_map_at_an_odd_size() => Check(
        () => Toy.Run(_a, Odd, OddMap, Toy.Text(1), new NearestLevelMap()),
        0.0327540, 0.5807854, 1.881296, [-0.416365, 0.478148, 0.558177, -0.078317, 0.07067, -0.145779, 0.33163, 0.480985], [-0.260886, -0.515338]);

    [Test]
    public void E_area_map_where_each_row_has_its_own_added_embedding() => Check(
        () => Toy.Run(_c, Sample, Columns, Toy.TextTime()),
        0.2661711, 0.6662457, 2.429126, [0.129306, -0.690255, -0.735769, -0.813985, -0.348311, 0.346041, -0.057564, 0.610525], [0.224675, -0.050628]);

    private static void Check(Func<Tensor> run, double mean, double deviation, double max, double[] first, double[] last)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var values = run().to(float64).flatten();
        double[] statistics = [values.mean().item<double>(), values.std(false).item<double>(), values.abs().max().item<double>()];
        double[] actual = [.. statistics, .. values[..8].data<double>(), .. values[^2..].data<double>()];
        Assert.That(actual, Is.EqualTo((double[])[mean, deviation, max, .. first, .. last]).Within(2e-5));
    }

    /// <summary>The time embedding under its name in a network, because the fill goes by name.</summary>
    private sealed class TimeEmbeddingOnly : nn.Module
    {
        [TorchSharp.Utils.ComponentName(Name = "time_embedding")] private readonly TimestepEmbedding _time = new(32, 128);

        public TimeEmbeddingOnly() : base(nameof(TimeEmbeddingOnly)) => RegisterComponents();

        public Tensor Of(Tensor x) => _time.call(x);
    }
}
