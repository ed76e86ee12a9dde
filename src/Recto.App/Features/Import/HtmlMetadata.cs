using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.SavedPage;
using Recto.Journals.Identifiers;

namespace Recto.App.Features.Import;

/// <summary>Reads the metadata of a page's head: Highwire Press (<c>citation_*</c>), Dublin Core (<c>DC.*</c>), PRISM, in this order of trust.</summary>
internal static partial class HtmlMetadata
{
    public static void Read(IHtmlDocument page, PageRecord record)
    {
        var meta = page.QuerySelectorAll("meta[content]")
            .Select(element => (Name: (element.GetAttribute("name") ?? element.GetAttribute("property") ?? "").Trim().ToLowerInvariant().Replace("dcterms.", "dc.", StringComparison.Ordinal), Value: Clean(element.GetAttribute("content")!)))
            .Where(pair => pair.Name.Length > 0 && pair.Value.Length > 0)
            .ToList();
        string? One(params string[] names) => names.SelectMany(name => meta.Where(pair => pair.Name == name)).Select(pair => pair.Value).FirstOrDefault();

        record.Language = Language(One("citation_language", "dc.language") ?? page.DocumentElement.GetAttribute("lang"));
        if (One("citation_title", "dc.title", "wkhealth_title") is { } title)
        {
            record.Title = [new XText(title)];
        }

        record.Doi = meta.Where(pair => pair.Name is "citation_doi" or "dc.identifier" or "dc.identifier.doi" or "prism.doi" or "doi" or "publication_doi")
            .Select(pair => Doi.TryParse(pair.Value, out var doi) ? doi : (Doi?)null).FirstOrDefault(doi => doi is not null);
        record.Volume = One("citation_volume", "prism.volume", "dc.source.volume");
        record.Issue = One("citation_issue", "prism.number", "dc.source.issue");
        record.FirstPage = One("citation_firstpage", "prism.startingpage");
        record.LastPage = One("citation_lastpage", "prism.endingpage");
        record.PageRange = record is { FirstPage: { } first, LastPage: { } last } ? $"{first}-{last}" : null;
        record.Section = One("citation_section", "citation_article_type", "dc.type.articletype", "prism.section");
        record.Online = Date(One("citation_online_date", "dc.date.issued", "citation_publication_date", "citation_date", "dc.date", "prism.publicationdate", "article:published_time"));
        record.Print = One("citation_online_date") is null ? null : Date(One("citation_publication_date", "citation_date"));
        record.Copyright = One("dc.rights") is { } rights && !rights.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? rights : null;
        record.Licence = page.QuerySelector("a[rel~=license][href], link[rel~=license][href]")?.GetAttribute("href") is { } licence && licence.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? licence
            : meta.FirstOrDefault(pair => pair.Name is "dc.rights" or "dc.license" && pair.Value.Contains("creativecommons.org", StringComparison.OrdinalIgnoreCase)).Value;
        record.Journal = Journal(meta);
        record.Keywords.AddRange(meta.Where(pair => pair.Name is "citation_keywords" or "dc.subject").SelectMany(pair => pair.Value.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.OrdinalIgnoreCase));
        ReadAuthors(meta, record);
    }

    private static JournalStatement? Journal(List<(string Name, string Value)> meta)
    {
        string? One(params string[] names) => names.SelectMany(name => meta.Where(pair => pair.Name == name)).Select(pair => pair.Value).FirstOrDefault();

        var issns = meta.Where(pair => pair.Name is "citation_issn" or "prism.issn" or "dc.source.issn").Select(pair => Issn.TryParse(pair.Value, out var issn) ? issn : (Issn?)null).Where(issn => issn is not null).Distinct().ToList();
        var journal = new JournalStatement
        {
            Title = One("citation_journal_title", "prism.publicationname", "dc.source", "citation_inbook_title"),
            Abbreviation = One("citation_journal_abbrev"),
            Publisher = One("citation_publisher", "dc.publisher"),
            OnlineIssn = One("citation_eissn", "prism.eissn") is { } electronic && Issn.TryParse(electronic, out var online) ? online : issns.Count > 1 ? issns[1] : null,
            PrintIssn = issns.FirstOrDefault(),
        };
        return journal == new JournalStatement() ? null : journal;
    }

    private static void ReadAuthors(List<(string Name, string Value)> meta, PageRecord record)
    {
        var names = meta.Any(pair => pair.Name == "citation_author") ? "citation_author" : meta.Any(pair => pair.Name == "citation_authors") ? "citation_authors" : "dc.creator";
        foreach (var (name, value) in meta)
        {
            if (name == names)
            {
                foreach (var author in names == "citation_authors" || value.Contains(';', StringComparison.Ordinal) ? value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [value])
                {
                    record.Authors.Add(new PagePerson { Name = PageNames.Divide(author) });
                }
            }
            else if (record.Authors.Count > 0 && name is "citation_author_institution" or "citation_author_affiliation" && record.Authors.Count > 0)
            {
                record.Authors[^1].Affiliations.Add(value);
            }
            else if (name == "citation_author_orcid" && record.Authors.Count > 0 && Orcid().Match(value) is { Success: true } orcid)
            {
                record.Authors[^1].Orcid = orcid.Value;
            }
        }
    }

    private static PageDate? Date(string? text) => text is not null && PageDates.Find(text) is { } date ? new PageDate(date, null) : null;

    private static string? Language(string? text) => text is not null && Tag().IsMatch(text) ? text.ToLowerInvariant() switch { "eng" or "english" => "en", "fre" or "fra" => "fr", "ger" or "deu" => "de", "rus" => "ru", "spa" => "es", "ita" => "it", _ => text } : null;

    internal static string Clean(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("\0", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Orcid();
}
