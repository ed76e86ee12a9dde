using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.SavedPage;

/// <summary>Writes what was found on a saved page as a JATS document. What the page lacks is warned of, nothing is invented.</summary>
public static class PageJats
{
    /// <summary>Writes the document.</summary>
    /// <param name="record">What was found.</param>
    /// <param name="format">What it was found in.</param>
    /// <param name="quiet">Whether to say nothing about what is absent.</param>
    public static ArticleDocument Write(PageRecord record, SourceFormat format, bool quiet = false)
    {
        ArgumentNullException.ThrowIfNull(record);
        var article = new XElement("article",
            new XAttribute(XNamespace.Xmlns + "xlink", Namespaces.XLink.NamespaceName),
            record.Language is { } language ? new XAttribute(XNamespace.Xml + "lang", language) : null,
            new XElement("front", JournalMeta(record), ArticleMeta(record)),
            record.Body.Count > 0 ? new XElement("body", record.Body) : null,
            Back(record));
        PageCalls.Tie(article, record.Notes);
        if (!quiet)
        {
            WarnOfAbsence(record);
        }

        return new ArticleDocument
        {
            Jats = new XDocument(article),
            Format = format,
            Warnings = [.. record.Warnings.OrderBy(warning => warning.Line ?? int.MaxValue)],
            LeftOut = [.. record.LeftOut],
            Offers = [.. record.Offers],
        };
    }

    /// <summary>Whether a warning says that the page lacks what an option can give.</summary>
    /// <param name="warning">Any warning.</param>
    /// <param name="option">The option: <c>--doi</c>, <c>--journal</c>, <c>--issue</c>.</param>
    public static bool IsAbsence(ImportWarning warning, string option)
    {
        ArgumentNullException.ThrowIfNull(warning);
        return warning.Message.EndsWith($"(give it with {option}).", StringComparison.Ordinal);
    }

    private static XElement? JournalMeta(PageRecord record)
    {
        if (record.Journal is not { } journal)
        {
            return null;
        }

        return new XElement("journal-meta",
            journal.Code is { } code ? new XElement("journal-id", new XAttribute("journal-id-type", "publisher-id"), code) : null,
            journal.Title is null && journal.Abbreviation is null ? null : new XElement("journal-title-group",
                Worded("journal-title", journal.Title),
                journal.Abbreviation is { } abbreviation ? new XElement("abbrev-journal-title", abbreviation) : null),
            journal.PrintIssn is { } print ? new XElement("issn", new XAttribute("publication-format", "print"), print.Value) : null,
            journal.OnlineIssn is { } online ? new XElement("issn", new XAttribute("publication-format", "electronic"), online.Value) : null,
            journal.Publisher is { } publisher ? new XElement("publisher", new XElement("publisher-name", publisher)) : null);
    }

    private static XElement ArticleMeta(PageRecord record) => new("article-meta",
        record.Doi is { } doi ? new XElement("article-id", new XAttribute("pub-id-type", "doi"), doi.Value) : null,
        record.Section is { } section ? new XElement("article-categories", new XElement("subj-group", new XAttribute("subj-group-type", "heading"), new XElement("subject", section))) : null,
        new XElement("title-group", new XElement("article-title", record.Title)),
        Contributors(record),
        record.Affiliations.Select(affiliation => new XElement("aff", affiliation)),
        Date("pub-date", "pub", "electronic", record.Online),
        Date("pub-date", "pub", "print", record.Print),
        Worded("volume", record.Volume),
        Worded("issue", record.Issue),
        Worded("fpage", record.FirstPage),
        Worded("lpage", record.LastPage),
        record.LastPage is null ? null : Worded("page-range", record.PageRange),
        record.History.Count > 0 ? new XElement("history", record.History.Select(entry => Date("date", entry.Type, null, entry.Date))) : null,
        record.Copyright is null && record.Licence is null ? null : new XElement("permissions",
            Worded("copyright-statement", record.Copyright),
            record.Licence is { } licence ? new XElement("license", new XAttribute(Namespaces.XLink + "href", licence)) : null),
        record.Abstract.Count > 0 ? new XElement("abstract", Worded("title", record.AbstractTitle), record.Abstract) : null,
        record.Keywords.Count > 0 ? new XElement("kwd-group", Worded("title", record.KeywordsTitle), record.Keywords.Select(word => new XElement("kwd", word))) : null,
        Funding(record));

    private static XElement? Contributors(PageRecord record)
    {
        if (record.Authors.Count == 0)
        {
            return null;
        }

        var title = record.ContributorsTitle;
        return new XElement("contrib-group", record.Authors.Select(author =>
        {
            var hasBio = author.Biography.Count > 0;
            var contrib = new XElement("contrib", new XAttribute("contrib-type", "author"),
                author.Orcid is { } orcid ? new XElement("contrib-id", new XAttribute("contrib-id-type", "orcid"), Orcid.AddressOf(orcid)) : null,
                author.Name.IsGroup ? new XElement("collab", author.Name.Family) : new XElement("name", new XElement("surname", author.Name.Family), Worded("given-names", author.Name.Given), Worded("suffix", author.Name.Suffix)),
                author.Affiliations.Select(affiliation => new XElement("aff", affiliation)),
                hasBio ? new XElement("bio", Worded("title", title), author.Biography.Select(text => new XElement("p", text))) : null);
            title = hasBio ? null : title;
            return contrib;
        }));
    }

    private static XElement? Funding(PageRecord record)
    {
        if (record.Funding.Count == 0)
        {
            return null;
        }

        return new XElement("funding-group",
            record.Funding.Where(funding => funding.Funder is not null || funding.Awards.Count > 0).Select(funding => new XElement("award-group",
                Worded("funding-source", funding.Funder), funding.Awards.Select(award => new XElement("award-id", award)))),
            record.Funding.Where(funding => funding.Statement is not null).Select(funding => new XElement("funding-statement", funding.Statement)));
    }

    private static XElement? Back(PageRecord record)
    {
        var back = new XElement("back",
            record.Acknowledgements.Select(statement => new XElement("ack", Worded("title", statement.Title), statement.Blocks)),
            record.Statements.Select(statement => new XElement("sec", statement.Type is { } type ? new XAttribute("sec-type", type) : null, Worded("title", statement.Title), statement.Blocks)),
            record.Notes.Count > 0 ? new XElement("fn-group", Worded("title", record.NotesTitle), Notes(record)) : null,
            record.References.Select(list => new XElement("ref-list", Worded("title", list.Title), list.Blocks)));
        return back.HasElements ? back : null;
    }

    private static IEnumerable<XElement> Notes(PageRecord record)
    {
        for (var i = 0; i < record.Notes.Count; i++)
        {
            yield return new XElement("fn", new XAttribute("id", PageCalls.IdOf(i)), Worded("label", record.Notes[i].Label), record.Notes[i].Paragraphs);
        }
    }

    private static XElement? Date(string element, string type, string? format, PageDate? date)
    {
        if (date is null)
        {
            return null;
        }

        var written = DateParts.Into(new XElement(element, new XAttribute("date-type", type), format is null ? null : new XAttribute("publication-format", format)), date.Date);
        written.Add(date.Printed is { } printed && printed != date.Date.ToString() ? new XElement("string-date", printed) : null);
        return written;
    }

    private static XElement? Worded(string name, string? text) => string.IsNullOrEmpty(text) ? null : new XElement(name, text);

    private static void WarnOfAbsence(PageRecord record)
    {
        var absent = new List<string>();
        Check(record.Doi is null, "no DOI", "--doi");
        Check(record.Journal?.Title is null, "no journal", "--journal");
        Check(record.Volume is null, "no volume", "--issue");
        Check(record.Issue is null, "no issue", "--issue");
        Check(record.Authors.Count == 0, "no author", null);
        Check(record.Online is null && record.Print is null, "no date of publication", null);
        Check(record.FirstPage is null, "no page numbers", null);

        void Check(bool missing, string what, string? option)
        {
            if (missing)
            {
                record.Warnings.Add(new ImportWarning(null, $"The page names {what}; {(option is null ? "it was left empty" : $"it was left empty (give it with {option})")}."));
            }
        }
    }
}
