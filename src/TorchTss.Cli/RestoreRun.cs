using System.Diagnostics;
using TorchTss.Hosts;
using TorchTss.Hosts.Memory;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>Restores a list of pictures with one opened host.</summary>
/// <param name="settings">What holds for all of them.</param>
/// <param name="prompts">A table of texts; null without one.</param>
/// <param name="samples">Results per picture.</param>
/// <param name="output">Where results go.</param>
/// <param name="overwrite">Whether results that exist are replaced.</param>
internal sealed class RestoreRun(RunSettings settings, string? prompts, int samples, string? output, bool overwrite)
{
    /// <summary>The exit code of a run that was interrupted.</summary>
    public const int InterruptedCode = 130;

    /// <summary>0 when every picture is restored or kept, 1 when one failed, 130 when interrupted.</summary>
    /// <exception cref="UserException">Nothing could be started.</exception>
    public int Run(IReadOnlyList<string> inputs, IRestoreReport report, CancellationToken cancellation)
    {
        settings.Check();
        if (samples is < 1 or > 1000) throw new UsageException($"--num-samples {samples}: a picture has 1 to 1000 results; leave it out for one");
        var sheet = Sheet();
        var host = Catalog<IHostKind>.Create(settings.Host, "--host");
        var profile = host.Describe(sheet is null ? settings : settings with { Prompt = settings.Prompt ?? "" });
        if (samples > 1 && settings.Stage1Only)
        {
            throw new UsageException($"--num-samples {samples}: nothing random is in the first stage, so that all would be the same; leave it out");
        }
        foreach (var notice in settings.Notices(profile)) report.Note(notice);
        foreach (var notice in HostOptions.Unread(settings, profile)) report.Note(notice);
        var texts = new PicturePrompts(settings, sheet, profile.TakesPrompts);
        PictureRun[] runs = [.. InputFiles.Plan(inputs, output).Select(texts.For).Select(WithSeed).SelectMany(Samples)];
        var wanted = runs.Where(r => overwrite || !EarlierResult.Exists(r.Picture.Output)).ToArray();
        foreach (var run in runs.Except(wanted)) report.Kept(run.Picture, Difference(run, profile));
        if (wanted.Length == 0) return 0;
        string[] general = [.. host.Notices(settings)];
        foreach (var notice in general) report.Note(notice);
        var own = wanted.DistinctBy(r => (r.Settings, r.Texts)).SelectMany(r => Notices(host, r, general)).Distinct();
        foreach (var notice in own) report.Note(notice);
        foreach (var folder in wanted.Select(r => Path.GetDirectoryName(Path.GetFullPath(r.Picture.Output))!).Distinct())
        {
            OutputFolder.Prepare(folder);
        }
        // A single picture that cannot be read is told before time is spent on loading; among many the others go on.
        if (!TryLoadOnly(wanted, report, out var early)) return 1;
        if (early is not null) MemoryCheck.Refuse(wanted[0].Settings, early.Width, early.Height, MachineMemory.Available, kind: host);

        var clock = Stopwatch.StartNew();
        using var resolver = SuperResolver.Open(wanted[0].Settings, [.. wanted.Select(r => r.Settings)]);
        report.Opened(resolver, wanted[0].Settings.Resolve(profile), clock.Elapsed);
        var (failed, finished) = (0, 0);
        for (var i = 0; i < wanted.Length; i++)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                Restore(host, resolver, wanted[i], early ?? Load(wanted[i].Picture.Path), (i, wanted.Length), report, cancellation);
                finished++;
            }
            catch (UserException e) when (e is not UsageException)
            {
                report.Failed(wanted[i].Picture, e.Message);
                failed++;
            }
            catch (OperationCanceledException)
            {
                report.Interrupted(finished, wanted.Length);
                return InterruptedCode;
            }
        }
        return failed == 0 ? 0 : 1;
    }

    /// <summary>A seed of −1 is another one for every picture, as in the original scripts; it is told in the result's text.</summary>
    private static PictureRun WithSeed(PictureRun run) => run.Settings.Seed != -1 ? run
        : run with { Settings = run.Settings with { Seed = Random.Shared.Next(1 << 16) } };

    /// <summary>How a kept result differs; another seed is no difference where any will do.</summary>
    private string? Difference(PictureRun run, HostProfile profile) =>
        settings.Seed == -1 ? null : EarlierResult.Difference(run.Picture, run.Settings.Resolve(profile));

    private IEnumerable<PictureRun> Samples(PictureRun run) => samples == 1 ? [run] : Enumerable.Range(0, samples).Select(i => run with
    {
        Picture = run.Picture with { Output = OutputNames.Numbered(run.Picture.Output, i) },
        Settings = run.Settings with { Sample = i },
    });

    private PromptSheet? Sheet()
    {
        if (prompts is not null && settings.Embeddings is not null)
        {
            throw new UsageException("--prompts: --embeddings brings ready text states; give one of the two");
        }
        return prompts is null ? null : PromptSheet.Read(prompts);
    }

    private static IEnumerable<string> Notices(IHostKind host, PictureRun run, string[] general)
    {
        if (run.Texts is not null) yield return $"{run.Picture.Path}: its prompt is that of {run.Texts}";
        foreach (var notice in host.Notices(run.Settings).Except(general)) yield return run.Texts is null ? notice : $"{run.Picture.Path}: {notice}";
    }

    private static void Restore(
        IHostKind host, SuperResolver resolver, PictureRun run, Image8 image, (int Index, int Count) place,
        IRestoreReport report, CancellationToken cancellation)
    {
        var (picture, resolved) = (run.Picture, run.Settings.Resolve(resolver.Profile));
        foreach (var notice in LargePicture.Notices(host, image, resolved)) report.Note($"{picture.Path}: {notice}");
        MemoryCheck.Refuse(run.Settings, image.Width, image.Height, MachineMemory.Available, opened: true, host);
        var steps = report.Started(picture, place.Index, place.Count, resolved.Steps!.Value);
        var result = resolver.Run(image, run.Settings, steps, cancellation);
        // Not cancelled any more: a finished picture is kept.
        ImageFile.Write(result.Image, picture.Output, EarlierResult.Text(picture.Path, result.Settings), CancellationToken.None);
        report.Finished(picture, result);
    }

    private static bool TryLoadOnly(PictureRun[] wanted, IRestoreReport report, out Image8? picture)
    {
        picture = null;
        if (wanted is not [var only]) return true;
        try
        {
            picture = Load(only.Picture.Path);
            return true;
        }
        catch (UserException e)
        {
            report.Failed(only.Picture, e.Message);
            return false;
        }
    }

    private static Image8 Load(string path)
    {
        const int Smallest = 2;
        var image = ImageFile.Read(path);
        return Math.Min(image.Width, image.Height) >= Smallest ? image
            : throw new UserException(
                $"{path}: {image.Width}x{image.Height} pixels, but there is nothing to restore below {Smallest}x{Smallest}; give a larger picture");
    }
}
