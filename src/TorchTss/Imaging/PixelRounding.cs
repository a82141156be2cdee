namespace TorchTss.Imaging;

/// <summary>How a value between two grey levels becomes 8 bits; the official programs differ.</summary>
public enum PixelRounding
{
    /// <summary>To the nearest level, halves to the even one (torch.round).</summary>
    HalfToEven,

    /// <summary>To the level below.</summary>
    Truncate,
}
