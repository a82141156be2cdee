using TorchTss.Experiments.Results;

namespace TorchTss.Reports.Pictures;

/// <summary>An input whose pictures are in the page.</summary>
/// <param name="Input">Which.</param>
/// <param name="Picture">The input itself; null when the file does not have it.</param>
/// <param name="Original">The original; null without.</param>
/// <param name="Variance">Its variance map, coloured; null without.</param>
/// <param name="Results">By setting; null where there is no finished run.</param>
internal sealed record AlbumInput(
    ResultInput Input, EmbeddedPicture? Picture, EmbeddedPicture? Original, EmbeddedPicture? Variance, IReadOnlyList<AlbumResult?> Results);

/// <summary>A finished run.</summary>
/// <param name="Cell">Which.</param>
/// <param name="Picture">The result; null when it was not kept.</param>
/// <param name="Steps">Its iterations.</param>
internal sealed record AlbumResult(ResultCell Cell, EmbeddedPicture? Picture, IReadOnlyList<AlbumStep> Steps);

/// <summary>An iteration.</summary>
/// <param name="Step">Its numbers.</param>
/// <param name="Map">The timestep map, coloured; null without.</param>
/// <param name="Preview">What the model saw; null without.</param>
internal sealed record AlbumStep(ResultStep Step, EmbeddedPicture? Map, EmbeddedPicture? Preview);
