using System.Globalization;
using System.Text.RegularExpressions;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.SavedPage;

/// <summary>Reads dates as article pages print them: <c>28 Apr 2020</c>, <c>April 28, 2020</c>, <c>28. April 2020</c>, <c>28 апреля 2020</c>, <c>2020-04-28</c>, <c>April 2020</c>, <c>2020</c>.</summary>
public static partial class PageDates
{
    private static readonly Dictionary<string, int> Months = Table();

    /// <summary>Reads the first date in a text; null where there is none, or none that a calendar has.</summary>
    public static PartialDate? Find(string text) => Match(text)?.Date;

    internal static (PartialDate Date, string Printed)? Match(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (Match match in Dates().Matches(text))
        {
            var year = Number(match, "y");
            int? month = match.Groups["m"].Success ? Number(match, "m") : match.Groups["w"].Success ? MonthOf(match.Groups["w"].Value) : null;
            int? day = match.Groups["d"].Success ? Number(match, "d") : null;
            if (match.Groups["w"].Success && month is null)
            {
                continue;
            }

            var written = new PartialDate(year, month, day).ToString();
            if (PartialDate.TryParse(written, out var date))
            {
                return (date!, match.Value);
            }

            // No calendar has the day: the month alone is believed.
            if (day is not null && PartialDate.TryParse(new PartialDate(year, month).ToString(), out var partial))
            {
                return (partial!, match.Value);
            }
        }

        return null;
    }

    internal static int? MonthOf(string word)
    {
        var key = word.TrimEnd('.').ToLowerInvariant();
        return Months.TryGetValue(key, out var month) ? month : null;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // 2020-04-28 | 28 Apr 2020 | April 28, 2020 | Apr 2020 | 28/04/2020 is left alone where day and month cannot be told apart | 2020
    [GeneratedRegex(@"(?<![\d])(?:(?<y>\d{4})[-/.](?<m>\d{1,2})(?:[-/.](?<d>\d{1,2}))?(?!\d)|(?<d>\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s*(?:de\s+)?(?<w>\p{L}{3,12})\.?,?\s*(?:de\s+)?(?<y>\d{4})(?!\d)|(?<w>\p{L}{3,12})\.?\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<y>\d{4})(?!\d)|(?<w>\p{L}{3,12})\.?,?\s+(?:de\s+)?(?<y>\d{4})(?!\d)|(?<y>1[5-9]\d\d|20\d\d)(?!\d))", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Dates();

    private static Dictionary<string, int> Table()
    {
        string[] names =
        [
            "january jan januar jänner janvier janv enero ene janeiro gennaio gen января январь янв styczeń stycznia januari",
            "february feb februar février févr fév febrero fevereiro febbraio февраля февраль фев luty lutego februari",
            "march mar märz mär mars marzo março марта март marzec marca maart",
            "april apr avril avr abril abr aprile апреля апрель апр kwiecień kwietnia",
            "may mai mayo maio maggio мая май maj maja mei",
            "june jun juni juin junio junho giugno июня июнь czerwiec czerwca",
            "july jul juli juillet juil julio julho luglio июля июль lipiec lipca",
            "august aug août aout agosto ago августа август авг sierpień sierpnia augustus",
            "september sep sept septembre septiembre setembro settembre сентября сентябрь сен wrzesień września",
            "october oct oktober okt octobre octubre outubro ottobre октября октябрь окт październik października",
            "november nov novembre noviembre novembro ноября ноябрь ноя listopad listopada",
            "december dec dezember dez décembre déc diciembre dic dezembro dicembre декабря декабрь дек grudzień grudnia",
        ];
        var table = new Dictionary<string, int>();
        for (var month = 0; month < names.Length; month++)
        {
            foreach (var name in names[month].Split(' '))
            {
                table.TryAdd(name, month + 1);
            }
        }

        return table;
    }
}
