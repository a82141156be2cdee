using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts;

/// <summary>Stops a run whose numbers overflowed, instead of writing a black picture.</summary>
internal static class NonFinite
{
    /// <summary>Lets finite numbers pass; others are disposed.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="sentence">What happened, where.</param>
    /// <exception cref="UserException">The sentence, and what to do.</exception>
    public static void Refuse(Tensor values, string sentence)
    {
        using (NewDisposeScope())
        {
            // Any NaN makes the sum NaN, any infinity makes it infinite or NaN: no picture-sized mask is needed.
            if (values.to(float32).abs().max().isfinite().item<bool>()) return;
        }
        values.Dispose();
        throw new UserException($"{sentence}; use --dtype bf16 or --dtype fp32");
    }
}
