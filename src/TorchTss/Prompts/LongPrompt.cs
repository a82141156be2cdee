namespace TorchTss.Prompts;

/// <summary>What becomes of a prompt with more tokens than a text encoder takes: 75 for CLIP.</summary>
public enum LongPrompt
{
    /// <summary>The tokens beyond are left out, and a notice says which.</summary>
    Cut,

    /// <summary>Parts of 75 tokens are encoded on their own, and their states stand one after the other.</summary>
    Split,
}
