using TorchTss.Runtime;

namespace TorchTss.Metrics.QAlign;

/// <summary>Settings of Q-Align.</summary>
internal sealed record QAlignOptions
{
    /// <summary>What is asked.</summary>
    [Setting("what is asked about the picture: quality or aesthetics")]
    public QAlignTask Task { get; init; } = QAlignTask.Quality;

    /// <summary>Worth of the five answers.</summary>
    [Setting("1-5: as in papers; 0-1: as the scorer of the Q-Align repository")]
    public string Scale { get; init; } = "1-5";

    /// <summary>Word order.</summary>
    [Setting("corrected: the words of training; class-score: with the slip of the repository's score method")]
    public QAlignWording Prompt { get; init; } = QAlignWording.Corrected;
}
