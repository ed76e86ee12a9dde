using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Dates of publication and history: NLM's <c>pub-type</c>, JATS's <c>date-type</c> with <c>publication-format</c>, months in figures or words, ISO attributes.</summary>
internal sealed class DateReader(WarningLog log)
{
    private static readonly string[] MonthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The dates of the article online and in print; null where the source does not say.</summary>
    public (PartialDate? Online, PartialDate? Print) Published(XElement meta)
    {
        PartialDate? online = null, print = null, issue = null, untyped = null;
        foreach (var element in meta.Elements("pub-date"))
        {
            var type = Attribute(element, "pub-type");
            var dateType = Attribute(element, "date-type");
            var format = Attribute(element, "publication-format");
            switch ((type, dateType, format))
            {
                case ("epub" or "epreprint" or "electronic" or "online", _, _) or ("", "" or "pub" or "epub" or "published", "electronic" or "online" or "online-only"):
                    online ??= Read(element);
                    break;
                case ("ppub" or "print", _, _) or ("", "" or "pub" or "ppub" or "published", "print"):
                    print ??= Read(element);
                    break;
                case ("epub-ppub", _, _) or ("", "pub", "print-electronic" or "electronic-print"):
                    online ??= Read(element);
                    print ??= online;
                    break;
                case ("collection", _, _) or ("", "collection", _):
                    issue ??= Read(element);
                    break;
                case (not ("pmc-release" or "nihms-submitted" or "preprint" or "retracted" or "corrected" or "received" or "accepted" or "rev-recd"), "" or "pub" or "published" or "publication" or "original-publication" or "original-pub", _):
                    // Types of the publisher's own (publication-year, …) say when, but not in what form.
                    untyped ??= Read(element);
                    break;
            }
        }

        return (online ?? (print is null ? untyped : null), print ?? (online is null && untyped is null ? issue : null));
    }

    /// <summary>The dates of the history, in order.</summary>
    public IReadOnlyList<HistoryDate> History(XElement meta)
    {
        var dates = new List<HistoryDate>();
        foreach (var element in meta.Elements("history").Elements("date").Concat(meta.Elements("pub-history").Elements("event").Elements("date")))
        {
            if (Read(element) is { } date)
            {
                var type = Attribute(element, "date-type");
                dates.Add(new HistoryDate(type.Length > 0 ? type : Attribute(element.Parent, "event-type") is { Length: > 0 } happened ? happened : "other", date));
            }
        }

        return dates;
    }

    /// <summary>One date; null where it has no year that can be.</summary>
    public PartialDate? Read(XElement element)
    {
        var year = FoldedText.Line(element.Element("year"));
        if (year is null)
        {
            var iso = ((string?)element.Attribute("iso-8601-date") ?? FoldedText.Line(element) ?? "").Trim();
            if (PartialDate.TryParse(iso.Length > 10 && iso[10] == 'T' ? iso[..10] : iso, out var whole))
            {
                return whole;
            }

            log.Add(element, iso.Length == 0 ? "A date is empty; it was left out." : $"The date \"{iso}\" is no calendar date; it was left out.");
            return null;
        }

        if (!int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 9999 || year.Length != 4)
        {
            log.Add(element, $"The year \"{year}\" of a date is no year; the date was left out.");
            return null;
        }

        return WithinYear(element, number);
    }

    private PartialDate WithinYear(XElement element, int year)
    {
        if (FoldedText.Line(element.Element("month")) is not { } written)
        {
            return new PartialDate(year);
        }

        if (Month(written) is not { } month)
        {
            log.Add(element, $"The month \"{written}\" of a date is no month; only the year {year} was kept.");
            return new PartialDate(year);
        }

        if (FoldedText.Line(element.Element("day")) is not { } writtenDay)
        {
            return new PartialDate(year, month);
        }

        if (int.TryParse(writtenDay, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day >= 1 && day <= DateTime.DaysInMonth(year, month))
        {
            return new PartialDate(year, month, day);
        }

        log.Add(element, $"The day \"{writtenDay}\" is not in its month; only year and month were kept.");
        return new PartialDate(year, month);
    }

    private static int? Month(string written)
    {
        if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number is >= 1 and <= 12 ? number : null;
        }

        var name = Array.FindIndex(MonthNames, month => written.StartsWith(month, StringComparison.OrdinalIgnoreCase));
        return name >= 0 ? name + 1 : null;
    }

    private static string Attribute(XElement? element, string name) => ((string?)element?.Attribute(name) ?? "").Trim().ToLowerInvariant();
}
