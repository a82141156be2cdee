using System.Text;
using TorchTss.Reports;

namespace TorchTss.Tests.Reports;

public sealed class HtmlTemplateTests
{
    [TestCase("<script>alert('x')</script> & \"q\"", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot;")]
    [TestCase("Zürich 東京 😀.png", "Zürich 東京 😀.png")]
    [TestCase("a\u0000b\u0007c\nd", "a\uFFFDb\uFFFDc\nd")]
    public void Text_becomes_text_whatever_is_in_it(string text, string escaped) => Assert.That(Html.Escape(text), Is.EqualTo(escaped));

    [Test]
    public void Every_value_of_a_template_is_escaped_except_markup()
    {
        var html = HtmlTemplate.Render("settings", new
        {
            AxisNames = new[] { "n" },
            Settings = new[] { new { Label = "<b>&", Values = new[] { "'" }, Runs = 1, Json = "{\"a\": \"<i>\"}" } },
            Pictures = new Html("<em>2</em>"),
        }).Text;
        Assert.That(html, Does.Contain("aria-label=\"Settings of &lt;b&gt;&amp;\"").And.Contain("<th scope=\"row\">&#39;</th>")
            .And.Contain("{&quot;a&quot;: &quot;&lt;i&gt;&quot;}").And.Contain("1 of <em>2</em>"));
    }

    [Test]
    public void A_name_that_the_model_lacks_is_an_error() =>
        Assert.That(() => HtmlTemplate.Render("settings", new { Pictures = 1 }), Throws.Exception.With.Message.Contains("AxisNames"));

    [Test]
    public void Every_template_can_be_parsed_and_is_small()
    {
        var folder = Path.Combine(SourceTree.Library, "Reports", "Page");
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            Assert.That(File.ReadLines(file).Count(), Is.LessThan(320), file);
            Assert.That(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file)), Does.EndWith("\n"), file);
            if (file.EndsWith(".html", StringComparison.Ordinal)) Assert.That(
                Scriban.Template.Parse(File.ReadAllText(file)).HasErrors, Is.False, file);
        }
    }
}
