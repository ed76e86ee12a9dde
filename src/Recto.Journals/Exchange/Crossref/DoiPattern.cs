using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Crossref;

/// <summary>How the suffixes of new DOIs are made: text with variables in braces, <c>{journal}.{year}.{number}</c>. A DOI is made once and never changed.</summary>
public static partial class DoiPattern
{
    /// <summary>Variables of an article's pattern.</summary>
    public static IReadOnlyList<string> ArticleVariables { get; } = ["journal", "volume", "issue", "year", "page", "number", "random"];

    /// <summary>Variables of an issue's pattern.</summary>
    public static IReadOnlyList<string> IssueVariables { get; } = ["journal", "volume", "issue", "year", "number", "random"];

    /// <summary>Longest pattern, in UTF-16 code units.</summary>
    public const int Longest = 100;

    private const int LongestSuffix = 190;

    /// <summary>What is wrong with a pattern, and the piece of it; null where nothing is.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="isIssue">Whether it is for issues.</param>
    public static (DoiPatternFault Fault, string Piece)? FindFault(string pattern, bool isIssue)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Length > Longest)
        {
            return (DoiPatternFault.TooLong, pattern);
        }

        var known = isIssue ? IssueVariables : ArticleVariables;
        if (Variable().Matches(pattern).Select(match => match.Groups[1].Value).FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            return (DoiPatternFault.UnknownVariable, "{" + unknown + "}");
        }

        var rest = Variable().Replace(pattern, "");
        if (rest.FirstOrDefault(c => !CrossrefDoi.MayStand(c)) is var wrong and not '\0')
        {
            return (DoiPatternFault.Character, wrong.ToString());
        }

        var tells = Variable().Matches(pattern).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        return tells.Contains("number") || tells.Contains("random") || (isIssue ? tells.Contains("issue") : tells.Contains("page") && tells.Contains("volume") || tells.Contains("page") && tells.Contains("year"))
            ? null : (DoiPatternFault.NotUnique, pattern);
    }

    /// <summary>The DOI that a pattern makes.</summary>
    /// <param name="prefix">Prefix: <c>10.5555</c>.</param>
    /// <param name="pattern">A pattern without a fault.</param>
    /// <param name="values">What the variables stand for.</param>
    /// <param name="missing">The variable for which there is nothing (no page, no volume); null where the DOI was made.</param>
    public static Doi? Make(string prefix, string pattern, DoiValues values, out string? missing)
    {
        ArgumentNullException.ThrowIfNull(values);
        string? lacks = null;
        var suffix = Variable().Replace(pattern, match =>
        {
            var value = Fitted(match.Groups[1].Value switch
            {
                "journal" => values.Journal,
                "volume" => values.Volume,
                "issue" => values.Issue,
                "year" => values.Year?.ToString("0000", CultureInfo.InvariantCulture),
                "page" => values.Page,
                "number" => values.Number.ToString(CultureInfo.InvariantCulture),
                "random" => values.Random,
                _ => null,
            });
            lacks ??= value.Length == 0 ? match.Groups[1].Value : null;
            return value;
        });
        missing = lacks;
        return lacks is null && suffix.Length <= LongestSuffix && Doi.TryParse($"{prefix}/{suffix}", out var doi) && CrossrefDoi.IsValid(doi) ? doi : null;
    }

    /// <summary>Eight characters that make a suffix nobody can guess and nobody misreads: no vowels, so no words, and no 0, 1, l, o.</summary>
    /// <param name="next">Gives a number from 0 to below its argument.</param>
    public static string RandomPart(Func<int, int> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        const string Signs = "23456789bcdfghjkmnpqrstvwxz";
        return string.Concat(Enumerable.Range(0, 8).Select(_ => Signs[next(Signs.Length)]));
    }

    // "1–2" becomes 1-2, "№ 4" becomes 4: only what may stand, and nothing doubled.
    private static string Fitted(string? value)
    {
        var kept = new StringBuilder();
        foreach (var c in (value ?? "").Normalize(NormalizationForm.FormKD))
        {
            if (CrossrefDoi.MayStand(c))
            {
                kept.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.SpaceSeparator && kept.Length > 0 && kept[^1] != '-')
            {
                kept.Append('-');
            }
        }

        return kept.ToString().Trim('-');
    }

    // {volume}
    [GeneratedRegex("\\{([a-z]{1,20})\\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Variable();
}

/// <summary>What the variables of a pattern stand for.</summary>
/// <param name="Journal">The journal's part of the address.</param>
/// <param name="Volume">Volume as printed; null where there is none.</param>
/// <param name="Issue">Number of the issue as printed; null where there is none.</param>
/// <param name="Year">Year of publication; null where it is not known.</param>
/// <param name="Page">First page or article number; null where there is none.</param>
/// <param name="Number">Running number in the journal, from 1.</param>
/// <param name="Random">See <see cref="DoiPattern.RandomPart"/>.</param>
public sealed record DoiValues(string Journal, string? Volume, string? Issue, int? Year, string? Page, int Number, string Random);

/// <summary>What can be wrong with a pattern.</summary>
public enum DoiPatternFault
{
    /// <summary>Longer than <see cref="DoiPattern.Longest"/>.</summary>
    TooLong = 1,

    /// <summary>A variable that there is not.</summary>
    UnknownVariable,

    /// <summary>A character that may not stand in a new DOI.</summary>
    Character,

    /// <summary>Nothing in it tells one from another.</summary>
    NotUnique,
}
