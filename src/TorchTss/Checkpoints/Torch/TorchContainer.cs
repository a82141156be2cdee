namespace TorchTss.Checkpoints.Torch;

/// <summary>How a PyTorch file is built.</summary>
public enum TorchContainer
{
    /// <summary>A zip archive: torch.save since 1.6.</summary>
    Zip,

    /// <summary>A zip archive with a program: torch.jit.save. Only its tensors are read.</summary>
    TorchScript,

    /// <summary>Pickles and raw data one after another: torch.save before 1.6.</summary>
    Legacy,
}
