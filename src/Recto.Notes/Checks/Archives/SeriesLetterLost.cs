using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;

namespace Recto.Notes.Checks.Archives;

/// <summary>
/// RN0309: a call number whose series has lost its letter: 7 3121 beside 7N 3121 (told by another note), TNA, 371/12345 (told by what is known of the archive). A number is told of once.
/// </summary>
internal sealed class SeriesLetterLost : Check
{
    // More spellings of the same figures no author has; the bound keeps checking linear.
    private const int MostCompared = 64;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0309", "series-letter-lost", "A series has lost its letter", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        foreach (var unit in CallNumberSpelling.In(context.Apparatus).GroupBy(spelling => (spelling.House, spelling.Figures)))
        {
            var ways = unit.DistinctBy(spelling => spelling.Folded, StringComparer.Ordinal).Take(MostCompared).ToList();
            foreach (var spelling in unit)
            {
                if (ways.Find(other => LostLevel(spelling, other) is not null) is { } whole)
                {
                    yield return Compared(context, spelling, whole, LostLevel(spelling, whole)!.Value);
                }
                else if (context.Directory.Find(spelling.House) is { } repository && AlwaysHasLetters(repository, spelling))
                {
                    yield return At(spelling.NoteIndex, spelling.Span,
                        $"{spelling.Printed} has no letter, but every series of {repository.Sigla[0]} has ({Example(repository)}). Look the number up and add it.");
                }
            }
        }
    }

    // Where labels stand between the levels, the level alone is shown; else the number is one word, and shown whole.
    private Diagnostic Compared(CheckContext context, CallNumberSpelling poor, CallNumberSpelling rich, int level)
    {
        var (lost, kept) = (poor.Fields[level], rich.Fields[level]);
        var labelled = poor.Printed.Count(char.IsLetter) > poor.Fields.Sum(field => field.Text.Count(char.IsLetter));
        return At(poor.NoteIndex, labelled ? lost.Span : poor.Span,
            $"{(labelled ? lost.Text : poor.Printed)} is {(labelled ? kept.Text : rich.Printed)} in note {context.Label(rich.NoteIndex)}, where all other figures are the same; a letter seems to be missing.", Suggest(lost.Span, kept.Text));
    }

    // The one level whose figures lack the letters that the other has before or behind them; all other levels are the same. The last level does not count: files 5 and 5a stand side by side.
    private static int? LostLevel(CallNumberSpelling poor, CallNumberSpelling rich)
    {
        int? lost = null;
        for (var i = 0; i < poor.Levels.Count && poor.Levels.Count == rich.Levels.Count; i++)
        {
            if (poor.Levels[i] == rich.Levels[i])
            {
                continue;
            }

            if (lost is not null || i + 1 == poor.Levels.Count || !Lacks(poor.Levels[i], rich.Levels[i]))
            {
                return null;
            }

            lost = i;
        }

        return lost;
    }

    private static bool Lacks(string poor, string rich)
    {
        var letters = rich.StartsWith(poor, StringComparison.Ordinal) ? rich.AsSpan(poor.Length) : rich.EndsWith(poor, StringComparison.Ordinal) ? rich.AsSpan(0, rich.Length - poor.Length) : [];
        foreach (var letter in letters)
        {
            if (!char.IsLetter(letter))
            {
                return false;
            }
        }

        return poor.Length > 0 && letters.Length is 1 or 2 && poor.All(char.IsAsciiDigit);
    }

    // Two numbers and no letter at all. Longer first numbers may be accessions (Archives nationales, 19940500/12).
    private static bool AlwaysHasLetters(Repository repository, CallNumberSpelling spelling) =>
        repository.Id is "tna" or "shd" or "shat" && spelling.Levels.SkipWhile(level => level == "GR").ToList() is [{ Length: > 0 and <= 4 } series, { Length: > 0 } piece] && series.All(char.IsAsciiDigit) && piece.All(char.IsAsciiDigit);

    private static string Example(Repository repository) => repository.Id == "tna" ? "FO 371, CAB 65" : "7 N, 2 T";
}
