using System.Buffers;
using System.Text.Json;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Landing;

/// <summary>An article as schema.org's <c>ScholarlyArticle</c>, with the marks of a wall where there is one (developers.google.com, paywalled content), and the trail of pages above it.</summary>
public static class JsonLd
{
    /// <summary>Class of the part of the page that is closed.</summary>
    public const string WallClass = "walled";

    private const int LongestHeadline = 110;

    /// <summary>Writes JSON, safe to stand in a <c>script</c> element of a page: no <c>&lt;</c>, <c>&gt;</c> or <c>&amp;</c> in it.</summary>
    /// <param name="output">Where it goes, UTF-8.</param>
    /// <param name="landing">The article.</param>
    public static void Write(IBufferWriter<byte> output, LandingArticle landing)
    {
        ArgumentNullException.ThrowIfNull(landing);
        using var json = new Utf8JsonWriter(output, GraphJson.Options);
        GraphJson.Begin(json);
        WriteArticle(json, landing);
        GraphJson.Trail(json, landing.IssueAddress is { } issue
            ? [(landing.JournalTitle, landing.JournalAddress), (landing.IssueName ?? landing.Number ?? landing.Volume ?? landing.JournalTitle, issue), (landing.FullTitle, landing.Address)]
            : [(landing.JournalTitle, landing.JournalAddress), (landing.FullTitle, landing.Address)]);
        GraphJson.End(json);
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
        GraphJson.Texts(json, "alternativeHeadline", article.TranslatedTitles.Select(title => title.Text));
        People(json, "author", article.Contributors.Where(person => person.Role == "author"));
        People(json, "editor", article.Contributors.Where(person => person.Role == "editor"));
        People(json, "translator", article.Contributors.Where(person => person.Role == "translator"));
        GraphJson.Text(json, "datePublished", article.Published?.ToString());
        json.WriteString("dateModified", IsoInstant.Of(landing.Updated));
        GraphJson.Text(json, "abstract", article.Abstracts.FirstOrDefault(text => text.Type is null)?.Text);
        GraphJson.Text(json, "inLanguage", article.Language);
        GraphJson.Texts(json, "keywords", article.Keywords);
        GraphJson.Text(json, "license", SafeAddress.Of(article.Licence?.Address));
        GraphJson.Text(json, "copyrightNotice", article.Copyright);
        GraphJson.Text(json, "pageStart", article.FirstPage);
        GraphJson.Text(json, "pageEnd", article.LastPage);
        GraphJson.Text(json, "articleSection", article.Section);
        GraphJson.Text(json, "image", landing.PictureAddress);
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
        JournalJsonLd.Publisher(json, landing.Publisher);
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

        if (!landing.IsOpen)
        {
            LandingOffer.Write(json, landing.Offers);
        }

        Encodings(json, landing);
        if (landing.CitedJson.Length > 0)
        {
            json.WritePropertyName("citation");
            json.WriteRawValue(landing.CitedJson.Span, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    // The issue in its volume in its journal: as much of it as there is.
    private static void Part(Utf8JsonWriter json, LandingArticle landing)
    {
        json.WriteStartObject("isPartOf");
        if (landing.Number is { Length: > 0 } number || landing.IssueAddress is not null)
        {
            json.WriteString("@type", "PublicationIssue");
            GraphJson.Text(json, "issueNumber", landing.Number);
            GraphJson.Text(json, "@id", landing.IssueAddress);
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
        GraphJson.Text(json, "alternateName", landing.JournalAbbreviation);
        GraphJson.Texts(json, "issn", new[] { landing.OnlineIssn, landing.PrintIssn }.OfType<Issn>().Select(issn => issn.Value).Distinct());
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
                GraphJson.Text(json, "familyName", person.Given is null ? null : person.Family);
                GraphJson.Text(json, "givenName", person.Given);
                GraphJson.Text(json, "honorificSuffix", person.Suffix);
            }

            if (person.Orcid is { Length: > 0 } orcid)
            {
                json.WriteString("@id", Orcid.AddressOf(orcid));
                json.WriteString("sameAs", Orcid.AddressOf(orcid));
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
                GraphJson.Text(json, "identifier", award);
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
        var files = landing.Files;
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
