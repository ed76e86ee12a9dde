using System.Globalization;

namespace Recto.Journals.Exchange.Citations;

/// <summary>How a style shortens the last page of a range.</summary>
internal enum PageForm
{
    /// <summary><c>211–238</c>.</summary>
    Full = 1,

    /// <summary>Chicago 18, 9.63: <c>3–10</c>, <c>100–104</c>, <c>101–8</c>, <c>211–38</c>, <c>1496–504</c>.</summary>
    Chicago,

    /// <summary>MLA 9, 2.139: two figures, or more where more change: <c>103–04</c>, <c>395–401</c>, <c>1608–774</c>.</summary>
    Mla,

    /// <summary>MHRA 4, 9: two figures inside a hundred, else all: <c>104–08</c>, <c>1098–1101</c>.</summary>
    Mhra,
}

/// <summary>Page ranges. What is no plain number (<c>S1–S12</c>, <c>xii–xv</c>) stands in full.</summary>
internal static class PageRange
{
    /// <summary>The pages; null for null.</summary>
    public static string? Of((string First, string? Last)? pages, PageForm form)
    {
        if (pages is not var (first, last))
        {
            return null;
        }

        return last is null || last == first ? first : $"{first}–{Last(first, last, form)}";
    }

    /// <summary>Whether there is more than one page: a range, or a list in one field.</summary>
    public static bool IsSeveral((string First, string? Last) pages) => (pages.Last is { } last && last != pages.First) || pages.First.AsSpan().IndexOfAny("–-,") > 0;

    private static string Last(string first, string last, PageForm form)
    {
        if (form == PageForm.Full || first.Length != last.Length || first.Length < 3
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from) || !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to) || to <= from)
        {
            return last;
        }

        var same = 0;
        while (first[same] == last[same])
        {
            same++;
        }

        return form switch
        {
            PageForm.Chicago when from % 100 == 0 => last,
            PageForm.Chicago when from % 100 < 10 => last[Math.Min(same, last.Length - 1)..],
            PageForm.Mhra when from / 100 != to / 100 => last,
            _ => last[Math.Min(same, last.Length - 2)..],
        };
    }
}
