using System.Globalization;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Landing;

/// <summary>The tags of Highwire Press, as Google Scholar and citation managers read them. What is not known has no tag; an author is followed by what belongs to them and nobody else.</summary>
public static class HighwireTags
{
    /// <summary>Names and contents in their order, contents not yet encoded for HTML.</summary>
    public static IReadOnlyList<(string Name, string Content)> Of(LandingArticle landing)
    {
        ArgumentNullException.ThrowIfNull(landing);
        var article = landing.Article;
        var tags = new List<(string Name, string Content)>();
        void Tag(string name, string? content)
        {
            if (!string.IsNullOrWhiteSpace(content))
            {
                tags.Add((name, OneLine(content)));
            }
        }

        Tag("citation_title", landing.FullTitle);
        foreach (var author in article.Authors.Where(author => author.DisplayName.Length > 0))
        {
            Tag("citation_author", author.NameInIndex());
            foreach (var place in author.Affiliations)
            {
                Tag("citation_author_institution", place);
            }

            Tag("citation_author_orcid", author.Orcid is null ? null : Orcid.AddressOf(author.Orcid));
        }

        Tag("citation_publication_date", DateOf(article.PublishedInPrint ?? article.PublishedOnline));
        Tag("citation_online_date", DateOf(article.PublishedOnline));
        Tag("citation_journal_title", landing.JournalTitle);
        Tag("citation_journal_abbrev", landing.JournalAbbreviation);
        foreach (var issn in new[] { landing.OnlineIssn, landing.PrintIssn }.OfType<Issn>().Distinct())
        {
            Tag("citation_issn", issn.Value);
        }

        Tag("citation_volume", landing.Volume);
        Tag("citation_issue", landing.Number);
        Tag("citation_firstpage", article.FirstPage ?? article.ElocationId);
        Tag("citation_lastpage", article.LastPage);
        Tag("citation_doi", article.Doi?.Value);
        Tag("citation_language", article.Language);
        Tag("citation_publisher", landing.Publisher);
        foreach (var keyword in article.Keywords)
        {
            Tag("citation_keywords", keyword);
        }

        Tag("citation_abstract_html_url", landing.Address);
        Tag("citation_fulltext_html_url", landing is { HasText: true, MayRead: true } ? landing.Address : null);
        Tag("citation_pdf_url", landing.MayTakePdf ? landing.PdfAddress : null);
        return tags;
    }

    /// <summary>Contents of <c>citation_reference</c>, one for each distinct work, not yet encoded for HTML.</summary>
    /// <param name="citations">What the article cites.</param>
    public static IEnumerable<string> References(IEnumerable<OutgoingCitation> citations)
    {
        ArgumentNullException.ThrowIfNull(citations);
        return citations.Select(Reference).OfType<string>().Select(OneLine).Where(reference => reference.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static string? DateOf(PartialDate? date) => date switch
    {
        null => null,
        { Month: { } month, Day: { } day } => string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}/{month:00}/{day:00}"),
        _ => date.Year.ToString("0000", CultureInfo.InvariantCulture),
    };

    private static string? Reference(OutgoingCitation citation)
    {
        var parts = new List<string>();
        void Part(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                parts.Add($"{name}={OneLine(value).Replace(';', ',')}"); // Semicolons part the fields.
            }
        }

        Part("citation_title", citation.ArticleTitle ?? citation.VolumeTitle);
        Part("citation_author", citation.Author);
        Part("citation_journal_title", citation.JournalTitle);
        Part("citation_inbook_title", citation.ArticleTitle is null ? null : citation.VolumeTitle);
        Part("citation_volume", citation.Volume);
        Part("citation_issue", citation.Issue);
        Part("citation_firstpage", citation.FirstPage);
        Part("citation_publication_date", citation.Year);
        Part("citation_doi", citation.Doi?.Value);
        var tells = citation.ArticleTitle ?? citation.VolumeTitle ?? citation.Doi?.Value;
        return tells is null ? citation.Unstructured : string.Join("; ", parts);
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
