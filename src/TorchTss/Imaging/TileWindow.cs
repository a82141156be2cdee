namespace TorchTss.Imaging;

/// <summary>One tile of a picture or latent, in its pixels.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct TileWindow(int X, int Y, int Width, int Height);
