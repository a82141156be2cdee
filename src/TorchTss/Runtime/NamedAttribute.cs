namespace TorchTss.Runtime;

/// <summary>The name under which a variant is chosen, and one line that says what it is and where it comes from.</summary>
/// <remarks><see cref="Catalog{T}"/> finds every class that carries it; help, errors and ablation axes read it.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NamedAttribute(string name, string summary) : Attribute
{
    /// <summary>Lower case, words joined by '-'.</summary>
    public string Name { get; } = name;

    /// <summary>One line without a full stop at the end; names its source.</summary>
    public string Summary { get; } = summary;
}
