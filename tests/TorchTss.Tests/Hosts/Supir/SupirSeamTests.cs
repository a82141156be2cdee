using TorchTss.Hosts;
using TorchTss.Hosts.Supir;
using TorchTss.Imaging;
using TorchTss.Runtime;
using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Tests.Hosts.Supir;

/// <summary>On a smooth gradient, sampled without noise: what tiles change must not change faster where they meet than elsewhere.</summary>
public sealed class SupirSeamTests
{
    private const int Tile = 64, Stride = 32, Columns = 160, Neighbours = 8;
    private const double Visible = 2;

    [Test, Category("Slow")] // with weights of 1 everywhere, or of 0 and 1, steps of 3 to 7 appear
    public void Sampling_in_tiles_leaves_no_step_where_tiles_meet()
    {
        using var folder = new TemporaryFolder();
        var settings = new RunSettings
        {
            Host = "supir",
            Weights = SupirToy.Folder(folder.Path),
            MinSize = 64,
            Steps = 2,
            SChurn = 5,
            Tile = 256,
            Device = "cpu",
            Tss = new() { Tds = true, Sds = true },
        };
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var host = new SupirHostKind().Open(settings, Compute.Reference);
        var resolved = settings.Resolve(host.Profile);
        var frame = host.Prepare(Gradient(Columns * 8, Tile * 8), resolved);
        using var schedule = HostSchedule.Build(host.Profile, frame, resolved);
        var task = host.Begin(frame, resolved, schedule.Steps[0].From.Sigma, new Silence());

        var change = Latent(new TileGrid(Tile, Stride)) - Latent(null);
        // Averages down the columns: a step that runs along a border adds up, texture does not.
        var differences = (change.narrow(3, 1, Columns - 1) - change.narrow(3, 0, Columns - 1)).mean([2]);
        var steps = differences.square().sum([0, 1]).sqrt().data<float>().ToArray();
        var borders = Enumerable.Range(2, 2 * Columns / Stride - 3).Select(i => i * Stride / 2);      // where tiles begin and end, and midway between
        double[] seams = [.. borders.Select(b => steps[b - 1] / Median([.. steps[(b - Neighbours)..(b - 2)], .. steps[(b + 1)..(b + Neighbours)]]))];
        TestContext.Out.WriteLine(string.Join(", ", seams.Select(r => FormattableString.Invariant($"{r:F2}"))));
        Assert.That(steps.Max(), Is.GreaterThan(0), "tiles change something");
        Assert.That(seams, Is.All.LessThan(Visible));

        Tensor Latent(TileGrid? tiles) =>
            SamplingLoop.Run(Catalog<ISampler>.Create("euler", ""), task.Denoise, task.Start, schedule, new Silence(), tiles: tiles);
    }

    private static double Median(IEnumerable<float> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    private static Image8 Gradient(int width, int height)
    {
        var image = new Image8(width, height);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var (x, y, c) = (i / 3 % width / (double)width, i / 3 / width / (double)height, i % 3);
            image.Pixels[i] = (byte)Math.Round(30 + 150 * x + 20 * c * y);
        }
        return image;
    }

    /// <summary>Nothing of its own, so that all texture is the networks'.</summary>
    private sealed class Silence : INoise
    {
        public Tensor Draw(string name, ReadOnlySpan<long> shape) => zeros(shape.ToArray(), float32);
    }
}
