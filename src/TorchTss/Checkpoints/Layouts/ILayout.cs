namespace TorchTss.Checkpoints.Layouts;

/// <summary>A way to put networks into one file: which of its keys belong to which, and how they are spelled.</summary>
/// <remarks>A class with a name on it is all: every file is shown to every layout, and at most one may know it.</remarks>
internal interface ILayout
{
    /// <summary>The networks in the file; empty where the keys are not of this layout.</summary>
    IReadOnlyList<LayoutPart> Parts(KeyTable keys);
}
