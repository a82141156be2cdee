using System.Diagnostics;
using TorchTss.Hosts;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>Restores a list of pictures with one opened host.</summary>
internal sealed class RestoreRun(RunSettings settings, string? output, bool overwrite)
{
    /// <summary>The exit code of a run that was interrupted.</summary>
    public const int InterruptedCode = 130;

    /// <summary>Output pixels above which tiles are worth a word: 2048×2048.</summary>
    private const double LargePicture = 1 << 22;

    /// <summary>0 when every picture is restored or kept, 1 when one failed, 130 when interrupted.</summary>
    /// <exception cref="UserException">Nothing could be started.</exception>
    public int Run(IReadOnlyList<string> inputs, IRestoreReport report, CancellationToken cancellation)
    {
        settings.Check();
        foreach (var notice in settings.Notices()) report.Note(notice);
        var resolved = settings.Resolve(Catalog<IHostKind>.Create(settings.Host, "--host").Describe(settings));
        var pictures = InputFiles.Plan(inputs, output);
        var wanted = pictures.Where(p => overwrite || !EarlierResult.Exists(p.Output)).ToArray();
        foreach (var picture in pictures.Except(wanted)) report.Kept(picture, EarlierResult.Difference(picture, resolved));
        if (wanted.Length == 0) return 0;
        foreach (var folder in wanted.Select(p => Path.GetDirectoryName(Path.GetFullPath(p.Output))!).Distinct()) OutputFolder.Prepare(folder);
        // A single picture that cannot be read is told before time is spent on loading; among many the others go on.
        if (!TryLoadOnly(wanted, report, out var early)) return 1;

        var clock = Stopwatch.StartNew();
        using var resolver = SuperResolver.Open(settings);
        report.Opened(resolver, resolved, clock.Elapsed);
        var (failed, finished) = (0, 0);
        for (var i = 0; i < wanted.Length; i++)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                Restore(resolver, wanted[i], early ?? Load(wanted[i].Path), (i, wanted.Length), report, cancellation);
                finished++;
            }
            catch (UserException e) when (e is not UsageException)
            {
                report.Failed(wanted[i], e.Message);
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

    private void Restore(
        SuperResolver resolver, InputPicture picture, Image8 image, (int Index, int Count) place,
        IRestoreReport report, CancellationToken cancellation)
    {
        var resolved = settings.Resolve(resolver.Profile);
        var pixels = (double)image.Width * image.Height * resolved.Scale!.Value * resolved.Scale.Value;
        if (resolved.Tile == 0 && pixels > LargePicture)
        {
            report.Note($"{picture.Path}: {pixels / 1e6:0} million pixels are encoded and decoded whole; --tile 512 needs much less memory");
        }
        var steps = report.Started(picture, place.Index, place.Count, resolved.Steps!.Value);
        var result = resolver.Run(image, settings, steps, cancellation);
        // Not cancelled any more: a finished picture is kept.
        ImageFile.Write(result.Image, picture.Output, EarlierResult.Text(picture.Path, result.Settings), CancellationToken.None);
        report.Finished(picture, result);
    }

    private static bool TryLoadOnly(InputPicture[] wanted, IRestoreReport report, out Image8? picture)
    {
        picture = null;
        if (wanted is not [var only]) return true;
        try
        {
            picture = Load(only.Path);
            return true;
        }
        catch (UserException e)
        {
            report.Failed(only, e.Message);
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
