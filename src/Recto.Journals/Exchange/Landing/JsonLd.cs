using System.Globalization;
using System.Text;
using System.Text.Json;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Landing;

/// <summary>An article as schema.org's <c>ScholarlyArticle</c>, with the marks of a wall where there is one (developers.google.com, paywalled content), and the trail of pages above it.</summary>
public static class JsonLd
{
    /// <summary>Class of the part of the page that is closed.</summary>
    public const string WallClass = "read";

    private const int LongestHeadline = 110;

    /// <summary>JSON, safe to stand in a <c>script</c> element of a page: no <c>&lt;</c>, <c>&gt;</c> or <c>&amp;</c> in it.</summary>
    public static string Of(LandingArticle landing)
    {
        ArgumentNullException.ThrowIfNull(landing);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteStartArray("@graph");
            WriteArticle(json, landing);
            Trail(json, landing);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteArticle(Utf8JsonWriter json, LandingArticle landing)
    {
        var article = landing.Article;
        json.WriteStartObject();
        json.WriteString("@type", "ScholarlyArticle");
        json.WriteString("@id", landing.Address);
        json.WriteString("url", landing.Address);
        json.WriteString("mainEntityOfPage", landing.Address);
        json.WriteString("headline", Cut(landing.FullTitle));
        json.WriteString("name", landing.FullTitle);
        Texts(json, "alternativeHeadline", article.TranslatedTitles.Select(title => title.Text));
        People(json, "author", article.Contributors.Where(person => person.Role == "author"));
        People(json, "editor", article.Contributors.Where(person => person.Role == "editor"));
        People(json, "translator", article.Contributors.Where(person => person.Role == "translator"));
        Text(json, "datePublished", article.Published?.ToString());
        json.WriteString("dateModified", landing.Updated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Text(json, "abstract", article.Abstracts.FirstOrDefault(text => text.Type is null)?.Text);
        Text(json, "inLanguage", article.Language);
        Texts(json, "keywords", article.Keywords);
        Text(json, "license", article.Licence?.Address);
        Text(json, "copyrightNotice", article.Copyright);
        Text(json, "pageStart", article.FirstPage);
        Text(json, "pageEnd", article.LastPage);
        Text(json, "articleSection", article.Section);
        Text(json, "image", landing.PictureAddress);
        if (article.Doi is { } doi)
        {
            json.WriteStartObject("identifier");
            json.WriteString("@type", "PropertyValue");
            json.WriteString("propertyID", "doi");
            json.WriteString("value", doi.Value);
            json.WriteEndObject();
            json.WriteString("sameAs", doi.Address);
        }

        Part(json, landing);
        if (landing.Publisher is { Length: > 0 } publisher)
        {
            json.WriteStartObject("publisher");
            json.WriteString("@type", "Organization");
            json.WriteString("name", publisher);
            json.WriteEndObject();
        }

        Money(json, article);
        json.WriteBoolean("isAccessibleForFree", landing.IsOpen);
        if (!landing.IsOpen && landing.HasText)
        {
            json.WriteStartArray("hasPart");
            json.WriteStartObject();
            json.WriteString("@type", "WebPageElement");
            json.WriteBoolean("isAccessibleForFree", false);
            json.WriteString("cssSelector", "." + WallClass);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        Encodings(json, landing);
        Citations(json, landing.Citations);
        json.WriteEndObject();
    }

    // The issue in its volume in its journal: as much of it as there is.
    private static void Part(Utf8JsonWriter json, LandingArticle landing)
    {
        json.WriteStartObject("isPartOf");
        if (landing.Number is { Length: > 0 } number || landing.IssueAddress is not null)
        {
            json.WriteString("@type", "PublicationIssue");
            Text(json, "issueNumber", landing.Number);
            Text(json, "@id", landing.IssueAddress);
            json.WriteStartObject("isPartOf");
            Volume(json, landing);
            json.WriteEndObject();
        }
        else
        {
            Volume(json, landing);
        }

        json.WriteEndObject();
    }

    private static void Volume(Utf8JsonWriter json, LandingArticle landing)
    {
        if (landing.Volume is { Length: > 0 } volume)
        {
            json.WriteString("@type", "PublicationVolume");
            json.WriteString("volumeNumber", volume);
            json.WriteStartObject("isPartOf");
            Periodical(json, landing);
            json.WriteEndObject();
        }
        else
        {
            Periodical(json, landing);
        }
    }

    private static void Periodical(Utf8JsonWriter json, LandingArticle landing)
    {
        json.WriteString("@type", "Periodical");
        json.WriteString("@id", landing.JournalAddress);
        json.WriteString("name", landing.JournalTitle);
        Text(json, "alternateName", landing.JournalAbbreviation);
        Texts(json, "issn", new[] { landing.OnlineIssn, landing.PrintIssn }.OfType<Issn>().Select(issn => issn.Value).Distinct());
    }

    private static void People(Utf8JsonWriter json, string name, IEnumerable<Contributor> contributors)
    {
        var people = contributors.Where(person => person.DisplayName.Length > 0).ToList();
        if (people.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var person in people)
        {
            json.WriteStartObject();
            json.WriteString("@type", person.IsGroup ? "Organization" : "Person");
            json.WriteString("name", person.DisplayName);
            if (!person.IsGroup)
            {
                Text(json, "familyName", person.Given is null ? null : person.Family);
                Text(json, "givenName", person.Given);
                Text(json, "honorificSuffix", person.Suffix);
            }

            if (person.Orcid is { Length: > 0 } orcid)
            {
                json.WriteString("@id", "https://orcid.org/" + orcid);
                json.WriteString("sameAs", "https://orcid.org/" + orcid);
            }

            if (person.Affiliations.Count > 0)
            {
                json.WriteStartArray("affiliation");
                foreach (var place in person.Affiliations)
                {
                    json.WriteStartObject();
                    json.WriteString("@type", "Organization");
                    json.WriteString("name", place);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Money(Utf8JsonWriter json, Article article)
    {
        var grants = article.Funding.Where(funding => funding.Funder is { Length: > 0 }).ToList();
        if (grants.Count == 0)
        {
            return;
        }

        json.WriteStartArray("funding");
        foreach (var funding in grants)
        {
            foreach (var award in funding.Awards.DefaultIfEmpty(null!))
            {
                json.WriteStartObject();
                json.WriteString("@type", "Grant");
                Text(json, "identifier", award);
                json.WriteStartObject("funder");
                json.WriteString("@type", "Organization");
                json.WriteString("name", funding.Funder);
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void Encodings(Utf8JsonWriter json, LandingArticle landing)
    {
        List<(string Address, string MediaType)> files = [.. new (string?, string)[] { (landing.PdfAddress, "application/pdf"), (landing.EpubAddress, "application/epub+zip"), (landing.JatsAddress, "application/xml") }
            .Where(file => file.Item1 is not null).Select(file => (file.Item1!, file.Item2))];
        if (files.Count == 0)
        {
            return;
        }

        json.WriteStartArray("encoding");
        foreach (var (address, mediaType) in files)
        {
            json.WriteStartObject();
            json.WriteString("@type", "MediaObject");
            json.WriteString("contentUrl", address);
            json.WriteString("encodingFormat", mediaType);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Citations(Utf8JsonWriter json, IReadOnlyList<OutgoingCitation> citations)
    {
        if (citations.Count == 0)
        {
            return;
        }

        json.WriteStartArray("citation");
        foreach (var citation in citations)
        {
            json.WriteStartObject();
            json.WriteString("@type", citation.Type switch { "book" => "Book", "book_chapter" => "Chapter", "journal_article" => "ScholarlyArticle", "dissertation" => "Thesis", "report" => "Report", "web_resource" => "WebPage", "dataset" => "Dataset", _ => "CreativeWork" });
            if (citation.Doi is { } doi)
            {
                json.WriteString("@id", doi.Address);
            }

            json.WriteString("name", citation.ArticleTitle ?? citation.VolumeTitle ?? citation.Unstructured ?? citation.Doi?.Value ?? "");
            Text(json, "author", citation.Author);
            Text(json, "datePublished", citation.Year);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Trail(Utf8JsonWriter json, LandingArticle landing)
    {
        json.WriteStartObject();
        json.WriteString("@type", "BreadcrumbList");
        json.WriteStartArray("itemListElement");
        var position = 0;
        Step(landing.JournalTitle, landing.JournalAddress);
        if (landing.IssueAddress is { } issue)
        {
            Step(landing.IssueName ?? landing.Number ?? landing.Volume ?? landing.JournalTitle, issue);
        }

        Step(landing.FullTitle, landing.Address);
        json.WriteEndArray();
        json.WriteEndObject();

        void Step(string name, string address)
        {
            json.WriteStartObject();
            json.WriteString("@type", "ListItem");
            json.WriteNumber("position", ++position);
            json.WriteString("name", name);
            json.WriteString("item", address);
            json.WriteEndObject();
        }
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            json.WriteString(name, value);
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        var told = values.Where(value => !string.IsNullOrWhiteSpace(value)).ToList();
        if (told.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in told)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string Cut(string title)
    {
        if (title.Length <= LongestHeadline)
        {
            return title;
        }

        var blank = title.LastIndexOf(' ', LongestHeadline - 1);
        var end = blank > LongestHeadline / 2 ? blank : LongestHeadline - 1;
        return title[..(char.IsHighSurrogate(title[end - 1]) ? end - 1 : end)] + "…";
    }
}
