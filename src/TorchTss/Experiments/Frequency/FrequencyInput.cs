using TorchTss.Experiments.Results;
using TorchTss.Imaging;

namespace TorchTss.Experiments.Frequency;

/// <summary>A picture to analyse runs on.</summary>
/// <param name="Record">As the results file keeps it.</param>
/// <param name="Picture">The low-resolution picture.</param>
/// <param name="Reference">What steps are compared with; null: the final result of the run itself.</param>
internal sealed record FrequencyInput(ResultInput Record, Image8 Picture, Image8? Reference)
{
    /// <summary>Reads a picture, and its reference where one is given.</summary>
    /// <param name="name">What tables call it.</param>
    /// <param name="path">The file.</param>
    /// <param name="reference">A file; null for none.</param>
    /// <exception cref="Runtime.UserException">A file that is no picture.</exception>
    public static FrequencyInput Read(string name, string path, string? reference)
    {
        var (picture, original) = (ImageFile.Read(path), reference is null ? null : ImageFile.Read(reference));
        var (key, originalKey) = (ResultKey.Of(picture), original is null ? null : ResultKey.Of(original));
        return new(new ResultInput(ResultKey.Of(key, originalKey ?? ""), name, path, key, originalKey), picture, original);
    }
}
