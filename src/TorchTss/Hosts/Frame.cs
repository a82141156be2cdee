using TorchTss.Imaging;

namespace TorchTss.Hosts;

/// <summary>One picture on its way through a host.</summary>
/// <param name="Input">As read.</param>
/// <param name="Upsampled">Enlarged to the output size, 8 bits: what the variance map sees.</param>
/// <param name="Padded">The same, extended at the right and bottom to what the networks take.</param>
public sealed record Frame(Image8 Input, Image8 Upsampled, Image8 Padded);
