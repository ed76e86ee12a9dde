using System.Xml.Linq;
using Recto.Journals.Exchange.Html;

namespace Recto.Journals.Exchange.Epub;

/// <summary>What a package says of the article in it.</summary>
internal static class ArticleMetadata
{
    /// <summary>Writes it.</summary>
    /// <param name="article">The article.</param>
    /// <param name="words">Recto's own words.</param>
    /// <param name="facts">What the documents hold.</param>
    public static XElement Write(FinishedArticle article, SpokenWords words, AccessibilityFacts facts)
    {
        var (record, metadata) = (article.Read.Article, new PackageMetadata());
        if (record.Doi is { } doi)
        {
            metadata.Identify(doi);
        }
        else
        {
            metadata.Identify(article.Citation.JournalTitle, article.Slug, record.Title);
        }

        metadata.Title(record.Title, record.Subtitle);
        foreach (var translated in record.TranslatedTitles.Where(title => title.Text.Length > 0))
        {
            metadata.Meta("dcterms:alternative", translated.Text).Add(translated.Language is null ? null : new XAttribute(XNamespace.Xml + "lang", translated.Language));
        }

        foreach (var person in record.Contributors)
        {
            metadata.Person(person);
        }

        metadata.Add("language", record.Language ?? "und");
        metadata.Optional("publisher", article.Publisher ?? record.Journal?.Publisher);
        metadata.Optional("date", record.Published?.ToString());
        metadata.Optional("description", record.Abstracts.Count > 0 ? record.Abstracts[0].Text : null);
        foreach (var keyword in record.Keywords.Distinct(StringComparer.Ordinal))
        {
            metadata.Optional("subject", keyword);
        }

        metadata.Optional("rights", string.Join(" ", new[] { record.Copyright, record.Licence?.Address ?? record.Licence?.Text }.Where(part => !string.IsNullOrWhiteSpace(part))));
        metadata.Add("source", article.Address ?? TitlePage.PlaceOf(article), "source");
        if (facts.HasPages)
        {
            metadata.Refine("source", "source-of", "pagination");
        }

        metadata.Modified(article.Updated);
        metadata.Journal(article.Citation.JournalTitle, article.Citation.Volume, article.Citation.Number, record.Journal?.OnlineIssn ?? record.Journal?.PrintIssn);
        metadata.OptionalMeta("schema:pagination", article.Citation.Pages);
        metadata.Accessibility(facts, words);
        return metadata.Element;
    }
}
