using System.Text;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>Which texts a picture gets: its row of <c>--prompts</c>, else <c>--prompt</c>, else the text file beside it.</summary>
/// <param name="settings">What is said for all pictures.</param>
/// <param name="sheet">Null without <c>--prompts</c>.</param>
/// <param name="takesPrompts">Whether the host can make something of a text file that happens to lie there.</param>
internal sealed class PicturePrompts(RunSettings settings, PromptSheet? sheet, bool takesPrompts)
{
    /// <summary>A picture with its settings.</summary>
    /// <exception cref="UserException">A picture without a row and without another text, or a text that cannot be read.</exception>
    public PictureRun For(InputPicture picture)
    {
        if (sheet?.Find(picture.Path) is { } row)
        {
            return new(picture, settings with { Prompt = row.Prompt, NegativePrompt = row.Negative ?? settings.NegativePrompt }, row.Source);
        }
        if (settings.Prompt is not null || !takesPrompts) return new(picture, settings, null);
        var beside = Path.ChangeExtension(picture.Path, ".txt");
        if (File.Exists(beside)) return new(picture, settings with { Prompt = Text(beside) }, beside);
        return sheet is null ? new(picture, settings, null)
            : throw new UserException($"{sheet.Path}: has no row for {picture.Path}; add one, or give --prompt for the pictures without a row");
    }

    private static string Text(string path)
    {
        try
        {
            return string.Join(' ', File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
        catch (DecoderFallbackException e)
        {
            throw new UserException($"{path}: this is not text in UTF-8, as a prompt is; take it away or save it as UTF-8", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: cannot be read ({e.Message})", e);
        }
    }
}
