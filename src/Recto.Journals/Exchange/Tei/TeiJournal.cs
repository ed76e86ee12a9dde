using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Tei;

/// <summary>Where an article appeared: the journal, volume, issue and pages that <c>sourceDesc</c> names, and the publisher and date of the file.</summary>
/// <param name="source">The <c>biblStruct</c> of what was edited; null where there is none.</param>
/// <param name="publication">The <c>publicationStmt</c>; null where there is none.</param>
/// <param name="series">The <c>seriesStmt</c>; null where there is none.</param>
internal sealed class TeiJournal(XElement? source, XElement? publication, XElement? series)
{
    private readonly XElement? _monograph = TeiNames.Child(source, "monogr");

    /// <summary>A publisher without a journal, for which the front of an article has no place; known after <see cref="Meta"/>.</summary>
    public string? LonelyPublisher { get; private set; }

    /// <summary>The journal; null where nothing names it.</summary>
    public XElement? Meta()
    {
        var title = TeiNames.Children(_monograph, "title").Concat(TeiNames.Children(series, "title")).FirstOrDefault(candidate => TeiNames.Value(candidate, "level") == "j" && TeiNames.Value(candidate, "type") is null or "main" or "full");
        var issns = TeiNames.Within(source, "idno").Concat(TeiNames.Within(series, "idno")).Where(idno => TeiNames.Value(idno, "type")?.Contains("issn", StringComparison.OrdinalIgnoreCase) == true)
            .Select(idno => (Type: TeiNames.Value(idno, "type")!, Value: TeiNames.Line(idno.Value))).Where(issn => Issn.TryParse(issn.Value, out _)).ToList();
        var publisher = Words(TeiNames.Within(_monograph, "publisher").FirstOrDefault()) ?? Words(TeiNames.Child(publication, "publisher"));
        LonelyPublisher = title is null && issns.Count == 0 ? publisher : null;
        return title is null && issns.Count == 0 ? null : new XElement("journal-meta",
            title is null ? null : new XElement("journal-title-group", new XElement("journal-title", TeiNames.Line(title.Value))),
            issns.Select(issn => new XElement("issn", new XAttribute("publication-format", issn.Type.StartsWith('e') || issn.Type.Contains("online", StringComparison.OrdinalIgnoreCase) ? "electronic" : "print"), issn.Value)),
            publisher is null ? null : new XElement("publisher", new XElement("publisher-name", publisher)));
    }

    /// <summary>The dates: of the printed source where it is a journal's, else of the file.</summary>
    public IEnumerable<XElement> Dates()
    {
        var printed = Date(TeiNames.Within(TeiNames.Child(_monograph, "imprint"), "date"));
        if (printed is not null)
        {
            yield return Written(printed, "print");
        }

        if (Date(TeiNames.Children(publication, "date")) is { } online && (printed is null || source is null))
        {
            yield return Written(online, "electronic");
        }
    }

    /// <summary>Volume, issue and pages.</summary>
    public IEnumerable<XElement> Places()
    {
        foreach (var (unit, name) in new[] { ("volume", "volume"), ("issue", "issue") })
        {
            if (Scope(unit) is { } scope)
            {
                yield return new XElement(name, scope.From);
            }
        }

        if (Scope("page") is { } pages)
        {
            yield return new XElement("fpage", pages.From);
            if (pages.To is { } last)
            {
                yield return new XElement("lpage", last);
            }
        }
    }

    private (string From, string? To)? Scope(string unit)
    {
        foreach (var scope in TeiNames.Within(source, "biblScope").Where(scope => (TeiNames.Value(scope, "unit") ?? TeiNames.Value(scope, "type")) is { } said && (said == unit || unit == "page" && said is "pp" or "pages" || unit == "volume" && said is "vol" || unit == "issue" && said is "number" or "no" or "iss")))
        {
            var words = TeiNames.Line(scope.Value);
            var parts = words?.Split(['-', '–', '—'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
            var from = TeiNames.Value(scope, "from") ?? TeiNames.Value(scope, "n") ?? (unit == "page" && parts.Length > 0 ? parts[0] : words);
            if (from is not null)
            {
                return (from, TeiNames.Value(scope, "to") ?? (unit == "page" && parts.Length == 2 ? parts[1] : null));
            }
        }

        return null;
    }

    // The first that gives a day of our calendar, else the first that gives a year.
    private static PartialDate? Date(IEnumerable<XElement> dates)
    {
        foreach (var date in dates)
        {
            foreach (var written in new[] { TeiNames.Value(date, "when"), TeiNames.Value(date, "when-iso"), TeiNames.Value(date, "from"), TeiNames.Value(date, "notBefore"), TeiNames.Line(date.Value) })
            {
                var day = written is { Length: > 10 } && written[10] == 'T' ? written[..10] : written;
                if (day is not null && PartialDate.TryParse(day, out var parsed))
                {
                    return parsed;
                }
            }
        }

        return null;
    }

    private static XElement Written(PartialDate value, string format) =>
        DateParts.Into(new XElement("pub-date", new XAttribute("date-type", "pub"), new XAttribute("publication-format", format)), value);

    private static string? Words(XElement? publisher) => TeiNames.Line((TeiNames.Children(publisher, "orgName").FirstOrDefault() ?? publisher)?.Value);
}
