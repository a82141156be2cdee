namespace TorchTss.Checkpoints.Torch;

/// <summary>Something in a PyTorch file that is no tensor of the state dict.</summary>
/// <param name="Name">Its key: <c>global_step</c>.</param>
/// <param name="Content">A number, truth value or short text as Python writes it; of anything else its kind and size: <c>list of 1</c>.</param>
/// <param name="IsPlain">Whether <paramref name="Content"/> is the value itself.</param>
public sealed record TorchRootItem(string Name, string Content, bool IsPlain)
{
    /// <summary><c>global_step=840000</c> or <c>optimizer_states (list of 1)</c>.</summary>
    public override string ToString() => IsPlain ? $"{Name}={Content}" : $"{Name} ({Content})";
}
