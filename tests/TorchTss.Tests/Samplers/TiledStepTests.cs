using TorchSharp;
using TorchTss.Runtime;
using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

public sealed class TiledStepTests
{
    private static readonly string[] _samplers = ["euler:churn=5", "ddim", "ddpm", "dpmpp-2m", "dpmpp-2m-sde", "unipc", "unipc:order=3"];

    [TestCaseSource(nameof(_samplers))]
    public void A_model_that_works_position_by_position_gives_the_same_in_tiles(string sampler)
    {
        using var scope = NewDisposeScope();
        using var schedule = Maps(20, 16);
        var x = randn([1, 2, 20, 16], generator: new Generator(3)) * 14.6;
        var (whole, tiled) = (Run(sampler, Pointwise, x, schedule, null), Run(sampler, Pointwise, x, schedule, new TileGrid(8, 4)));
        Assert.That((tiled - whole).abs().max().item<float>(), Is.LessThan(2e-5f * whole.abs().max().item<float>()));
    }

    [TestCaseSource(nameof(_samplers))]
    public void A_latent_that_a_tile_covers_is_not_cut(string sampler)
    {
        using var scope = NewDisposeScope();
        using var schedule = Maps(20, 16);
        var x = randn([1, 2, 20, 16], generator: new Generator(3)) * 14.6;
        var (whole, tiled) = (Run(sampler, Looking, x, schedule, null), Run(sampler, Looking, x, schedule, new TileGrid(24, 8)));
        Assert.That(tiled.equal(whole).all().item<bool>(), Is.True);
    }

    [Test]
    public void Each_tile_sees_its_own_part_of_levels_noise_and_what_was_made_for_the_whole()
    {
        using var scope = NewDisposeScope();
        using var schedule = Maps(12, 12);
        var places = arange(144, float32).view(1, 1, 12, 12);
        var seen = new List<(int Tile, bool Fits)>();
        Denoise denoise = (x, sigma, step) =>
        {
            var window = step.Window!.Value;
            Tensor Part(Tensor t) => t[.., .., window.Y..(window.Y + window.Height), window.X..(window.X + window.Width)];
            var fits = step.Cut(places).equal(Part(places)).all().item<bool>() && sigma.equal(Part(schedule.Steps[step.Index].From.Sigma)).all().item<bool>();
            seen.Add((step.Tile, fits));
            return x * 0.5;
        };
        SamplingLoop.Run(Trajectory.Sampler("euler"), denoise, randn(1, 1, 12, 12), schedule, new SeededNoise(1), tiles: new TileGrid(8, 4));
        Assert.That(seen, Is.EqualTo(Enumerable.Range(0, schedule.Count).SelectMany(_ => Enumerable.Range(0, 4)).Select(tile => (tile, true))));
    }

    [Test]
    public void A_watcher_sees_the_x0_of_the_whole_latent()
    {
        using var scope = NewDisposeScope();
        using var schedule = Maps(12, 20);
        var watcher = new Trajectory();
        SamplingLoop.Run(
            Trajectory.Sampler("euler"), (x, _, _) => full_like(x, 3), randn(1, 2, 12, 20), schedule, new SeededNoise(1), watcher, tiles: new TileGrid(8, 8));
        Assert.Multiple(() =>
        {
            Assert.That(watcher.Denoised.Select(d => d.Length), Is.All.EqualTo(2 * 12 * 20));
            Assert.That(watcher.Denoised.SelectMany(d => d), Is.All.EqualTo(3).Within(1e-5));
        });
    }

    [Test]
    public void Cancellation_is_looked_at_between_tiles()
    {
        using var scope = NewDisposeScope();
        using var schedule = Maps(12, 12);
        using var cancel = new CancellationTokenSource();
        var asked = 0;
        Denoise denoise = (x, _, _) =>
        {
            asked++;
            cancel.Cancel();
            return x.alias();
        };
        Assert.That(
            () => SamplingLoop.Run(
                Trajectory.Sampler("euler"), denoise, randn(1, 1, 12, 12), schedule, new SeededNoise(1), cancellation: cancel.Token, tiles: new TileGrid(8, 4)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(asked, Is.EqualTo(1));
    }

    [Test, NonParallelizable] // counts every tensor of the process
    public void Leaves_no_tensor_behind()
    {
        Once();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 3; i++) Once();
        Assert.That(DisposeScopeManager.Statistics.ThreadTotalLiveCount, Is.EqualTo(before));

        static void Once()
        {
            using var scope = NewDisposeScope();
            using var schedule = Maps(20, 16);
            Run("dpmpp-2m-sde", Pointwise, randn(1, 2, 20, 16), schedule, new TileGrid(8, 4));
            Run("euler:churn=5", Pointwise, randn(1, 2, 20, 16), schedule, new TileGrid(8, 4));
        }
    }

    [Test, NonParallelizable] // counts every tensor of the process
    public void A_sampler_that_fails_after_asking_leaves_nothing_behind()
    {
        Once();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Once();
        Assert.That(DisposeScopeManager.Statistics.ThreadTotalLiveCount, Is.EqualTo(before));

        static void Once()
        {
            using var scope = NewDisposeScope();
            using var schedule = Maps(12, 12);
            Assert.That(
                () => SamplingLoop.Run(new FailingSampler(), Pointwise, randn(1, 1, 12, 12), schedule, new SeededNoise(1), new Trajectory()),
                Throws.InvalidOperationException);
        }
    }

    private sealed class FailingSampler : ISampler
    {
        public Tensor Step(Tensor x, SamplerStep step, Denoise denoise)
        {
            using var scope = NewDisposeScope();
            denoise(x, step.From.Sigma, step);
            throw new InvalidOperationException("after asking");
        }
    }

    private static Tensor Run(string sampler, Denoise denoise, Tensor x, TorchTss.Schedules.SamplingSchedule schedule, TileGrid? tiles) =>
        SamplingLoop.Run(Trajectory.Sampler(sampler), denoise, x, schedule, new SeededNoise(1), tiles: tiles);

    /// <summary>Five levels that differ from position to position, then clean.</summary>
    private static TorchTss.Schedules.SamplingSchedule Maps(int height, int width)
    {
        var v = linspace(0, 1, height * width, float64).view(1, 1, height, width);
        return new([.. new[] { 999.0, 800, 550, 300, 90 }.Select(t =>
        {
            var timestep = (t - (t < 999 ? 60 : 0) * v).round();
            return new TorchTss.Schedules.NoiseLevel(Trajectory.Table.SigmaAt(timestep), timestep);
        }), TorchTss.Schedules.NoiseLevel.Clean()]);
    }

    private static Tensor Pointwise(Tensor x, Tensor sigma, SamplerStep step)
    {
        using var scope = NewDisposeScope();
        return (x / (1 + sigma.square()).to(float32)).tanh().MoveToOuterDisposeScope();
    }

    /// <summary>Looks at all that it is given, so that tiles would differ.</summary>
    private static Tensor Looking(Tensor x, Tensor sigma, SamplerStep step)
    {
        using var scope = NewDisposeScope();
        return (Pointwise(x, sigma, step) + x.mean()).MoveToOuterDisposeScope();
    }
}
