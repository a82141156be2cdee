using TorchSharp;

namespace TorchTss.Runtime;

/// <summary>Replays given draws by name, for instance those that an official run recorded.</summary>
public sealed class RecordedNoise(IReadOnlyDictionary<string, torch.Tensor> draws) : INoise
{
    /// <inheritdoc/>
    /// <exception cref="UserException">A draw that was not recorded, or of another shape.</exception>
    public torch.Tensor Draw(string name, ReadOnlySpan<long> shape)
    {
        if (!draws.TryGetValue(name, out var draw))
        {
            throw new UserException($"recorded noise: there is no draw named '{name}'; recorded: {string.Join(", ", draws.Keys)}");
        }
        if (!shape.SequenceEqual(draw.shape))
        {
            throw new UserException(
                $"recorded noise: '{name}' is [{string.Join(", ", draw.shape)}], but [{string.Join(", ", shape.ToArray())}] is needed");
        }
        return draw.alias();
    }
}
