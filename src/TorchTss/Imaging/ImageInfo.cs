namespace TorchTss.Imaging;

/// <summary>What a picture file's header says.</summary>
/// <param name="Width">W after the EXIF orientation is applied.</param>
/// <param name="Height">H after the EXIF orientation is applied.</param>
/// <param name="Format">PNG, JPEG, WebP, GIF or BMP, by content and not by name.</param>
public sealed record ImageInfo(int Width, int Height, string Format);
