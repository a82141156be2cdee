using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Tests;

[NonParallelizable]
public sealed class SuperResolverTests
{
    private static readonly Image8 _busy = Picture(20, 16, flat: false), _flat = Picture(16, 16, flat: true);
    private SuperResolver _resolver = null!;

    [OneTimeSetUp]
    public void Open() => _resolver = SuperResolver.Open(new RunSettings { Device = "cpu" });

    [OneTimeTearDown]
    public void Close() => _resolver.Dispose();

    [TestCase("euler")]
    [TestCase("ddim")]
    [TestCase("ddpm")]
    [TestCase("dpmpp-2m")]
    [TestCase("dpmpp-2m-sde")]
    [TestCase("unipc")]
    public void N_of_one_is_the_plain_host_bit_for_bit(string sampler)
    {
        var plain = Run(_busy, new() { Sampler = sampler, Steps = 3 });
        Assert.That(Run(_busy, new() { Sampler = sampler, Steps = 3, Tss = new() { Tds = true, N = 1, A = 0.45 } }), Is.EqualTo(plain), "TDS");
        Assert.That(Run(_busy, new() { Sampler = sampler, Steps = 3, Tss = new() { Tds = true, Sds = true, NRange = new(1, 1) } }),
            Is.EqualTo(plain), "TDS and SDS");
        Assert.That(Run(_busy, new() { Sampler = sampler, Steps = 3, Tss = new() { Tds = true, N = 2 } }), Is.Not.EqualTo(plain), "and n = 2 is not");
    }

    [Test]
    public void A_constant_map_is_the_scalar_bit_for_bit()
    {
        // A flat picture has v = 0 everywhere, so SDS gives every position n_min and a_min.
        var scalar = Run(_flat, new() { Steps = 3, Tss = new() { Tds = true, N = 1.3, A = 0.4 } });
        Assert.That(Run(_flat, new() { Steps = 3, Tss = new() { Tds = true, Sds = true, NRange = new(1.3, 2), ARange = new(0.4, 0.6) } }),
            Is.EqualTo(scalar));
    }

    [Test]
    public void Sds_differs_from_tds_where_the_picture_is_busy()
    {
        var tds = Run(_busy, new() { Steps = 3, Tss = new() { Tds = true } });
        Assert.That(Run(_busy, new() { Steps = 3, Tss = new() { Tds = true, Sds = true } }), Is.Not.EqualTo(tds));
    }

    [Test]
    public void The_same_seed_gives_the_same_pixels_in_any_order_of_pictures()
    {
        var first = Run(_busy, new() { Steps = 2, Seed = 3 });
        Run(_flat, new() { Steps = 2, Seed = 9 });
        Assert.That(Run(_busy, new() { Steps = 2, Seed = 3 }), Is.EqualTo(first));
        Assert.That(Run(_busy, new() { Steps = 2, Seed = 4 }), Is.Not.EqualTo(first));
    }

    [Test]
    public void Steps_that_repeat_an_index_change_nothing_and_stay_finite()
    {
        var many = _resolver.Run(_flat, new RunSettings { Steps = 30, Tss = new() { Tds = true, N = 3 } });
        Assert.That(many.Steps.Zip(many.Steps.Skip(1)).Any(p => p.First.TimestepMaximum == p.Second.TimestepMaximum), "two equal indices");
        Assert.That(many.Image.Pixels.Distinct().Count(), Is.GreaterThan(1));
    }

    [TestCase("fp32")]
    [TestCase("bf16")]
    public void Tiles_change_a_picture_only_a_little(string dtype)
    {
        using var resolver = SuperResolver.Open(new RunSettings { Device = "cpu", Dtype = dtype });
        var picture = new Image8(48, 24,
            [.. Enumerable.Range(0, 48 * 24 * 3).Select(i => (byte)(128 + 90 * Math.Sin(i / 3 % 48 / 5.0) * Math.Cos(i / 144 / 3.0)))]);
        var whole = resolver.Run(picture, new RunSettings { Steps = 1 }).Image.Pixels;
        var tiled = resolver.Run(picture, new RunSettings { Steps = 1, Tile = 96 }).Image.Pixels;
        Assert.That(tiled, Is.Not.EqualTo(whole), "it was tiled");
        Assert.That(tiled.Zip(whole, (a, b) => Math.Abs(a - b)).Average(), Is.LessThan(3));
    }

    [Test]
    public void Bf16_is_close_to_fp32()
    {
        using var resolver = SuperResolver.Open(new RunSettings { Device = "cpu", Dtype = "bf16" });
        var (half, full) = (resolver.Run(_busy, new RunSettings { Steps = 2 }).Image.Pixels, Run(_busy, new() { Steps = 2 }));
        Assert.That(half.Zip(full, (a, b) => Math.Abs(a - b)).Average(), Is.LessThan(4));
    }

    [Test]
    public void Odd_sizes_and_fractional_scales_come_back_as_asked()
    {
        var result = _resolver.Run(Picture(7, 13, flat: false), new RunSettings { Steps = 1, Scale = 2.5, Tss = new() { Sds = true } }).Image;
        Assert.That((result.Width, result.Height), Is.EqualTo((18, 32)), "17.5 and 32.5, ties to even");
    }

    [Test]
    public void Cancelling_ends_the_run_before_the_next_step()
    {
        using var source = new CancellationTokenSource();
        var seen = new List<int>();
        var progress = new Callback(step =>
        {
            seen.Add(step.Index);
            if (step.Index == 1) source.Cancel();
        });
        Assert.That(() => _resolver.Run(_flat, new RunSettings { Steps = 5 }, progress, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(seen, Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void All_problems_are_told_at_once() =>
        Assert.That(() => _resolver.Run(_flat, new RunSettings { Steps = 0, Sampler = "eular", Tss = new() { Tds = true, N = 0.5 } }),
            Throws.TypeOf<UsageException>()
                .With.Message.Contains("--steps 0").And.Message.Contains("--sampler eular").And.Message.Contains("--n 0.5"));

    [Test]
    public void Fifty_pictures_leave_no_tensor_and_no_memory_behind()
    {
        var settings = new RunSettings { Steps = 2, Sampler = "unipc", Tss = new() { Tds = true, Sds = true } };
        for (var i = 0; i < 5; i++) _resolver.Run(_busy, settings);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var live = DisposeScopeManager.Statistics.TensorStatistics;
        var (tensors, resident) = (live.ThreadTotalLiveCount, Environment.WorkingSet);
        for (var i = 0; i < 50; i++) _resolver.Run(_busy, settings with { Seed = i });
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.That(live.ThreadTotalLiveCount, Is.EqualTo(tensors));
        Assert.That(Environment.WorkingSet - resident, Is.LessThan(64L << 20), "resident memory is flat");
    }

    private byte[] Run(Image8 picture, RunSettings settings) => _resolver.Run(picture, settings).Image.Pixels;

    private static Image8 Picture(int width, int height, bool flat)
    {
        var random = new Random(width * 1000 + height);
        return new Image8(width, height,
            [.. Enumerable.Range(0, width * height * 3).Select(i => flat ? (byte)120 : (byte)(i / 3 % width < width / 2 ? 90 : random.Next(256)))]);
    }

    private sealed class Callback(Action<StepReport> report) : IProgress<StepReport>
    {
        public void Report(StepReport value) => report(value);
    }
}
