using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Fuzz;

/// <summary>Opens a mutant and reads everything in it. It may be opened or refused in a sentence, and nothing else may happen.</summary>
/// <param name="folder">Where mutants are written.</param>
/// <param name="open">What opens them; the library's front door unless given.</param>
internal sealed class FuzzCase(FuzzFolder folder, Func<string, ICheckpoint>? open = null)
{
    // A few objects for every byte of a pickle; a tensor that repeats a few bytes has at most 64 MB.
    private const long ManagedPerByte = 600, ManagedAlways = 8 << 20, NativeAlways = 256 << 20, LongestSentence = 2000;

    private readonly Func<string, ICheckpoint> _open = open ?? (path => CheckpointFile.Open(path));

    /// <summary>Runs one.</summary>
    public FuzzOutcome Run(byte[] mutant)
    {
        folder.Write(mutant);
        var (managed, native, tensors) = (GC.GetAllocatedBytesForCurrentThread(), NativeMemory.PeakBytes, Live);
        var (opened, refusal, failure) = Attempt();
        managed = GC.GetAllocatedBytesForCurrentThread() - managed;
        native = NativeMemory.PeakBytes - native;
        failure ??= managed > ManagedAlways + ManagedPerByte * mutant.Length ? Invariant($"{managed} managed bytes for a file of {mutant.Length}")
            : native > NativeAlways ? Invariant($"{native} native bytes for a file of {mutant.Length}")
            : Live != tensors ? Invariant($"{Live - tensors} tensors left over")
            : folder.Opened() is { } name ? $"opened {name}"
            : null;
        return new FuzzOutcome(opened, refusal, failure);
    }

    private static long Live => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private (bool Opened, string? Refusal, string? Failure) Attempt()
    {
        var opened = false;
        try
        {
            using var scope = torch.NewDisposeScope();
            using var checkpoint = _open(folder.Mutant);
            opened = true;
            if (checkpoint.Container.Length == 0 || checkpoint.Remarks.Any(r => r.Contains('\n', StringComparison.Ordinal)))
            {
                return (true, null, "remarks that are no sentences");
            }
            string? refusal = null;
            foreach (var entry in checkpoint.Entries)
            {
                if (Read(checkpoint, entry, ref refusal) is { } failure) return (true, refusal, failure);
            }
            return (true, refusal, null);
        }
        catch (UserException e)
        {
            return (opened, e.Message, Complaint(e));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (opened, null, $"{e.GetType().Name}: {e.Message.Split('\n')[0]} {e.StackTrace?.Split('\n')[0].Trim()}");
        }
    }

    private string? Read(ICheckpoint checkpoint, CheckpointEntry entry, ref string? refusal)
    {
        try
        {
            if (entry.Stored.Length == 0 || entry.Count < 0) return "an entry without a type or number";
            using var tensor = checkpoint.Tensor(entry.Name);
            if (tensor.dtype != entry.Dtype || !entry.Shape.AsSpan().SequenceEqual(tensor.shape) || !tensor.is_contiguous())
            {
                return "a tensor is not as announced";
            }
            // Every byte is touched: one that is not there would end the process.
            if (tensor.numel() > 0) _ = NativeTensor.Slice(tensor, 0, checked((int)(tensor.numel() * tensor.element_size()))).IndexOf((byte)0xA5);
            checkpoint.Release(entry.Name);
            return null;
        }
        catch (UserException e)
        {
            refusal = e.Message;
            return Complaint(e);
        }
    }

    private string? Complaint(UserException e) =>
        !e.Message.StartsWith($"{folder.Mutant}: ", StringComparison.Ordinal) ? $"a sentence without the file: {e.Message}"
        : e.Message.Contains('\n', StringComparison.Ordinal) ? $"a sentence of several lines: {e.Message}"
        : e.Message.Length > LongestSentence ? $"a sentence of {e.Message.Length} characters: {e.Message[..200]}"
        : null;
}
