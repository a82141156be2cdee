namespace TorchTss.Cli;

/// <summary>The photograph that is restored when none is given.</summary>
internal static class SamplePicture
{
    public static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "weights", "photos", "sample-lr.png");
}
