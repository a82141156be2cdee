namespace TorchTss.Cli;

/// <summary>A picture and what it is restored with.</summary>
/// <param name="Picture">Input and output.</param>
/// <param name="Settings">Those of the command line, with the picture's own texts.</param>
/// <param name="Texts">Where these texts stand; null where they are the command line's.</param>
internal sealed record PictureRun(InputPicture Picture, RunSettings Settings, string? Texts);
