using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Recto.App.Features.Articles;

/// <summary>The name under which a file of an article is kept by whoever takes it away: <c>Contin and Meladze, Keepers before numbers (2026).pdf</c>.</summary>
internal static class DownloadName
{
    // Room for the path before it, on systems that count the whole.
    private const int Longest = 120;

    /// <summary>The header that says so (RFC 6266): in plain letters by the address, and for all others as people write it.</summary>
    /// <param name="isShown">Whether the browser shows it, where it can.</param>
    /// <param name="slug">The article's part of the address, for programs that know no letters but a to z; other letters in it are left out.</param>
    /// <param name="ending">What follows it: <c>.pdf</c>.</param>
    /// <param name="name">The name.</param>
    public static string Header(bool isShown, string slug, string ending, string name)
    {
        var plain = new string([.. slug.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')]).Trim('-');
        return new ContentDispositionHeaderValue(isShown ? "inline" : "attachment") { FileName = (plain.Length > 0 ? plain : "article") + ending, FileNameStar = name }.ToString();
    }

    /// <summary>The header for a file that is kept under a name of its own.</summary>
    public static string Kept(string name)
    {
        var kept = new ContentDispositionHeaderValue("attachment");
        kept.SetHttpFileName(name);
        return kept.ToString();
    }

    /// <summary>Author, title and year, as file systems take them.</summary>
    /// <param name="authors">Authors in one line; null where there are none.</param>
    /// <param name="title">The title.</param>
    /// <param name="year">The year; null where it is not known.</param>
    /// <param name="ending">What follows: <c>.pdf</c>.</param>
    public static string Of(string? authors, string title, string? year, string ending)
    {
        var last = (year is null ? "" : $" ({year})") + ending;
        var start = Clean(string.IsNullOrWhiteSpace(authors) ? title : $"{Cut(Clean(authors), Longest / 3)}, {title}");
        return Cut(start, Longest - last.Length).TrimEnd('.', ' ', ',') + last;
    }

    // Windows refuses the most; what turns the direction of writing could make “exe.pdf” of something else.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace(": ", " – ", StringComparison.Ordinal).EnumerateRunes())
        {
            var isBlank = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune.Value is '/' or '\\' or '|' or '<' or '>' or '*' or '?' or '"' or ':';
            if (!isBlank && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
            {
                continue;
            }

            if (!isBlank)
            {
                clean.Append(rune.ToString());
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().Trim(' ', '.');
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', most - 1) is > 20 and var blank ? blank : most - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)].TrimEnd(' ', ',', '.', ';', '–', '-') + "…";
    }
}
