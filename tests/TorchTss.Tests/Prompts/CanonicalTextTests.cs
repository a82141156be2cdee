using TorchTss.Prompts;

namespace TorchTss.Tests.Prompts;

public sealed class CanonicalTextTests
{
    // Unicode Standard Annex 15, and the tables behind it.
    [TestCase("plain", "plain")]
    [TestCase("e\u0301", "\u00E9")]
    [TestCase("\u212B", "\u00C5")]                               // a single character that stands for another
    [TestCase("a\u0323\u0302", "\u1EAD")]                        // in two steps
    [TestCase("a\u0302\u0323", "\u1EAD")]                        // marks in the wrong order
    [TestCase("\u1100\u1161\u11A8", "\uAC01")]                   // Hangul
    [TestCase("\uAC00\u11A8", "\uAC01")]
    [TestCase("\u0958", "\u0915\u093C")]                         // excluded from composition
    [TestCase("a\u0327\u0301", "\u00E1\u0327")]                  // past a mark that does not compose
    [TestCase("e\u0301\u0301", "\u00E9\u0301")]                  // only one of two equal marks
    [TestCase("\uFB01", "\uFB01")]                               // compatibility is not canonical
    public void Is_composed_as_the_standard_says(string text, string composed)
    {
        Assert.That(CanonicalText.Compose(text), Is.EqualTo(composed));
        Assert.That(CanonicalText.Compose(composed), Is.EqualTo(composed), "once is enough");
    }
}
