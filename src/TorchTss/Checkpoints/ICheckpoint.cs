using System.Collections.ObjectModel;
using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Named tensors from a file or from several: one safetensors file, a sharded index, a rewritten spelling of either.</summary>
public interface ICheckpoint : IDisposable
{
    /// <summary>What the user gave, for errors.</summary>
    string Path { get; }

    /// <summary>What kind of file it is: "safetensors", "PyTorch zip archive", "3 safetensors shards", ….</summary>
    string Container { get; }

    /// <summary>The files behind it: itself, or shards.</summary>
    IReadOnlyList<string> Files => [Path];

    /// <summary>What is remarkable about the container, one sentence each: a wrapper that was unwrapped, leftovers of a training.</summary>
    IReadOnlyList<string> Remarks => [];

    /// <summary>Strings that the file carries beside its tensors, such as a title and a licence; empty where there are none.</summary>
    IReadOnlyDictionary<string, string> Metadata => ReadOnlyDictionary<string, string>.Empty;

    /// <summary>All tensors, in the order of their data: reading in this order reads a file from front to back.</summary>
    IReadOnlyList<CheckpointEntry> Entries { get; }

    /// <summary>The tensor called <paramref name="name"/> on the CPU; a view of the file where possible, owned by the caller.</summary>
    /// <exception cref="UserException">No such tensor, or a type that this build cannot read.</exception>
    torch.Tensor Tensor(string name);

    /// <summary>Says that the data of <paramref name="name"/> will not be needed again soon, so its memory may go back to the system.</summary>
    /// <remarks>For converting a file tensor by tensor. The tensor stays valid, but writes into a view of it are lost.</remarks>
    void Release(string name);
}
