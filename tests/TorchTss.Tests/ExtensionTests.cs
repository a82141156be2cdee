using TorchSharp;
using TorchTss.Hosts;
using TorchTss.Imaging;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using TorchTss.Tests.Cli;
using static TorchSharp.torch;

namespace TorchTss.Tests;

/// <summary>A variant is one class in one file: these are declared here, and everything else knows them at once.</summary>
public sealed class ExtensionTests
{
    private readonly List<IDisposable> _added = [];

    [SetUp]
    public void AddThisAssembly() => _added.AddRange([
        Catalog<ISampler>.Add(typeof(ExtensionTests).Assembly),
        Catalog<ITimeWarp>.Add(typeof(ExtensionTests).Assembly), Catalog<IHostKind>.Add(typeof(ExtensionTests).Assembly),
        Catalog<IColorFix>.Add(typeof(ExtensionTests).Assembly)]);

    [TearDown]
    public void TakeItOut() => _added.ForEach(a => a.Dispose());

    [Test]
    public void Help_lists_a_new_variant_and_its_settings()
    {
        var help = CommandLine.Run("--help").Output;
        Assert.That(help, Does.Match(@"  heun +Heun's second-order step"));
        Assert.That(help, Does.Match(@"    correct=true +whether the second slope is used"));
        Assert.That(help, Does.Match(@"  square +t²/T"));
    }

    [Test]
    public void Errors_name_a_new_variant() =>
        Assert.That(CommandLine.Run("--sampler", "huen").Error,
            Does.StartWith("tss: --sampler huen: unknown, did you mean heun? known: ddim, ddpm, dpmpp-2m, dpmpp-2m-sde, euler, heun, unipc"));

    [Test]
    public void A_run_uses_new_variants()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(new Image8(8, 8, [.. Enumerable.Range(0, 192).Select(i => (byte)i)]), folder.File("in.png"));
        var run = CommandLine.Run(
            folder.File("in.png"), "--sampler", "heun:correct=false", "--warp", "square", "--tds",
            "--color-fix", "grey", "--steps", "2", "--output", folder.File("out.png"));
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Lines[4], Does.StartWith("  step 2/2  t 250 "), "999·(1/2)²  rounded");
        var pixels = ImageFile.Read(folder.File("out.png")).Pixels;
        Assert.That(pixels, Has.All.EqualTo(pixels[0]));
    }

    [Test]
    public void A_new_host_is_run_by_name()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(new Image8(6, 5, [.. Enumerable.Range(0, 90).Select(i => (byte)(i * 2))]), folder.File("in.png"));
        var run = CommandLine.Run(folder.File("in.png"), "--host", "echo", "--tds", "--sds", "--output", folder.File("out.png"));
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Lines[0], Does.StartWith("host echo on cpu fp32"));
        Assert.That(ImageFile.ReadInfo(folder.File("out.png")), Is.EqualTo(ImageFile.ReadInfo(folder.File("in.png")) with { Width = 12, Height = 10 }));
        Assert.That(CommandLine.Run("--host", "ehco").Error, Does.StartWith("tss: --host ehco: unknown, did you mean echo? known: controlnet, echo, supir, tiny"));
    }

    [Test]
    public void A_new_host_is_told_of_the_runs_to_come()
    {
        IHostKind kind = new EchoHostKind();
        using var host = (EchoHost)kind.Open(new RunSettings { Host = "echo" }, Compute.Reference, [new RunSettings { Steps = 3 }, new RunSettings()]);
        Assert.That(host.Expected.Select(s => s.Steps), Is.EqualTo(new int?[] { 3, 2 }), "resolved");
    }

    [Named("echo", "gives back the enlarged picture (test)")]
    private sealed class EchoHostKind : IHostKind
    {
        public HostProfile Describe(RunSettings settings) => new()
        {
            Table = NoiseTable.ScaledLinear(),
            Grid = Catalog<IBaseGrid>.Create("uniform", "the echo host"),
            LatentFactor = 4,
            NRange = new(1, 2),
            ARange = new(0.4, 0.6),
            Defaults = new HostDefaults { Prediction = "sample", Steps = 2, Scale = 2, ColorFix = "none" },
        };

        public IHost Open(RunSettings settings, Compute compute) => new EchoHost(Describe(settings));
    }

    private sealed class EchoHost(HostProfile profile) : IHost
    {
        public HostProfile Profile => profile;

        public IReadOnlyCollection<RunSettings> Expected { get; private set; } = [];

        public void Expect(IReadOnlyCollection<RunSettings> runs) => Expected = runs;

        public Frame Prepare(Image8 input, RunSettings settings)
        {
            var upsampled = HostPicture.Enlarge(input, settings.Scale!.Value);
            return new Frame(input, upsampled, HostPicture.PadToMultiple(upsampled, profile.LatentFactor));
        }

        public HostTask Begin(Frame frame, RunSettings settings, Tensor startSigma, INoise noise)
        {
            var start = noise.Draw("start", [1, 4, frame.Padded.Height / 4, frame.Padded.Width / 4]);
            return new HostTask((x, _, _) => zeros_like(x), start);
        }

        public Tensor Decode(Tensor latent, Frame frame, RunSettings settings) => ImageTensor.From(frame.Upsampled);

        public Image8 Finish(Tensor latent, HostTask task, Frame frame, RunSettings settings) => frame.Upsampled;

        public void Dispose()
        {
        }
    }

    [Named("heun", "Heun's second-order step (Karras et al. 2022, Algorithm 1)")]
    private sealed class HeunSampler(HeunOptions options) : ISampler
    {
        public Tensor Step(Tensor x, SamplerStep step, Denoise denoise)
        {
            using var scope = NewDisposeScope();
            var (sigma, next) = (step.From.Sigma.to(float32), step.To.Sigma.to(float32));
            var slope = (x - denoise(x, step.From.Sigma, step)) / sigma;
            var euler = x + slope * (next - sigma);
            if (step.IsLast || !options.Correct) return euler.MoveToOuterDisposeScope();
            var second = (euler - denoise(euler, step.To.Sigma, step)) / next;
            return (x + (slope + second) / 2 * (next - sigma)).MoveToOuterDisposeScope();
        }
    }

    private sealed record HeunOptions
    {
        [Setting("whether the second slope is used")]
        public bool Correct { get; init; } = true;
    }

    [Named("square", "t²/T, a warp that ignores a and n (test)")]
    private sealed class SquareWarp : ITimeWarp
    {
        public bool UsesPower => false;

        public bool UsesTransition => false;

        public Tensor Apply(Tensor t, Tensor a, Tensor n, double top) => t * t / top;
    }

    [Named("grey", "every pixel the same grey (test)")]
    private sealed class GreyFix : IColorFix
    {
        public Tensor Apply(Tensor restored, Tensor source) => torch.full_like(restored, 0.25);
    }
}
