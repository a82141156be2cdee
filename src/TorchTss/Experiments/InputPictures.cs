using TorchTss.Experiments.Results;
using TorchTss.Hosts;
using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Experiments;

/// <summary>The pictures of an input in a results file.</summary>
internal static class InputPictures
{
    /// <summary>Keeps the input, its original, and what SDS sees of it, once each.</summary>
    public static void Keep(ResultsFile file, ExperimentCell cell, Image8 input, Image8? original, Frame frame, HostProfile profile)
    {
        if (file.Kept(cell.Input.Id)) return;
        using var scope = NewDisposeScope();
        file.PutPicture(input);
        if (original is not null) file.PutPicture(original);
        var map = LatentVariance.Of(frame.Upsampled, frame.Padded, cell.Setting.Settings.Tss, profile.LatentFactor);
        file.PutVariance(cell.Input.Id, file.PutPicture(GreyPicture.Of(map, 0, 1)));
    }
}
