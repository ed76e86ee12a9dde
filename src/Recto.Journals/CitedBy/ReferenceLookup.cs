using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Identifiers;
using Recto.Notes.Text;

namespace Recto.Journals.CitedBy;

/// <summary>A reference that was found in a register.</summary>
/// <param name="Doi">The DOI.</param>
/// <param name="Confidence">How much agrees, 0 to 1: a rank, and no measured probability.</param>
public sealed record FoundReference(Doi Doi, double Confidence);

/// <summary>Whether what a register answers to a printed reference is that very work: the best answer must stand clear of the next, and the printed words must hold its title, its first author, its year, and (of an article) its volume or page.</summary>
public static class ReferenceLookup
{
    /// <summary>How much greater the best score must be than the next.</summary>
    public const double Margin = 1.15;

    /// <summary>What part of the title’s words must be printed.</summary>
    public const double TitleShare = 0.85;

    /// <summary>Longest string that is asked, in UTF-16 code units.</summary>
    public const int LongestString = 500;

    /// <summary>What is asked: one line, not too long; null where there is nothing to ask.</summary>
    public static string? StringOf(string? printed)
    {
        if (PrintedText.Line(printed) is not { } line || WorkKeys.Folded(line) is not { Length: >= 20 })
        {
            return null;
        }

        return BoundedText.Cut(line, LongestString);
    }

    /// <summary>By what a string is known again: the same for strings that differ in signs and case alone. Hexadecimal, 64 digits.</summary>
    public static string KeyOf(string asked) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(WorkKeys.Folded(asked) ?? "")));

    /// <summary>Chooses among the answers.</summary>
    /// <param name="asked">The printed reference.</param>
    /// <param name="answers">The answers, in any order.</param>
    /// <returns>Null where none can be said to be it.</returns>
    public static FoundReference? Choose(string asked, IReadOnlyList<CrossrefWork> answers)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(answers);
        var ranked = answers.Where(answer => answer.Score is > 0).OrderByDescending(answer => answer.Score).ToList();
        if (ranked.Count == 0 || ranked.Count > 1 && ranked[0].Score < Margin * ranked[1].Score)
        {
            return null;
        }

        var words = (WorkKeys.Folded(asked) ?? "").Split(' ').ToHashSet(StringComparer.Ordinal);
        var best = ranked[0].Work;
        var title = (WorkKeys.Folded(best.Title) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        var share = title.Count == 0 ? 0 : title.Count(words.Contains) / (double)title.Count;
        if (title.Sum(word => word.Length) < WorkKeys.ShortestTitle || share < TitleShare || best.Year is not { } year || !words.Contains(year.ToString(CultureInfo.InvariantCulture))
            || best.Authors.Count == 0 || !(WorkKeys.Folded(best.Authors[0].Family) ?? "?").Split(' ').All(words.Contains))
        {
            return null;
        }

        var places = new[] { best.Volume, best.FirstPage }.Select(WorkKeys.Folded).OfType<string>().ToList();
        var agreeing = places.Count(words.Contains);
        if (best.Kind is CitingKind.Article && places.Count > 0 && agreeing == 0)
        {
            return null;
        }

        var margin = ranked.Count == 1 ? 1 : Math.Min(1, ((ranked[0].Score!.Value / ranked[1].Score!.Value) - 1) / 0.5);
        return new FoundReference(best.Doi!.Value, Math.Round(Math.Min(0.99, 0.7 + (0.1 * share) + (0.1 * margin) + (0.05 * agreeing)), 2));
    }
}
