using TorchSharp;

namespace TorchTss.Prompts;

/// <summary>What a denoising network is told of a prompt.</summary>
/// <param name="Context">[1, tokens, channels] float32 on the CPU.</param>
/// <param name="Pooled">[1, channels] likewise, for SDXL; null for the others.</param>
internal sealed record PromptStates(torch.Tensor Context, torch.Tensor? Pooled) : IDisposable
{
    /// <summary>Takes both out of the scope they were made in: whoever keeps them disposes them.</summary>
    public PromptStates Kept()
    {
        Context.DetachFromDisposeScope();
        Pooled?.DetachFromDisposeScope();
        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Context.Dispose();
        Pooled?.Dispose();
    }
}
