using System.Net;
using System.Text;
using System.Xml.Linq;
using Recto.Journals.Issues;

namespace Recto.Journals.Exchange.Print;

/// <summary>An article as one HTML document for programs that set HTML with footnotes of CSS (WeasyPrint). Pictures are named by their file names; no script, no foreign address is loaded.</summary>
/// <param name="Html">The document.</param>
/// <param name="Pictures">Pictures that it shows, by the name that it shows them by.</param>
public sealed record PrintHtml(string Html, IReadOnlyDictionary<string, FinishedFile> Pictures)
{
    private static readonly string[] Endless = ["br", "img", "hr"];

    /// <summary>Writes an article. The style sheet <c>print.css</c> is to lie beside it.</summary>
    public static PrintHtml Of(PrintArticle print)
    {
        ArgumentNullException.ThrowIfNull(print);
        var writer = new Writer(print);
        var html = new StringBuilder();
        writer.Begin(html, isApparatus: false);
        writer.Section(html, "abstracts", print.Abstract);
        writer.Section(html, "text", print.Body);
        if (print.Uncalled.Count > 0)
        {
            html.Append("<section class=\"loose\"><h2>").Append(PrintWords.In(print.Source.Read.Article.Language).Notes).Append("</h2>\n");
            writer.NoteList(html, print.Uncalled);
            html.Append("</section>\n");
        }

        writer.Section(html, "references-part", print.References);
        writer.Section(html, "about", print.About);
        return new PrintHtml(html.Append("</body></html>\n").ToString(), writer.Pictures);
    }

    /// <summary>Writes the apparatus; null where the article has no notes.</summary>
    public static PrintHtml? Apparatus(PrintArticle print)
    {
        ArgumentNullException.ThrowIfNull(print);
        if (print.InOrder.Count == 0)
        {
            return null;
        }

        var writer = new Writer(print);
        var html = new StringBuilder();
        writer.Begin(html, isApparatus: true);
        html.Append("<section class=\"apparatus\">\n");
        writer.NoteList(html, print.InOrder, withReadings: true);
        html.Append("</section>\n");
        writer.Section(html, "sources", print.Sources);
        return new PrintHtml(html.Append("</body></html>\n").ToString(), writer.Pictures);
    }

    private sealed class Writer(PrintArticle print)
    {
        private readonly HashSet<string> _set = new(StringComparer.Ordinal);
        private readonly Dictionary<string, FinishedFile> _files = print.Source.Files.Values.DistinctBy(file => file.Name).ToDictionary(file => file.Name, StringComparer.Ordinal);

        public Dictionary<string, FinishedFile> Pictures { get; } = new(StringComparer.Ordinal);

        public void Begin(StringBuilder html, bool isApparatus)
        {
            var (article, record, citation) = (print.Source, print.Source.Read.Article, print.Source.Citation);
            var language = record.Language ?? "en";
            html.Append("<!DOCTYPE html>\n<html lang=\"").Append(Encoded(language)).Append("\"><head><meta charset=\"utf-8\"><title>").Append(Encoded(record.Title)).Append("</title>")
                .Append("<meta name=\"author\" content=\"").Append(Encoded(string.Join(", ", record.Authors.Select(author => author.DisplayName)))).Append("\"><meta name=\"keywords\" content=\"")
                .Append(Encoded(string.Join(", ", record.Keywords))).Append("\"><link rel=\"stylesheet\" href=\"print.css\"></head>\n<body class=\"").Append(isApparatus ? "apparatus-of" : "article").Append("\">\n");
            html.Append("<header><p class=\"serial\"><span class=\"journal\">").Append(Encoded(citation.JournalTitle)).Append("</span> <span class=\"place\">")
                .Append(Encoded(string.Join(", ", new[] { IssueNumbers.Of(citation.Volume, citation.Number), record.Published?.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), citation.Pages }.Where(part => !string.IsNullOrEmpty(part))))).Append("</span></p>\n");
            if ((record.Doi?.Address ?? article.Address) is { } link)
            {
                html.Append("<p class=\"link\"><a href=\"").Append(Encoded(link)).Append("\">").Append(Encoded(link)).Append("</a></p>\n");
            }

            html.Append("<h1>");
            Nodes(html, print.Title);
            html.Append("</h1>\n<p class=\"authors\">").Append(Encoded(string.Join(", ", record.Authors.Select(author => author.DisplayName)))).Append("</p>\n");
            html.Append(isApparatus ? $"<p class=\"kind\">{PrintWords.In(language).Apparatus}</p>\n" : "").Append("</header>\n");
        }

        public void Section(StringBuilder html, string kind, XElement part)
        {
            if (part.HasElements)
            {
                html.Append("<section class=\"").Append(kind).Append("\">\n");
                Nodes(html, part);
                html.Append("</section>\n");
            }
        }

        public void NoteList(StringBuilder html, IReadOnlyList<PrintNote> notes, bool withReadings = false)
        {
            foreach (var note in notes)
            {
                _set.Add(note.Id);
                html.Append("<div class=\"note\" id=\"").Append(Encoded(note.Id)).Append("\"><span class=\"number\">").Append(Encoded(note.Label)).Append("</span> ");
                Nodes(html, note.Content);
                if (withReadings && note.Reading is { } reading)
                {
                    html.Append("<div class=\"reading\">");
                    Nodes(html, reading);
                    html.Append("</div>");
                }

                html.Append("</div>\n");
            }
        }

        private void Nodes(StringBuilder html, XElement parent)
        {
            foreach (var node in parent.Nodes())
            {
                if (node is XText text)
                {
                    html.Append(Encoded(text.Value));
                }
                else if (node is XElement element)
                {
                    Element(html, element);
                }
            }
        }

        private void Element(StringBuilder html, XElement element)
        {
            if (PrintArticle.IsCall(element) && ((string)element.Attribute("href")!)[1..] is var id && print.Notes.TryGetValue(id, out var note))
            {
                Call(html, element, note);
                return;
            }

            var name = element.Name.LocalName;
            if (name == "a" && PrintArticle.HasClass(element, "zoom"))
            {
                Nodes(html, element);
                return;
            }

            if (name == "math")
            {
                // These programs know no mathematics: its words.
                html.Append("<i class=\"math\">").Append(Encoded(FormulaWords.Of(element))).Append("</i>");
                return;
            }

            html.Append('<').Append(name);
            foreach (var attribute in element.Attributes().Where(attribute => attribute.Name.LocalName is not ("loading" or "decoding" or "tabindex" or "role" or "aria-label" or "aria-labelledby" or "srcset" or "sizes") && !attribute.Name.LocalName.StartsWith("data-", StringComparison.Ordinal)))
            {
                html.Append(' ').Append(attribute.Name.LocalName).Append("=\"").Append(Encoded(Address(attribute, name))).Append('"');
            }

            html.Append('>');
            if (!Endless.Contains(name))
            {
                Nodes(html, element);
                html.Append("</").Append(name).Append('>');
            }
        }

        private string Address(XAttribute attribute, string element)
        {
            if (!attribute.Value.StartsWith(PrintArticle.FilePrefix, StringComparison.Ordinal))
            {
                return attribute.Value;
            }

            var name = attribute.Value[PrintArticle.FilePrefix.Length..];
            if (element == "img" && _files.TryGetValue(name, out var file))
            {
                Pictures["/" + name] = file;
                return Uri.EscapeDataString(name);
            }

            return print.Source.Address is { } address ? $"{address}/files/{Uri.EscapeDataString(name)}" : "#";
        }

        private void Call(StringBuilder html, XElement call, PrintNote note)
        {
            var label = call.Value.Trim() is { Length: > 0 and < 7 } printed ? printed : note.Label;
            if (label != call.Value.Trim())
            {
                html.Append(Encoded(call.Value));
            }

            html.Append("<a class=\"again\" href=\"#").Append(Encoded(note.Id)).Append("\">").Append(Encoded(label)).Append("</a>");
            if (!_set.Add(note.Id))
            {
                return;
            }

            html.Append("<span class=\"fn\" data-label=\"").Append(Encoded(label)).Append("\" id=\"").Append(Encoded(note.Id)).Append('"').Append(note.Language is { } language ? $" lang=\"{Encoded(language)}\"" : "").Append('>');
            InLine(html, note.Content);
            html.Append("</span>");
        }

        // A footnote of CSS stands in a paragraph: its own paragraphs become lines.
        private void InLine(StringBuilder html, XElement content)
        {
            foreach (var node in content.Nodes())
            {
                if (node is XElement { Name.LocalName: "p" or "div" or "blockquote" or "ul" or "ol" or "li" or "section" or "dl" or "dt" or "dd" or "figure" } block)
                {
                    html.Append("<span class=\"par\">");
                    InLine(html, block);
                    html.Append("</span> ");
                }
                else if (node is XElement element)
                {
                    Element(html, element);
                }
                else if (node is XText text)
                {
                    html.Append(Encoded(text.Value));
                }
            }
        }

        private static string Encoded(string text) => WebUtility.HtmlEncode(text);
    }
}
