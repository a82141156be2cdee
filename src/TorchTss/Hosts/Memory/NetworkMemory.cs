using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Runtime;

namespace TorchTss.Hosts.Memory;

/// <summary>What a network's weights take.</summary>
/// <param name="Name">For people: "UNet".</param>
/// <param name="Parameters">How many numbers.</param>
/// <param name="Bytes">In the dtype that is computed in.</param>
/// <param name="IsMapped">The file has that dtype and the device is the CPU, so that they are the file's own pages: the system can take them back
/// and read them again.</param>
/// <param name="IsTransient">It is loaded for one stage and let go before the others come, as text encoders are.</param>
public sealed record NetworkMemory(string Name, long Parameters, long Bytes, bool IsMapped, bool IsTransient = false)
{
    /// <summary>From what a checkpoint says of a network's tensors.</summary>
    internal static NetworkMemory Of(string name, IReadOnlyCollection<CheckpointEntry> entries, Compute compute)
    {
        var count = entries.Sum(e => e.Count);
        var isMapped = compute.Device.type == DeviceType.CPU
            && entries.All(e => e.Dtype == compute.Dtype && !e.Stored.StartsWith("F8", StringComparison.Ordinal));
        return new NetworkMemory(name, count, count * (compute.Dtype == torch.ScalarType.Float32 ? 4 : 2), isMapped);
    }

    /// <summary>Several networks that are loaded together, under one name.</summary>
    internal static NetworkMemory Of(string name, IReadOnlyCollection<NetworkMemory> parts) => new(
        name, parts.Sum(p => p.Parameters), parts.Sum(p => p.Bytes), parts.All(p => p.IsMapped), parts.All(p => p.IsTransient));
}
