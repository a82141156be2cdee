using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts;

/// <summary>Stops a run whose numbers overflowed, instead of writing a black picture.</summary>
internal static class NonFinite
{
    /// <summary>Lets finite numbers pass.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="sentence">What happened, where.</param>
    /// <exception cref="UserException">The sentence, and what to do.</exception>
    public static void Refuse(Tensor values, string sentence)
    {
        using var scope = NewDisposeScope();
        // A NaN is both minimum and maximum: no mask of the picture's size is needed.
        if (values.max().isfinite().item<bool>() && values.min().isfinite().item<bool>()) return;
        throw new UserException($"{sentence}; use --dtype bf16 or --dtype fp32");
    }
}
