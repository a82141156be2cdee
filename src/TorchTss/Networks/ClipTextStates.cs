using TorchSharp;

namespace TorchTss.Networks;

/// <summary>What a text encoder says of texts.</summary>
/// <param name="Tokens">[B, L, C]: a state per token.</param>
/// <param name="Pooled">[B, P]: the state at the end of each text, projected where the model projects; null where it was not asked for.</param>
internal sealed record ClipTextStates(torch.Tensor Tokens, torch.Tensor? Pooled);
