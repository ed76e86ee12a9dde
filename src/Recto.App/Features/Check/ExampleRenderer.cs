using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Recto.App.Shell.Reports;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;

namespace Recto.App.Features.Check;

/// <summary>Shows an example of a rule's page as notes, with the marked place marked: <c>44 [|See note 44 above|].</c></summary>
internal sealed class ExampleRenderer(DiagnosticDescriptor rule) : HtmlObjectRenderer<FencedCodeBlock>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, FencedCodeBlock obj)
    {
        if (obj.Info != "notes")
        {
            renderer.Write("<pre><code>");
            renderer.WriteLeafRawLines(obj, true, true);
            renderer.Write("</code></pre>");
            return;
        }

        var words = (obj.Arguments ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<string> judged = [.. words.Select(Judged).OfType<string>()];
        if (judged.Count > 0)
        {
            renderer.Write($"<p class=\"says label\">{NoteMarkup.Encode(string.Join("; ", judged))}</p>");
        }

        renderer.Write("<ol class=\"apparatus example\">");
        for (var i = 0; i < obj.Lines.Count; i++)
        {
            var line = obj.Lines.Lines[i].ToString();
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank > 0)
            {
                renderer.Write($"<li><div class=\"note\"><span class=\"back\">{NoteMarkup.Encode(line.AsSpan(0, blank))}</span> {Marked(line[(blank + 1)..], words.Contains("italics"))}</div></li>");
            }
        }

        renderer.Write("</ol>");
    }

    private static string? Judged(string word) =>
        word.StartsWith("year=", StringComparison.Ordinal) ? $"The article is of {word[5..]}."
        : HouseStyle.Find(word) is { } style ? $"Judged by {style.Title}."
        : null;

    private string Marked(string text, bool italics)
    {
        var html = NoteMarkup.Encode(text)
            .Replace("[|", $"<mark class=\"{FindingWords.KeyOf(rule.Severity)}\">", StringComparison.Ordinal)
            .Replace("|]", "</mark>", StringComparison.Ordinal);
        for (var open = true; italics && html.IndexOf('*', StringComparison.Ordinal) is >= 0 and var star; open = !open)
        {
            html = html[..star] + (open ? "<i>" : "</i>") + html[(star + 1)..];
        }

        return html;
    }
}
