namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>An object of a TorchScript class: nothing but its attributes.</summary>
internal sealed class ScriptObject(string type) : PickleContainer
{
    /// <summary>The class, as <c>__torch__.torch.nn.modules.linear.Linear</c>.</summary>
    public string Type => type;

    /// <summary>The attributes; null where a class keeps its state in another way.</summary>
    public PickleDict? Attributes { get; private set; }

    /// <summary>Takes what BUILD gives.</summary>
    public void Build(object? state)
    {
        Admit(state);
        Attributes = state as PickleDict;
    }
}
