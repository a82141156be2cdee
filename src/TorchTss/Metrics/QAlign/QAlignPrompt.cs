namespace TorchTss.Metrics.QAlign;

/// <summary>What is asked about a picture.</summary>
internal enum QAlignTask
{
    /// <summary>"How would you rate the quality of this image?".</summary>
    Quality,

    /// <summary>"How would you rate the aesthetics of this image?".</summary>
    Aesthetics,
}

/// <summary>How the answer is begun.</summary>
internal enum QAlignWording
{
    /// <summary>"The quality of the image is", as in training and in pyiqa.</summary>
    Corrected,

    /// <summary>"The image of the quality is", a slip in the score method of the Q-Align repository.</summary>
    ClassScore,
}

/// <summary>The prompts and the five answers as LLaMA's tokenizer cuts them: they never change, so no tokenizer is needed.</summary>
internal static class QAlignPrompt
{
    private static readonly long[] _quality = [11029], _aesthetics = [263, 342, 9188, 1199], _image = [1967];

    /// <summary>"excellent", "good", "fair", "poor", "bad".</summary>
    public static readonly long[] Answers = [15129, 1781, 6534, 6460, 4319];

    /// <summary>Token ids, the picture's slot among them.</summary>
    public static long[] Ids(QAlignTask task, QAlignWording wording)
    {
        var subject = task == QAlignTask.Quality ? _quality : _aesthetics;
        var (first, second) = wording == QAlignWording.Corrected ? (subject, _image) : (_image, subject);
        return
        [
            1, 3148, 1001, 29901,                               // <s> USER:
            1128, 723, 366, 6554, 278, .. subject, 310, 445, 1967, 29973, 13,       // How would you rate the … of this image?⏎
            OwlModel.PictureSlot,
            29871, 13, 22933, 9047, 13566, 29901,               // ⏎ASSISTANT:
            450, .. first, 310, 278, .. second, 338,            // The … of the … is
        ];
    }
}
