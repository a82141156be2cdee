namespace TorchTss.Experiments.Frequency;

/// <summary>Everything that the frequency analysis leaves open; none of it is the paper's.</summary>
internal sealed record FrequencyOptions
{
    private const int SmallestPatch = 8;

    /// <summary>The bands.</summary>
    public BandCuts Bands { get; init; } = BandCuts.Default;

    /// <summary>Side of a patch in pixels, 8 or more.</summary>
    public int Patch { get; init; } = 128;

    /// <summary>How patches are split into bands.</summary>
    public PatchFilter PatchFilter { get; init; } = PatchFilter.Patch;

    /// <summary>What a transform sees beyond the edges.</summary>
    public PlaneEdges Edges { get; init; } = PlaneEdges.Wrap;

    /// <summary>Where classes part; null: thirds of all patches.</summary>
    public TextureThresholds? Thresholds { get; init; }

    /// <summary>Whose variance decides on classes.</summary>
    public TextureSource Texture { get; init; } = TextureSource.Reference;

    /// <summary>What of a step is looked at.</summary>
    public FrequencySignal Signal { get; init; } = FrequencySignal.X0;

    /// <summary>Which planes.</summary>
    public FrequencyChannel Channel { get; init; } = FrequencyChannel.Luma;

    /// <summary>A picture, or a folder of pictures with the inputs' names; null: the final result of the same run.</summary>
    public string? Reference { get; init; }

    /// <summary>Those that decide what is measured, as the command line spells them; thresholds are applied afterwards.</summary>
    public string Measured => string.Join(' ',
        $"--bands {Bands}", $"--patch {Patch}", $"--patch-filter {Word(PatchFilter)}", $"--edges {Word(Edges)}", $"--texture {Word(Texture)}", $"--signal {Word(Signal)}",
        $"--channel {Word(Channel)}", $"--reference {Reference ?? "final"}");

    /// <summary>Everything that is wrong, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Patch < SmallestPatch) yield return $"--patch {Patch}: patches are {SmallestPatch} pixels or more on a side; use for instance 128";
        if (Thresholds is { } t && !(t.First >= 0 && t.First <= t.Second))
        {
            yield return $"--thresholds {t}: these are two variances, 0 or more, the smaller one first; leave them out for thirds";
        }
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
