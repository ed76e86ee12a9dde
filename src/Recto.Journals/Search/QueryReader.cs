using System.Globalization;
using System.Text.RegularExpressions;
using Recto.Journals.Identifiers;
using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Journals.Search;

/// <summary>
/// Reads what somebody typed: words, <c>"phrases"</c>, <c>litv*</c>, <c>-not</c>, <c>title:word</c>, <c>year:1935-1939</c>, call numbers, a DOI. Whatever it is, it is a query; what makes no sense as
/// more is taken as words. Never throws.
/// </summary>
public static class QueryReader
{
    /// <summary>UTF-16 code units that are read.</summary>
    public const int LongestQuery = 400;

    /// <summary>Words and phrases that are looked for.</summary>
    public const int MostClauses = 16;

    private const int ShortestPrefix = 2;

    // RGASPI 558/11/431/94: numbers parted by slashes.
    private static readonly Regex Slashed = new(@"\b\d\w{0,7}(?:/\d\w{0,7}){1,5}\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // Ф. 558. Оп. 11. Д. 431. Л. 94; f. 05, op. 13, p. 94, d. 70; fond 558 opis 11 delo 431
    private static readonly Regex Labelled = new(
        @"\b(?:фонд|fond|ф|f)\b\.?\s*(?<fond>\d\w{0,5})[\s.,;]+(?:опись|opis|оп|op)\b\.?\s*(?<opis>\d\w{0,5})(?:[\s.,;]+(?:папка|papka|пап|pap|п|p)\b\.?\s*(?<papka>\d\w{0,5}))?(?:[\s.,;]+(?:дело|delo|д|d|ед\.?\s*хр|ed\.?\s*khr)\b\.?\s*(?<delo>\d\w{0,5}))?(?:[\s.,;]+(?:листы|лист|listy|list|лл|ll|л|l)\b\.?\s*\d\w{0,5})?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromMilliseconds(200));

    private static readonly string[] Levels = ["fond", "opis", "papka", "delo"];

    /// <summary>Reads it.</summary>
    /// <param name="typed">Anything.</param>
    /// <param name="archives">The archives that <c>archive:</c> may name.</param>
    public static SearchQuery Read(string? typed, RepositoryDirectory archives)
    {
        ArgumentNullException.ThrowIfNull(archives);
        var text = Clean(typed);
        if (Doi.TryParse(text.Trim(), out var doi) || (text.Trim().StartsWith("doi:", StringComparison.OrdinalIgnoreCase) && Doi.TryParse(text.Trim()[4..].Trim(), out doi)))
        {
            return new SearchQuery { Doi = doi };
        }

        var isCut = text.Length < (typed?.Trim().Length ?? 0);
        var reading = new QueryReading(archives);
        text = TakeCallNumbers(text, reading);
        reading.Read(text);
        var query = reading.Query();
        return query with { Clauses = [.. query.Clauses.Take(MostClauses)], IsCut = isCut || query.Clauses.Count > MostClauses };
    }

    private static string Clean(string? typed)
    {
        return BoundedText.Cut((typed ?? "").Trim(), LongestQuery).Replace('\0', ' ');
    }

    private static string TakeCallNumbers(string text, QueryReading reading)
    {
        try
        {
            text = Labelled.Replace(text, match => Take(match, string.Join(' ', Levels.Select(level => match.Groups[level].Value))));
            return Slashed.Replace(text, match => Take(match, match.Value.Replace('/', ' ')));
        }
        catch (RegexMatchTimeoutException)
        {
            return text; // The time is a bound against what we have not thought of; as words it is still a query.
        }

        string Take(Match match, string levels)
        {
            // Not where it is part of something quoted, excluded or asked of a field: that has its own meaning.
            var before = text[..match.Index];
            if (before.Count(c => c == '"') % 2 == 1 || (before.Length > 0 && before[^1] is '-' or ':' or '"' or '/'))
            {
                return match.Value;
            }

            reading.AddExact(levels);
            return " ";
        }
    }

    /// <summary>Whether a stem is long enough to ask for all words that begin with it.</summary>
    internal static bool CanBePrefix(string form) => form.Length >= ShortestPrefix;

    /// <summary>Reads <c>1935</c>, <c>1935-1939</c>, <c>1935-</c>, <c>-1939</c>.</summary>
    internal static bool TryReadYears(string text, out int? from, out int? to)
    {
        (from, to) = (null, null);
        var parts = text.Split(['-', '–'], 2);
        int? Year(string part) => int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 0 and < 10000 ? year : null;
        (from, to) = parts.Length == 1 ? (Year(parts[0]), Year(parts[0])) : (Year(parts[0]), Year(parts[1]));
        return (from is not null || to is not null) && parts.All(part => part.Trim().Length == 0 || Year(part) is not null);
    }
}
