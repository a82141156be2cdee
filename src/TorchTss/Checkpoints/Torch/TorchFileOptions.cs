namespace TorchTss.Checkpoints.Torch;

/// <summary>What a user may decide about a PyTorch file.</summary>
public sealed record TorchFileOptions
{
    /// <summary>The item of the root that holds the tensors: <c>params</c> where <c>params_ema</c> would be taken; empty: the root itself.
    /// Null: the first that is there of state_dict, params_ema, params, model_state_dict and model, else the root itself.</summary>
    public string? Wrapper { get; init; }

    /// <summary>Further Python classes that the file may mention, as <c>module.name</c>. They are not executed: their objects become opaque.
    /// Nothing of the modules sys, os, posix and nt is let through.</summary>
    public IReadOnlyCollection<string> Allow { get; init; } = [];

    /// <summary>Leaves <c>module.</c> and <c>_orig_mod.</c> before the names where all of them begin so.</summary>
    public bool KeepPrefix { get; init; }
}
