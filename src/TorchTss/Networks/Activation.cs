using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>The activations that diffusers knows by name.</summary>
internal static class Activation
{
    /// <summary>Their names, SiLU under both of its own.</summary>
    public static string[] Names { get; } = ["silu", "swish", "mish", "gelu", "relu"];

    /// <summary>The function of a name out of <see cref="Names"/>.</summary>
    public static Func<Tensor, Tensor> Of(string name) => name switch
    {
        "silu" or "swish" => x => x.silu(),
        "mish" => x => nn.functional.mish(x),
        "gelu" => x => x.gelu(),
        "relu" => x => x.relu(),
        _ => throw new ArgumentException($"no activation is called '{name}'"),
    };
}
