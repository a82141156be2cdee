using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchTss.Hosts;
using TorchTss.Imaging;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss;

/// <summary>Restores pictures: the order of work that every host shares.</summary>
/// <remarks>Not for use by several threads at once. One opened instance restores any number of pictures, with settings of their own each.</remarks>
public sealed class SuperResolver : IDisposable
{
    private readonly IHost _host;

    /// <summary>Wraps an opened host and owns it.</summary>
    public SuperResolver(IHost host, Compute compute) => (_host, Compute) = (host, compute);

    /// <summary>Device and dtype of the networks.</summary>
    public Compute Compute { get; }

    /// <summary>Tables, grid and defaults of the host.</summary>
    public HostProfile Profile => _host.Profile;

    /// <summary>Opens the host that the settings name.</summary>
    /// <exception cref="UsageException">Settings that cannot be.</exception>
    /// <exception cref="UserException">Weights that are missing or do not fit.</exception>
    public static SuperResolver Open(RunSettings settings) => Open(settings, [settings]);

    /// <summary>The same when the runs that will come are known: their texts are encoded before the networks are loaded.</summary>
    /// <param name="settings">What is opened.</param>
    /// <param name="expected">Settings as <see cref="Run(Image8, RunSettings, IProgress{StepReport}?, CancellationToken)"/> will get them.</param>
    /// <exception cref="UsageException">Settings that cannot be.</exception>
    /// <exception cref="UserException">Weights that are missing or do not fit.</exception>
    public static SuperResolver Open(RunSettings settings, IReadOnlyCollection<RunSettings> expected)
    {
        settings.Check();
        var compute = Compute.Choose(settings.Device, settings.Dtype);
        return new SuperResolver(Catalog<IHostKind>.Create(settings.Host, "--host").Open(settings, compute, expected), compute);
    }

    /// <summary>Says which runs will come: their texts are encoded together, and text encoders are loaded once and not kept.</summary>
    /// <param name="runs">Settings as <see cref="Run(Image8, RunSettings, IProgress{StepReport}?, CancellationToken)"/> will get them.</param>
    /// <exception cref="UserException">Text encoders that cannot be loaded.</exception>
    public void Expect(IEnumerable<RunSettings> runs) => _host.Expect([.. runs.Select(s => s.Resolve(Profile))]);

    /// <summary>Restores one picture.</summary>
    /// <param name="input">Any size from 1×1 up.</param>
    /// <param name="settings">Nulls mean the host's defaults; host, weights, device and dtype are those it was opened with.</param>
    /// <param name="progress">Told after every iteration.</param>
    /// <param name="cancellation">Checked before every iteration.</param>
    /// <exception cref="UsageException">Settings that cannot be.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RunResult Run(Image8 input, RunSettings settings, IProgress<StepReport>? progress = null, CancellationToken cancellation = default)
    {
        settings.Check();
        var resolved = settings.Resolve(Profile);
        return Run(input, resolved, new SeededNoise(resolved.Seed, resolved.Sample), progress, watch: null, cancellation);
    }

    /// <summary>The same on resolved settings and given noise, for instance recorded draws.</summary>
    /// <param name="input">Any size from 1×1 up.</param>
    /// <param name="resolved">Settings without nulls.</param>
    /// <param name="noise">All randomness.</param>
    /// <param name="progress">Told after every iteration.</param>
    /// <param name="watch">Shown every iteration's tensors while they are alive: previews, analysis.</param>
    /// <param name="cancellation">Checked before every iteration.</param>
    public RunResult Run(
        Image8 input, RunSettings resolved, INoise noise, IProgress<StepReport>? progress = null, Action<StepView>? watch = null,
        CancellationToken cancellation = default)
    {
        try
        {
            return Restore(input, resolved, noise, progress, watch, cancellation);
        }
        catch (ExternalException e) when (SaysOutOfMemory(e))
        {
            throw new UserException(
                $"memory: {input.Width}x{input.Height} pixels at --scale {FormattableString.Invariant($"{resolved.Scale}")} need more than there is; "
                + "use --tile 512, --dtype bf16 or a smaller --scale", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _host.Dispose();

    /// <summary>libtorch's allocators on the CPU and on CUDA have no exception of their own.</summary>
    private static bool SaysOutOfMemory(ExternalException e) =>
        e.Message.Contains("allocate memory", StringComparison.Ordinal) || e.Message.Contains("out of memory", StringComparison.Ordinal);

    private RunResult Restore(
        Image8 input, RunSettings resolved, INoise noise, IProgress<StepReport>? progress, Action<StepView>? watch, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var frame = _host.Prepare(input, resolved);                                             // enlarge, pad; remembers the way back
        if (resolved.Stage1Only) return new RunResult(FirstStage(frame, resolved), frame, resolved, [], clock.Elapsed);
        using var schedule = HostSchedule.Build(Profile, frame, resolved);                      // Eq. 4–7: N steps, maps under SDS
        var task = _host.Begin(frame, resolved, schedule.Steps[0].From.Sigma, noise);           // control, noisy start, denoiser
        var steps = new StepRecorder(progress, View(watch, frame, schedule, resolved));
        var sampler = Catalog<ISampler>.Create(resolved.Sampler!, "--sampler");
        var latent = SamplingLoop.Run(sampler, task.Denoise, task.Start, schedule, noise, steps, Tiles(resolved), cancellation);
        var image = _host.Finish(latent, task, frame, resolved);                                      // decode, colours, crop, 8 bits
        return new RunResult(image, frame, resolved, steps.Reports, clock.Elapsed);
    }

    private TileGrid? Tiles(RunSettings resolved) => resolved.LatentTile == 0 || !Profile.SamplesInTiles ? null
        : new TileGrid(resolved.LatentTile, resolved.LatentStride ?? resolved.LatentTile / 2);

    private Image8 FirstStage(Frame frame, RunSettings resolved) => _host.FirstStage(frame, resolved)
        ?? throw new UsageException($"--stage1-only: the {resolved.Host} host makes no first estimate; leave it out, or use --host supir");

    /// <summary>What a watcher is shown of a step, with the host's decoder at hand.</summary>
    private Action<SamplerProgress, StepReport>? View(Action<StepView>? watch, Frame frame, SamplingSchedule schedule, RunSettings resolved) =>
        watch is null ? null : (step, report) => watch(new StepView(
            report, step.Latent, step.Denoised, schedule.Steps[step.Index].From.Timestep, frame, latent => _host.Decode(latent, frame, resolved)));
}
