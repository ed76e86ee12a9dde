using System.Globalization;
using System.Text.RegularExpressions;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Reads printed dates: years, ranges, days in the languages that historians print most.</summary>
internal static partial class PrintedDates
{
    /// <summary>No date is longer, in UTF-16 code units.</summary>
    private const int Longest = 200;

    // Folded beginnings of the names of months; the longer one is tried first.
    private static readonly (string Begin, int Month)[] Months =
    [
        .. new (string Names, int Month)[]
        {
            ("jan gen ene янв ian yan", 1), ("feb fev fév fevr фев", 2), ("mar mär мар", 3), ("apr avr abr апр", 4), ("may mai mag maj mayo май мая", 5), ("jun juin giu iun июн iyun", 6),
            ("jul juil lug iul июл iyul", 7), ("aug aou aoû ago avg авг", 8), ("sep set сен sent", 9), ("oct okt ott out окт", 10), ("nov noy ноя", 11), ("dec déc dez dic dek дек", 12),
        }.SelectMany(pair => pair.Names.Split(' ').Select(begin => (begin, pair.Month))).OrderByDescending(pair => pair.begin.Length),
    ];

    /// <summary>The date; null where nothing is printed.</summary>
    public static CitedDate? Of(string? words)
    {
        if (PrintedText.Line(words) is not { } printed)
        {
            return null;
        }

        if (printed.Length > Longest)
        {
            return new CitedDate(printed, null, null, null, IsCirca: false);
        }

        var isCirca = Circa().IsMatch(printed);
        if (Numeric().Match(printed) is { Success: true } numeric && Day(numeric) is { } exact)
        {
            return new CitedDate(printed, exact, null, null, isCirca);
        }

        var year = Year().Match(printed);
        if (!year.Success)
        {
            return new CitedDate(printed, null, null, null, isCirca);
        }

        var from = int.Parse(year.Groups["from"].ValueSpan, CultureInfo.InvariantCulture);
        var to = To(from, year.Groups["to"].Value);
        var suffix = year.Groups["letter"].Value;
        var days = DaysOf(printed);
        return days switch
        {
            [] => new CitedDate(printed, new CitedDay(from, null, null), to is { } last ? new CitedDay(last, null, null) : null, suffix.Length > 0 ? suffix : null, isCirca),
            [var only] => new CitedDate(printed, only with { Year = from }, null, null, isCirca),
            [var first, .., var end] when end.Month >= first.Month => new CitedDate(printed, first with { Year = from }, end with { Year = from }, null, isCirca),
            _ => new CitedDate(printed, new CitedDay(from, null, null), null, null, isCirca),
        };
    }

    // Months with the day that stands beside them; what is no day of that month is left out.
    private static List<CitedDay> DaysOf(string printed)
    {
        var found = new List<CitedDay>();
        foreach (Match match in MonthWord().Matches(printed))
        {
            var word = match.Groups["month"].Value.ToLowerInvariant();
            var month = Array.Find(Months, known => word.StartsWith(known.Begin, StringComparison.Ordinal)).Month;
            if (month == 0)
            {
                continue;
            }

            var number = match.Groups["before"].Success ? match.Groups["before"].ValueSpan : match.Groups["after"].ValueSpan;
            int? day = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 32 && value <= DateTime.DaysInMonth(2000, month) ? value : null;
            found.Add(new CitedDay(0, month, day));
        }

        return found;
    }

    private static CitedDay? Day(Match match)
    {
        int Number(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
        var (year, month, day) = (Number("y"), Number("m"), Number("d"));
        return month is > 0 and < 13 && day > 0 && day <= DateTime.DaysInMonth(Math.Clamp(year, 1, 9999), month) ? new CitedDay(year, month, day) : null;
    }

    // 1947–51 ends in 1951, 1998–9 in 1999.
    private static int? To(int from, string printed)
    {
        if (printed.Length == 0)
        {
            return null;
        }

        var last = int.Parse(printed, CultureInfo.InvariantCulture);
        var unit = printed.Length switch { 1 => 10, 2 => 100, _ => 10000 };
        var full = printed.Length < 4 ? (from / unit * unit) + last : last;
        return full > from ? full : null;
    }

    // 1947   1935a   1947–51   1912/13   1957–1977
    [GeneratedRegex(@"(?<!\d)(?<from>1\d{3}|20\d{2}|21\d{2})(?<letter>[a-h](?![\p{L}\d]))?(\s*[-–—/]\s*(?<to>\d{4}|\d{1,2})(?![\p{L}\d.]))?(?!\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Year();

    // 1932-11-10   10.11.1932   10. 11. 1932
    [GeneratedRegex(@"(?<!\d)((?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})|(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?(?<y>\d{4}))(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numeric();

    // 10 novembre   1er décembre   5. Mai   May 5,   3 de mayo
    [GeneratedRegex(@"(?<!\d)((?<before>\d{1,2})(er|st|nd|rd|th|\.|º|°)?\s+(de\s+|di\s+|d’)?)?(?<![\p{L}])(?<month>\p{L}{3,12})\.?(\s+(?<after>\d{1,2})(st|nd|rd|th)?(?![\d]))?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MonthWord();

    // c. 1920   ca. 1920   um 1920   1920?   [1920]
    [GeneratedRegex(@"(?<!\p{L})(c\.|ca\.?|circa|vers|um|около)\s*\d|\d\s*\?|\[\d", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Circa();
}
