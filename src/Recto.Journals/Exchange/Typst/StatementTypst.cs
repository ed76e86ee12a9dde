using System.Text;
using Recto.Journals.Exchange.Statements;

namespace Recto.Journals.Exchange.Typst;

/// <summary>Writes a sheet with sums for Typst: A4, a list of facts, a table, what stands below.</summary>
public static class StatementTypst
{
    /// <summary>Writes it.</summary>
    public static TypstDocument Write(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var source = new StringBuilder("#import \"/recto.typ\": *\n")
            .Append("#set document(title: ").Append(Text(statement.Title)).Append(")\n")
            .Append("#set page(paper: \"a4\", margin: (x: 26mm, y: 28mm))\n")
            .Append("#set text(font: serif, size: 11pt, number-type: \"lining\", lang: ").Append(TypstWriter.Tag(statement.Language) ?? "\"en\"").Append(")\n")
            .Append("#set par(leading: 5pt, spacing: 9pt)\n")
            .Append("#let lines(words) = words.split(\"\\n\").map(line => [#line]).join(linebreak())\n")
            .Append("#heading(level: 1, text(size: 18pt, weight: \"regular\", ").Append(Text(statement.Title)).Append("))\n#v(8mm)\n")
            .Append("#grid(columns: (34mm, 1fr), row-gutter: 9pt, column-gutter: 4mm,\n");
        foreach (var (name, text) in statement.Facts)
        {
            source.Append("  text(fill: pale, ").Append(Text(name)).Append("), lines(").Append(Text(text)).Append("),\n");
        }

        source.Append(")\n#v(8mm)\n#table(columns: (1fr, auto), stroke: none, inset: (x: 0pt, y: 5pt), column-gutter: 6mm, align: (left, right),\n")
            .Append("  table.hline(stroke: .6pt),\n  table.header(emph(").Append(Text(statement.Things)).Append("), ").Append(Text(statement.Amounts)).Append("),\n  table.hline(stroke: .3pt),\n");
        foreach (var (title, says, amount) in statement.Lines)
        {
            source.Append("  [#").Append(Text(title)).Append("#linebreak()#text(size: .86em, fill: pale, ").Append(Text(says)).Append(")], ").Append(Text(amount)).Append(",\n");
        }

        source.Append("  table.hline(stroke: .3pt),\n");
        foreach (var (i, (name, amount)) in statement.Sums.Index())
        {
            var isLast = i == statement.Sums.Count - 1;
            source.Append(isLast ? "  table.hline(stroke: .6pt),\n" : "").Append("  ").Append(Sum(name, isLast)).Append(", ").Append(Sum(amount, isLast)).Append(",\n");
        }

        source.Append(")\n");
        foreach (var note in statement.Notes)
        {
            source.Append("#v(4mm)\n#text(size: .9em, fill: pale, lines(").Append(Text(note)).Append("))\n");
        }

        return new TypstDocument(source.ToString(), new Dictionary<string, FinishedFile>(), []);
    }

    private static string Text(string text) => TypstText.Literal(TypstText.Breakable(text));

    private static string Sum(string text, bool isLast) => isLast ? $"text(size: 1.15em, {Text(text)})" : Text(text);
}
