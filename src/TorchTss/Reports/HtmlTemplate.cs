using System.Globalization;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace TorchTss.Reports;

/// <summary>The templates of the folder <c>Page</c>: members are spelt as in C#, and what they print is escaped.</summary>
internal static class HtmlTemplate
{
    /// <summary>Fills a template.</summary>
    /// <param name="name">The file without <c>.html</c>.</param>
    /// <param name="model">Its public members are the template's names.</param>
    public static Html Render(string name, object model)
    {
        var template = Template.Parse(PageFiles.Read($"{name}.html"), $"{name}.html");
        if (template.HasErrors) throw new InvalidOperationException(string.Join(Environment.NewLine, template.Messages));
        var names = new ScriptObject();
        names.Import(model, renamer: member => member.Name);
        var context = new EscapingContext
        {
            MemberRenamer = member => member.Name,
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            LoopLimit = int.MaxValue,
            LimitToString = int.MaxValue,
        };
        context.PushCulture(CultureInfo.InvariantCulture);
        context.PushGlobal(names);
        return new Html(template.Render(context));
    }

    private sealed class EscapingContext : TemplateContext
    {
        // The template's own text takes another path; this one is for values.
        public override TemplateContext Write(SourceSpan span, object? textAsObject) =>
            Write(textAsObject is Html html ? html.Text : Html.Escape(ObjectToString(textAsObject) ?? ""));
    }
}
