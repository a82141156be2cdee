using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Prompts;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.Texts;

/// <summary>The same text states for every run: from a file that any program can make, or zeros.</summary>
internal sealed class GivenTextStates : ITextStates
{
    private readonly TextPair _pair;

    private GivenTextStates(PromptStates positive, PromptStates? negative) => _pair = new TextPair(positive.Kept(), negative?.Kept());

    /// <summary>Zeros: one token for a network without text (the tiny host), 77 for the others.</summary>
    public static GivenTextStates Zero(UNetConfig unet, int tokens) => new(
        new PromptStates(zeros([1, tokens, unet.ContextChannels[0]]), unet.TextTime is { } added ? zeros([1, added.PooledChannels]) : null), null);

    /// <summary>From a safetensors file with <c>context</c> and, where there is guidance, <c>negative</c>;
    /// for SDXL <c>pooled</c> and <c>negative_pooled</c>.</summary>
    /// <exception cref="UserException">A tensor that is missing or of another shape.</exception>
    public static GivenTextStates Read(string path, UNetConfig unet)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(path);
        var channels = unet.ContextChannels[0];
        Tensor? States(string name, bool needed) => Take(file, name, needed, s => s is [1, > 0, var c] && c == channels, $"[1, tokens, {channels}]");
        Tensor? Pooled(string name, bool needed) => unet.TextTime is not { } t ? null
            : Take(file, name, needed, s => s is [1, var c] && c == t.PooledChannels, $"[1, {t.PooledChannels}]");
        var (context, negative) = (States("context", needed: true)!, States("negative", needed: false));
        var (pooled, negativePooled) = (Pooled("pooled", needed: true), Pooled("negative_pooled", needed: negative is not null));
        if (negative is not null && negative.size(1) != context.size(1))
        {
            throw new UserException(
                $"{path}: negative has {negative.size(1)} tokens and context {context.size(1)}; both need the same number");
        }
        return new GivenTextStates(new PromptStates(context, pooled), negative is null ? null : new PromptStates(negative, negativePooled));
    }

    /// <summary>Width of the pooled state in a file.</summary>
    /// <exception cref="UserException">There is none.</exception>
    public static int PooledChannels(string path)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(path);
        return (int)Take(file, "pooled", needed: true, s => s is [1, > 0], "[1, channels]")!.size(1);
    }

    /// <inheritdoc/>
    public void Expect(IReadOnlyCollection<RunSettings> runs)
    {
    }

    /// <inheritdoc/>
    public TextPair For(RunSettings resolved)
    {
        TextOptions.RefuseTexts(resolved);
        return _pair;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pair.Positive.Dispose();
        _pair.Negative?.Dispose();
    }

    private static Tensor? Take(SafetensorsFile file, string name, bool needed, Func<long[], bool> fits, string expected)
    {
        if (!file.Names.Contains(name))
        {
            return needed ? throw new UserException($"{file.Path}: has no tensor '{name}'; text states need {expected} under that name") : null;
        }
        using var stored = file.Tensor(name);
        if (!fits(stored.shape))
        {
            throw new UserException(
                $"{file.Path}: '{name}' is [{string.Join(", ", stored.shape)}], expected {expected}; these states belong to another model");
        }
        return stored.to(float32, copy: true);
    }
}
