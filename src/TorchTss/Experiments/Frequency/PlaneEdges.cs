namespace TorchTss.Experiments.Frequency;

/// <summary>What a transform sees beyond the edges of a picture.</summary>
internal enum PlaneEdges
{
    /// <summary>The picture again, as a discrete transform does: the jump from one edge to the opposite one is in every band, the high one above all.</summary>
    Wrap,

    /// <summary>The picture mirrored, which has no jump.</summary>
    Mirror,
}
