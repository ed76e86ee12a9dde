using System.Net;
using System.Text;
using Recto.Journals.Exchange.Statements;

namespace Recto.Journals.Exchange.Print;

/// <summary>Writes a sheet with sums as HTML for programs that set pages from it. The style sheet <c>print.css</c> is to lie beside it.</summary>
public static class StatementHtml
{
    /// <summary>Writes it.</summary>
    public static PrintHtml Write(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"").Append(Text(statement.Language)).Append("\"><head><meta charset=\"utf-8\"><title>").Append(Text(statement.Title))
            .Append("</title><link rel=\"stylesheet\" href=\"print.css\"><style>@page { size: A4; margin: 28mm 26mm } table { width: 100%; border-collapse: collapse } td, th { text-align: left; vertical-align: top; padding: 4pt 0 } td:last-child, th:last-child { text-align: right } dt { color: #55504a } dd { margin: 0 0 6pt }</style></head>\n<body><h1>")
            .Append(Text(statement.Title)).Append("</h1>\n<dl>\n");
        foreach (var (name, text) in statement.Facts)
        {
            html.Append("<dt>").Append(Text(name)).Append("</dt><dd>").AppendJoin("<br>", text.Split('\n').Select(Text)).Append("</dd>\n");
        }

        html.Append("</dl>\n<table><thead><tr><th scope=\"col\">").Append(Text(statement.Things)).Append("</th><th scope=\"col\">").Append(Text(statement.Amounts)).Append("</th></tr></thead><tbody>\n");
        foreach (var (title, says, amount) in statement.Lines)
        {
            html.Append("<tr><td>").Append(Text(title)).Append("<br><small>").Append(Text(says)).Append("</small></td><td>").Append(Text(amount)).Append("</td></tr>\n");
        }

        foreach (var (name, amount) in statement.Sums)
        {
            html.Append("<tr><th scope=\"row\">").Append(Text(name)).Append("</th><td>").Append(Text(amount)).Append("</td></tr>\n");
        }

        html.Append("</tbody></table>\n");
        foreach (var note in statement.Notes)
        {
            html.Append("<p>").AppendJoin("<br>", note.Split('\n').Select(Text)).Append("</p>\n");
        }

        return new PrintHtml(html.Append("</body></html>\n").ToString(), new Dictionary<string, FinishedFile>());
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
