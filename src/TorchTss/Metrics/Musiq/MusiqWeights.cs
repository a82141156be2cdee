namespace TorchTss.Metrics.Musiq;

/// <summary>What a MUSIQ was trained on.</summary>
internal enum MusiqWeights
{
    /// <summary>KonIQ-10k: photographs in the wild, about 0..100.</summary>
    Koniq,

    /// <summary>AVA: photographs for beauty, 1..10.</summary>
    Ava,

    /// <summary>SPAQ: pictures of smartphones, about 0..100.</summary>
    Spaq,

    /// <summary>PaQ-2-PiQ: pictures and patches of them, about 0..100.</summary>
    Paq2piq,
}
