using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Prompts;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Hosts.Texts;

/// <summary>The settings that say what a picture shows: what is wrong with them, what is to say of them, which encoders they need.</summary>
internal static class TextOptions
{
    /// <summary>What contradicts itself, whatever the host.</summary>
    public static IEnumerable<string> Problems(RunSettings s)
    {
        if (s.ClipSkip is < 0) yield return Invariant($"--clip-skip {s.ClipSkip}: layers are left out from 0 up; 0 is as trained");
        if (s.Embeddings is null) yield break;
        foreach (var option in Given(s)) yield return $"{option}: --embeddings brings ready text states; give one of the two";
    }

    /// <summary>The text encoders of a model; null where the settings do without.</summary>
    /// <param name="s">The settings.</param>
    /// <param name="model">The model.</param>
    /// <param name="unet">Its UNet.</param>
    /// <exception cref="UserException">A text encoder that the settings need is missing, or does not fit the UNet.</exception>
    /// <exception cref="UsageException">More layers to leave out than there are.</exception>
    public static TextEncoderFolders? Encoders(RunSettings s, IModelSource model, UNetConfig unet)
    {
        if (s.Embeddings is not null) return null;
        var needed = Given(s).FirstOrDefault();
        if (needed is null && TextEncoderFolders.Find(model, unet) is null) return null;
        var encoders = TextEncoderFolders.Of(model, unet, needed ?? "--prompt");
        encoders.Check(s.ClipSkip ?? 0);
        return encoders;
    }

    /// <summary>What a prompt loses, and a negative one that nothing leads away from.</summary>
    public static IEnumerable<string> Notices(RunSettings s, TextEncoderFolders? encoders)
    {
        var rule = s.LongPrompt ?? LongPrompt.Cut;
        if (s.Prompt is not null && encoders?.Notice(s.Prompt, rule, "--prompt") is { } cut) yield return cut;
        if (s.NegativePrompt is null) yield break;
        if (s.GuidanceScale is null or 1) yield return "--negative-prompt: has no effect while guidance is off; use for instance --guidance 4";
        else if (encoders?.Notice(s.NegativePrompt, rule, "--negative-prompt") is { } negativeCut) yield return negativeCut;
    }

    /// <summary>Refuses texts where nothing can encode them.</summary>
    /// <exception cref="UsageException">Settings with a text.</exception>
    public static void RefuseTexts(RunSettings s)
    {
        if (Given(s).FirstOrDefault() is { } option)
        {
            throw new UsageException($"{option}: the model was opened without its text encoders; open it with settings that have a prompt");
        }
    }

    /// <summary>The options of text that were given.</summary>
    private static IEnumerable<string> Given(RunSettings s)
    {
        if (s.Prompt is not null) yield return "--prompt";
        if (s.NegativePrompt is not null) yield return "--negative-prompt";
        if (s.ClipSkip is not null) yield return "--clip-skip";
        if (s.LongPrompt is not null) yield return "--long-prompt";
    }
}
