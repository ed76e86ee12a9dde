using System.Text.Json;
using System.Text.RegularExpressions;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Identifiers;

namespace Recto.Journals.CitedBy;

/// <summary>A work as Crossref’s REST API tells it.</summary>
/// <param name="Work">Its record.</param>
/// <param name="CitedBy">How often it is cited (<c>is-referenced-by-count</c>); null where the answer does not say.</param>
/// <param name="Score">How well it answers a question, greater is better; null where none was asked.</param>
/// <param name="Pages">Pages as the register has them; null where there are none.</param>
public sealed record CrossrefWork(CitingWork Work, int? CitedBy, double? Score, string? Pages);

/// <summary>Reads answers of Crossref’s REST API: one work, or a list of them.</summary>
public static partial class CrossrefWorks
{
    private static readonly string[] SameWork = ["is-preprint-of", "has-preprint", "is-version-of", "has-version", "is-identical-to", "is-same-as"];

    /// <summary>Reads an answer, whole or not at all.</summary>
    /// <param name="answer">Its bytes, UTF-8.</param>
    /// <param name="fault">Why it is none, in English; null where it is one.</param>
    /// <returns>The works in the order of the answer, those without a DOI left out; null where it is no such answer.</returns>
    public static IReadOnlyList<CrossrefWork>? Read(ReadOnlyMemory<byte> answer, out string? fault)
    {
        fault = null;
        try
        {
            using var json = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 48 });
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object)
            {
                if (Text(json.RootElement, "message-type") == "work")
                {
                    return One(message) is { } work ? [work] : [];
                }

                if (message.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array)
                {
                    return [.. items.EnumerateArray().Select(One).OfType<CrossrefWork>()];
                }
            }

            fault = "The answer holds neither a work nor a list of works.";
        }
        catch (JsonException)
        {
            fault = "The answer breaks off or is no JSON.";
        }

        return null;
    }

    private static CrossrefWork? One(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || !Doi.TryParse(Text(item, "DOI"), out var doi))
        {
            return null;
        }

        var (title, subtitle) = (First(item, "title"), First(item, "subtitle"));
        var pages = Text(item, "page");
        var work = new CitingWork
        {
            Doi = doi,
            Kind = KindOf(Text(item, "type")),
            Title = title is not null && subtitle is not null && !title.Contains(subtitle, StringComparison.OrdinalIgnoreCase) ? $"{title}: {subtitle}" : title,
            Authors = Authors(item),
            Container = First(item, "container-title"),
            Issns = [.. Items(item, "ISSN").Select(Line).OfType<string>().Where(issn => Issn.TryParse(issn, out _)).Distinct(StringComparer.Ordinal)],
            Publisher = Text(item, "publisher"),
            Volume = Text(item, "volume"),
            Issue = Text(item, "issue"),
            FirstPage = pages?.Split('-', '–')[0].Trim() is { Length: > 0 } page ? page : Text(item, "article-number"),
            Year = YearIn(item, "published") ?? YearIn(item, "issued") ?? YearIn(item, "published-print") ?? YearIn(item, "published-online"),
            Versions = Relations(item),
            Retracts = [.. TakenBack(item, "update-to").Select(update => Doi.TryParse(Text(update, "DOI"), out var other) ? WorkKeys.Of(other) : null).OfType<string>().Distinct(StringComparer.Ordinal)],
            IsRetracted = TakenBack(item, "updated-by").Any() || title is not null && Retracted().IsMatch(title),
        };
        return new CrossrefWork(work, Number(item, "is-referenced-by-count") is >= 0 and <= int.MaxValue and var count ? (int)count : null, Number(item, "score"), pages);
    }

    private static CitingKind KindOf(string? type) => type switch
    {
        "journal-article" => CitingKind.Article,
        "book" or "monograph" or "edited-book" or "reference-book" or "book-set" or "book-series" => CitingKind.Book,
        "book-chapter" or "book-section" or "book-part" or "book-track" or "reference-entry" => CitingKind.Chapter,
        "proceedings-article" or "proceedings" => CitingKind.Conference,
        "dissertation" => CitingKind.Thesis,
        "posted-content" => CitingKind.Preprint,
        "report" or "report-component" or "report-series" => CitingKind.Report,
        "standard" or "standard-series" => CitingKind.Standard,
        "dataset" or "database" or "component" => CitingKind.Dataset,
        "peer-review" => CitingKind.Review,
        _ => CitingKind.Unknown,
    };

    private static IReadOnlyList<CitingAuthor> Authors(JsonElement item) => [.. Items(item, "author").Where(person => person.ValueKind == JsonValueKind.Object)
        .Select(person => (Family: Text(person, "family") ?? Text(person, "name"), Given: Text(person, "given"), Orcid: Text(person, "ORCID")?.Split('/')[^1]))
        .Where(person => person.Family is not null).Select(person => new CitingAuthor(person.Family!, person.Given, person.Orcid is { Length: 19 } ? person.Orcid : null))];

    private static IReadOnlyList<string> Relations(JsonElement item) => !item.TryGetProperty("relation", out var relations) || relations.ValueKind != JsonValueKind.Object ? []
        : [.. SameWork.SelectMany(name => Items(relations, name)).Where(related => related.ValueKind == JsonValueKind.Object && (Text(related, "id-type") ?? "doi") == "doi")
            .Select(related => Doi.TryParse(Text(related, "id"), out var doi) ? WorkKeys.Of(doi) : null).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static IEnumerable<JsonElement> TakenBack(JsonElement item, string name) => Items(item, name).Where(update => update.ValueKind == JsonValueKind.Object && Text(update, "type")?.ToLowerInvariant() is "retraction" or "withdrawal" or "removal");

    private static int? YearIn(JsonElement item, string name) => item.TryGetProperty(name, out var date) && date.ValueKind == JsonValueKind.Object
        && Items(date, "date-parts").FirstOrDefault() is { ValueKind: JsonValueKind.Array } parts && parts.GetArrayLength() > 0 && parts[0].ValueKind == JsonValueKind.Number && parts[0].TryGetInt32(out var year) && year is >= 1000 and < 3000 ? year : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement item, string name) => item.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string? First(JsonElement item, string name) => Items(item, name).Select(Line).FirstOrDefault(text => text is not null);

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? Line(value) : null;

    // Titles hold tags of their own (<i>, <sup>, MathML).
    private static string? Line(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is { } text ? PrintedText.Line(System.Net.WebUtility.HtmlDecode(Tags().Replace(text, ""))) : null;

    private static double? Number(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    // <i>   </sup>   <mml:math xmlns:mml="…">
    [GeneratedRegex("</?[A-Za-z][A-Za-z0-9:]{0,20}(\\s[^<>]{0,400})?/?>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tags();

    // RETRACTED: Title   WITHDRAWN: Title   Retracted Article: Title
    [GeneratedRegex(@"^\W*(RETRACTED|WITHDRAWN|Retracted( Article)?\s*:|Retraction:)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Retracted();
}
