namespace TorchTss.Hosts.Memory;

/// <summary>A part of a run, and what its intermediate tensors take at their peak.</summary>
/// <param name="Name">"decoding".</param>
/// <param name="Networks">Names of the networks that work in it, one after another.</param>
/// <param name="Bytes">Their intermediate tensors, an estimate from above.</param>
/// <param name="HostBytes">Pictures beside them, which are in the machine's own memory wherever the networks run.</param>
public sealed record StageMemory(string Name, IReadOnlyList<string> Networks, long Bytes, long HostBytes = 0);
