using System.Diagnostics;
using System.Text.Json;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>Restores a list of pictures with one opened host.</summary>
internal sealed class RestoreRun(RunSettings settings, string? output, bool overwrite)
{
    /// <summary>The exit code of a run that was interrupted.</summary>
    public const int InterruptedCode = 130;

    /// <summary>0 when every picture is restored or kept, 1 when one failed, 130 when interrupted.</summary>
    /// <exception cref="UserException">Nothing could be started.</exception>
    public int Run(IReadOnlyList<string> inputs, IRestoreReport report, CancellationToken cancellation)
    {
        settings.Check();
        foreach (var notice in settings.Notices()) report.Note(notice);
        var pictures = InputFiles.Plan(inputs, output);
        var wanted = pictures.Where(p => overwrite || !File.Exists(p.Output)).ToArray();
        foreach (var picture in pictures.Except(wanted)) report.Kept(picture);
        if (wanted.Length == 0) return 0;
        foreach (var folder in wanted.Select(p => Path.GetDirectoryName(Path.GetFullPath(p.Output))!).Distinct()) OutputFolder.Prepare(folder);
        // A single picture that cannot be read is told before time is spent on loading; among many the others go on.
        var early = wanted is [var only] ? Load(only.Path) : null;

        var clock = Stopwatch.StartNew();
        using var resolver = SuperResolver.Open(settings);
        report.Opened(resolver, settings.Resolve(resolver.Profile), clock.Elapsed);
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
        var steps = report.Started(picture, place.Index, place.Count, settings.Resolve(resolver.Profile).Steps!.Value);
        var result = resolver.Run(image, settings, steps, cancellation);
        // Not cancelled any more: a finished picture is kept.
        ImageFile.Write(result.Image, picture.Output, Metadata(picture, result), CancellationToken.None);
        report.Finished(picture, result);
    }

    private static Image8 Load(string path)
    {
        const int Smallest = 2;
        var image = ImageFile.Read(path);
        return Math.Min(image.Width, image.Height) >= Smallest ? image
            : throw new UserException(
                $"{path}: {image.Width}x{image.Height} pixels, but there is nothing to restore below {Smallest}x{Smallest}; give a larger picture");
    }

    /// <summary>Every setting that made the picture, for whoever finds the file later.</summary>
    private static Dictionary<string, string> Metadata(InputPicture picture, RunResult result) => new()
    {
        ["Software"] = $"TorchTss {ProgramVersion.Text}",
        ["Source"] = Path.GetFileName(picture.Path),
        ["tss"] = JsonSerializer.Serialize(result.Settings, SettingsText.Json),
    };
}
