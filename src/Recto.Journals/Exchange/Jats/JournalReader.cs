using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Jats;

/// <summary>The journal as the file names it: <c>journal-title</c> with and without its group, <c>issn</c> typed the old way and the new.</summary>
internal static class JournalReader
{
    /// <summary>The journal; null where the file names none.</summary>
    public static JournalStatement? Read(XElement? meta, WarningLog log)
    {
        if (meta is null)
        {
            return null;
        }

        var (print, online) = Issns(meta, log);
        var journal = new JournalStatement
        {
            Title = FoldedText.Line(First(meta, "journal-title")),
            Abbreviation = FoldedText.Line(First(meta, "abbrev-journal-title")) ?? Id(meta, "nlm-ta") ?? Id(meta, "iso-abbrev"),
            Code = Id(meta, "publisher-id") ?? Id(meta, "publisher"),
            PrintIssn = print,
            OnlineIssn = online,
            Publisher = meta.Elements("publisher").Elements("publisher-name").Select(name => FoldedText.Line(name)).FirstOrDefault(name => name is not null),
        };
        return journal == new JournalStatement() ? null : journal;
    }

    private static XElement? First(XElement meta, string name) =>
        meta.Elements("journal-title-group").Elements(name).Concat(meta.Elements(name)).FirstOrDefault(element => !string.IsNullOrWhiteSpace(element.Value));

    private static string? Id(XElement meta, string type) =>
        FoldedText.Line(meta.Elements("journal-id").FirstOrDefault(id => string.Equals((string?)id.Attribute("journal-id-type"), type, StringComparison.OrdinalIgnoreCase)));

    private static (Issn? Print, Issn? Online) Issns(XElement meta, WarningLog log)
    {
        Issn? print = null, online = null;
        foreach (var element in meta.Elements("issn"))
        {
            if (FoldedText.Line(element) is not { } written)
            {
                continue;
            }

            if (!Issn.TryParse(written, out var issn))
            {
                log.Add(element, $"\"{written}\" is no ISSN (ISO 3297: eight digits, the last a check digit); it was left out.");
                continue;
            }

            switch (((string?)element.Attribute("publication-format") ?? (string?)element.Attribute("pub-type") ?? "").Trim().ToLowerInvariant())
            {
                case "epub" or "electronic" or "online" or "online-only":
                    online ??= issn;
                    break;
                case "ppub" or "print" or "":
                    print ??= issn;
                    break;
            }
        }

        return (print, online);
    }
}
