using System.Globalization;

namespace Recto.App.Features.Works;

/// <summary>How well pairs of mentions come out.</summary>
internal static class GoldScore
{
    /// <summary>The lines of the report: each half with its pairwise precision and recall, and what became of the hard kinds.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<GoldPair> pairs, ReadWorks works, bool showErrors)
    {
        foreach (var half in pairs.GroupBy(pair => pair.Half).OrderBy(half => half.Key, StringComparer.Ordinal))
        {
            var judged = half.Select(pair => (Pair: pair, Said: Said(pair, works))).ToList();
            var missing = judged.Count(found => found.Said is null);
            int Count(bool isSame, bool said) => judged.Count(found => found.Pair.IsSame == isSame && (found.Said ?? false) == said);
            var (hits, falses, misses) = (Count(true, true), Count(false, true), Count(true, false));
            yield return string.Create(CultureInfo.InvariantCulture, $"{half.Key}: {judged.Count} pairs, precision {Share(hits, hits + falses):0.000}, recall {Share(hits, hits + misses):0.000} ({hits} right, {falses} wrongly one, {misses} wrongly apart; {missing} with a mention that was not read)");
            foreach (var kind in judged.GroupBy(found => found.Pair.Why).OrderBy(kind => kind.Key, StringComparer.Ordinal))
            {
                yield return $"  {kind.Key}: {kind.Count(found => (found.Said ?? false) == found.Pair.IsSame)} of {kind.Count()} right";
            }

            foreach (var (pair, _) in judged.Where(found => showErrors && half.Key == "dev" && (found.Said ?? false) != found.Pair.IsSame))
            {
                yield return $"  wrongly {(pair.IsSame ? "apart" : "one")} ({pair.Why})\n    {Words(pair.Left, works)}\n    {Words(pair.Right, works)}";
            }
        }
    }

    private static bool? Said(GoldPair pair, ReadWorks works) =>
        works.WorkAt(pair.Left.File, pair.Left.Note, pair.Left.Start, pair.Left.End) is { } left && works.WorkAt(pair.Right.File, pair.Right.Note, pair.Right.Start, pair.Right.End) is { } right ? left == right : null;

    private static string Words(GoldPlace place, ReadWorks works)
    {
        if (!works.Notes.TryGetValue(place.File, out var apparatus) || place.Note >= apparatus.Notes.Count)
        {
            return $"{place.File}: there is no such note";
        }

        var text = apparatus.Notes[place.Note].Note.Text;
        return $"{place.File}, note {apparatus.Notes[place.Note].Note.Label}: {text[Math.Min(place.Start, text.Length)..Math.Min(place.End, text.Length)]}";
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
