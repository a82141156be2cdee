namespace TorchTss.Prompts;

/// <summary>The text encoders of a model, as its family uses them.</summary>
internal interface IPromptEncoder : IDisposable
{
    /// <summary>States of a prompt.</summary>
    /// <param name="prompt">Any text.</param>
    /// <param name="clipSkip">Layers left out at the end, beyond what the family leaves out.</param>
    /// <param name="rule">What becomes of a long prompt.</param>
    PromptStates Encode(string prompt, int clipSkip, LongPrompt rule);
}
