using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.Journals.Matching.Evaluation;

namespace Recto.App.Features.References;

/// <summary>Figures of matching: a line for each set of references, and for all together.</summary>
internal static class MatchReport
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> Lines(IReadOnlyList<MatchCase> cases, IReadOnlyList<MatchOutcome> outcomes)
    {
        yield return "set                     strings  in index  candidate  given  precision  recall  false";
        var found = cases.Where(one => one.IsFound).Select(one => one.Gold.Id).ToHashSet();
        foreach (var set in outcomes.GroupBy(one => one.Gold.Set).OrderBy(set => set.Key, StringComparer.Ordinal))
        {
            yield return Line(set.Key, [.. set], found);
        }

        yield return Line("all", outcomes, found);
        var without = outcomes.Where(one => one.Gold.IndexSource != "pmc-cited").ToList();
        yield return Line("all but pmc-cited", without, found);
        yield return string.Create(CultureInfo.InvariantCulture, $"recall at precision 0.985: {MatchScore.RecallAt(0.985, outcomes):0.0000}; without pmc-cited {MatchScore.RecallAt(0.985, without):0.0000}");
    }

    public static void WriteAnswers(IReadOnlyList<MatchOutcome> outcomes, TextWriter writer)
    {
        foreach (var one in outcomes)
        {
            writer.Write(JsonSerializer.Serialize(new { id = one.Gold.Id, set = one.Gold.Set, reference = one.Gold.Reference, right = one.Gold.Right, best = one.Best, isRight = one.IsRight, given = one.IsGiven, score = Math.Round(one.Confidence, 4) }, Json));
            writer.Write('\n');
        }
    }

    private static string Line(string name, IReadOnlyList<MatchOutcome> outcomes, HashSet<string> found)
    {
        var score = MatchScore.Of(outcomes);
        var candidates = outcomes.Count(one => one.Gold.Right.Count > 0 && found.Contains(one.Gold.Id));
        return string.Create(CultureInfo.InvariantCulture,
            $"{name,-22} {score.References,8} {score.InIndex,9} {(score.InIndex == 0 ? 1 : (double)candidates / score.InIndex),10:0.0000} {score.Given,6} {score.Precision,10:0.0000} {score.Recall,7:0.0000} {score.FalseRate,6:0.0000}");
    }
}
