using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.ControlNets;

/// <summary>What stands in for text: given states from a file, or zeros.</summary>
/// <remarks>Text encoders are not part of this host yet; a file can be made with any other program.</remarks>
internal sealed class TextStates : IDisposable
{
    private readonly Tensor _context;
    private readonly Tensor? _negative, _pooled, _negativePooled;

    private TextStates(Tensor context, Tensor? negative, Tensor? pooled, Tensor? negativePooled) =>
        (_context, _negative, _pooled, _negativePooled) = (context, negative, pooled, negativePooled);

    /// <summary>Whether there is something to be guided away from.</summary>
    public bool HasNegative => _negative is not null;

    /// <summary>Zeros: one token for a network without text (the tiny host), 77 for the others.</summary>
    public static TextStates Zero(UNetConfig unet, int tokens) => new(
        zeros([1, tokens, unet.ContextChannels[0]]).DetachFromDisposeScope(), null,
        unet.TextTime is { } added ? zeros([1, added.PooledChannels]).DetachFromDisposeScope() : null, null);

    /// <summary>From a safetensors file with <c>context</c> and, where there is guidance, <c>negative</c>;
    /// for SDXL <c>pooled</c> and <c>negative_pooled</c>.</summary>
    /// <exception cref="UserException">A tensor that is missing or of another shape.</exception>
    public static TextStates Read(string path, UNetConfig unet)
    {
        using var file = SafetensorsFile.Open(path);
        var channels = unet.ContextChannels[0];
        Tensor? States(string name, bool needed) => Take(file, name, needed, s => s is [1, > 0, var c] && c == channels, $"[1, tokens, {channels}]");
        Tensor? Pooled(string name, bool needed) => unet.TextTime is not { } t ? null
            : Take(file, name, needed, s => s is [1, var c] && c == t.PooledChannels, $"[1, {t.PooledChannels}]");
        var negative = States("negative", needed: false);
        var states = new TextStates(
            States("context", needed: true)!, negative, Pooled("pooled", needed: true), Pooled("negative_pooled", needed: negative is not null));
        if (negative is not null && negative.size(1) != states._context.size(1))
        {
            throw new UserException(
                $"{path}: negative has {negative.size(1)} tokens and context {states._context.size(1)}; both need the same number");
        }
        return states;
    }

    /// <summary>Conditions for one picture; with guidance the unconditional half first.</summary>
    /// <param name="guided">Two halves.</param>
    /// <param name="height">Height of the picture in pixels, for SDXL's size embedding.</param>
    /// <param name="width">Its width.</param>
    /// <param name="compute">Device and dtype.</param>
    public Conditioning For(bool guided, int height, int width, Compute compute)
    {
        using var scope = NewDisposeScope();
        Tensor Placed(Tensor conditional, Tensor? unconditional) =>
            (guided ? cat([unconditional!, conditional]) : conditional.alias()).to(compute.Dtype).to(compute.Device).MoveToOuterDisposeScope();
        if (_pooled is null) return new Conditioning(Placed(_context, _negative));
        var sizes = tensor(new float[] { height, width, 0, 0, height, width }, [1, 6], device: compute.Device).MoveToOuterDisposeScope();
        return new Conditioning(Placed(_context, _negative), Placed(_pooled, _negativePooled), sizes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var state in new[] { _context, _negative, _pooled, _negativePooled }) state?.Dispose();
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
        return stored.to(float32, copy: true).DetachFromDisposeScope();
    }
}
