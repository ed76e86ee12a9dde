namespace Recto.App.Features.Import.Markdown;

/// <summary>The latest date that the front matter tells, whatever it is of: <c>date</c> is often that of a first version, and a translation or a revision may cite what is newer.</summary>
internal static class LatestMarkdownDate
{
    private static readonly string[] Words = ["date", "lastmod", "modified", "updated", "revised", "published"];

    /// <summary>Its year; null where no date is told.</summary>
    public static int? Year(string text) =>
        FrontMatter.Part(text, out _) is { } front
            ? front.Value.Fields.Where(field => Array.Exists(Words, word => field.Key.Contains(word, StringComparison.OrdinalIgnoreCase))).Select(field => YearIn(field.Value.Text ?? "")).Max()
            : null;

    // "2018-11-05", "20 janvier 2014"
    private static int? YearIn(string date)
    {
        for (var i = 0; i + 4 <= date.Length; i++)
        {
            if (date[i] is '1' or '2' && date.AsSpan(i, 4).IndexOfAnyExceptInRange('0', '9') < 0
                && (i == 0 || !char.IsAsciiDigit(date[i - 1])) && (i + 4 == date.Length || !char.IsAsciiDigit(date[i + 4])))
            {
                return int.Parse(date.AsSpan(i, 4), System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return null;
    }
}
