using TorchTss.Runtime;

namespace TorchTss.Tests.Runtime;

public sealed class ShownTextTests
{
    [TestCase("größe ☃ \U0001F600", "größe ☃ \U0001F600")]
    [TestCase("\u001b[2J\u009b31m\a\r\n", "?[2J?31m???")]
    [TestCase("a\u202Eb\u2028c\u200Bd", "a?b?c?d")]
    public void Only_what_steers_a_terminal_is_replaced(string text, string shown) => Assert.That(ShownText.Of(text), Is.EqualTo(shown));

    [Test]
    public void Half_a_surrogate_pair_is_replaced() => Assert.That(ShownText.Of($"a{(char)0xD83D}b{(char)0xDE00}"), Is.EqualTo("a?b?"));

    [TestCase(4, "ab\U0001F600…")]
    [TestCase(3, "ab…")]
    [TestCase(5, "ab\U0001F600c")]
    public void A_cut_never_parts_a_pair(int longest, string shown) => Assert.That(ShownText.Of("ab\U0001F600c", longest), Is.EqualTo(shown));
}
