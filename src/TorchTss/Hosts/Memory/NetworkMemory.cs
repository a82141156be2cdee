namespace TorchTss.Hosts.Memory;

/// <summary>What a network's weights take.</summary>
/// <param name="Name">For people: "UNet".</param>
/// <param name="Parameters">How many numbers.</param>
/// <param name="Bytes">In the dtype that is computed in.</param>
/// <param name="IsMapped">The file has that dtype and the device is the CPU, so that they are the file's own pages: the system can take them back
/// and read them again.</param>
/// <param name="IsTransient">It is loaded for one stage and let go before the others come, as text encoders are.</param>
public sealed record NetworkMemory(string Name, long Parameters, long Bytes, bool IsMapped, bool IsTransient = false);
