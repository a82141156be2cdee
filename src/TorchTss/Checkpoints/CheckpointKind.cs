namespace TorchTss.Checkpoints;

/// <summary>The kinds of checkpoint that are read.</summary>
internal enum CheckpointKind
{
    /// <summary>One safetensors file.</summary>
    Safetensors,

    /// <summary>One file of torch.save or torch.jit.save.</summary>
    PyTorch,

    /// <summary>A JSON text that says which tensor is in which file.</summary>
    Index,
}
