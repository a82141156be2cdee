using System.Globalization;
using TorchTss.Metrics.QAlign;

namespace TorchTss.Tests.Metrics.QAlign;

/// <summary>Token ids of specification §7.1.</summary>
public sealed class QAlignPromptTests
{
    [TestCase("Quality", "Corrected", "11029 310 445 1967", "450 11029 310 278 1967 338")]
    [TestCase("Quality", "ClassScore", "11029 310 445 1967", "450 1967 310 278 11029 338")]
    [TestCase("Aesthetics", "Corrected", "263 342 9188 1199 310 445 1967", "450 263 342 9188 1199 310 278 1967 338")]
    [TestCase("Aesthetics", "ClassScore", "263 342 9188 1199 310 445 1967", "450 1967 310 278 263 342 9188 1199 338")]
    public void Asks_for_the_task_in_the_chosen_word_order(string task, string wording, string question, string answer)
    {
        var text = $"1 3148 1001 29901 1128 723 366 6554 278 {question} 29973 13 -200 29871 13 22933 9047 13566 29901 {answer}";
        Assert.That(QAlignPrompt.Ids(Enum.Parse<QAlignTask>(task), Enum.Parse<QAlignWording>(wording)),
            Is.EqualTo(text.Split(' ').Select(id => long.Parse(id, CultureInfo.InvariantCulture))));
    }
}
