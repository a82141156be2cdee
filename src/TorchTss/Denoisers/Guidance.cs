using static TorchSharp.torch;

namespace TorchTss.Denoisers;

/// <summary>Classifier-free guidance (Ho and Salimans 2022), on the network's output.</summary>
public static class Guidance
{
    /// <summary>u + s(c − u) of a network that is given the batch twice.</summary>
    /// <param name="inner">Takes a batch of 2B whose first half is unconditional; its own conditions must stand in that order.
    /// At scale 1 a batch of B, conditional.</param>
    /// <param name="scale">s: 0 is unconditional; 1 is off and returns the inner network.</param>
    public static Network WithGuidance(this Network inner, double scale) => scale == 1 ? inner : (input, timestep) =>
    {
        using var scope = NewDisposeScope();
        var both = inner(cat([input, input]), timestep.shape[0] == 1 ? timestep : cat([timestep, timestep])).to(input.dtype);
        var halves = both.chunk(2);
        return (halves[0] + scale * (halves[1] - halves[0])).MoveToOuterDisposeScope();
    };
}
