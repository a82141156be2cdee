using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts;

/// <summary>A network that is loaded when its turn comes: kept from then on, or dropped after every use so that the next one finds room.</summary>
/// <param name="load">Loads it.</param>
/// <param name="keep">Whether it stays.</param>
internal sealed class NetworkSlot<TModule>(Func<TModule> load, bool keep) : IDisposable where TModule : nn.Module
{
    private TModule? _network;

    /// <summary>Loads a network that stays, so that what is wrong with its weights is told at once.</summary>
    public void Open()
    {
        if (keep) _network ??= load();
    }

    /// <summary>Does something with the network; what comes out may not refer to it.</summary>
    public TResult Use<TResult>(Func<TModule, TResult> work)
    {
        var network = _network ?? load();
        if (keep)
        {
            _network = network;
            return work(network);
        }
        try
        {
            return work(network);
        }
        finally
        {
            network.Dispose();
            NativeHeap.Trim();          // the next network needs the room
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _network?.Dispose();
}
