using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>
/// RN0502: one file in two spellings. Either only blanks, hyphens or case differ (7 N 3121, 7N 3121), or a level has lost its letter (7 3121 beside 7N 3121).
/// Leading noughts count: at some archives fond 05 and fond 5 are two.
/// </summary>
internal sealed class VariantCallNumber : Check
{
    // More spellings of the same figures no author has; the bound keeps checking linear.
    private const int MostCompared = 64;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0502", "variant-call-number", "One call number is spelt in two ways", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var apparatus = context.Apparatus;
        foreach (var house in Spellings(apparatus).GroupBy(spelling => spelling.House, StringComparer.Ordinal))
        {
            List<Spelling> all = [.. house];
            foreach (var diagnostic in Spacing(apparatus, all).Concat(LostLetters(apparatus, all)))
            {
                yield return diagnostic;
            }
        }
    }

    // The same letters and figures, otherwise spaced: the rarer way is reported, of two equal ones the later.
    private IEnumerable<Diagnostic> Spacing(Apparatus apparatus, List<Spelling> all)
    {
        foreach (var unit in all.GroupBy(spelling => spelling.Folded, StringComparer.Ordinal))
        {
            var ways = unit.GroupBy(spelling => spelling.Exact, StringComparer.Ordinal).OrderByDescending(way => way.Count()).ThenBy(way => way.First().NoteIndex).ToList();
            foreach (var spelling in ways.Skip(1).SelectMany(way => way))
            {
                var usual = ways[0].First();
                yield return At(spelling.NoteIndex, spelling.Span, $"{spelling.Printed} is written {usual.Printed} in note {apparatus.Notes[usual.NoteIndex].Note.Label}; use one form.", Suggest(spelling.Span, usual.Printed));
            }
        }
    }

    // 7 3121 beside 7N 3121 and 7N 3143: the level without its letter.
    private IEnumerable<Diagnostic> LostLetters(Apparatus apparatus, List<Spelling> all)
    {
        var byFigures = all.GroupBy(spelling => spelling.Figures, StringComparer.Ordinal);
        foreach (var unit in byFigures)
        {
            var rich = unit.Where(spelling => !spelling.LettersMissing).DistinctBy(spelling => spelling.Folded, StringComparer.Ordinal).Take(MostCompared).ToList();
            foreach (var spelling in unit.Where(spelling => spelling.LettersMissing))
            {
                if (rich.Find(other => other.Levels.Count == spelling.Levels.Count && LosesLetters(spelling, other)) is { } whole)
                {
                    yield return At(spelling.NoteIndex, spelling.Span,
                        $"{spelling.Printed} is {whole.Printed} in note {apparatus.Notes[whole.NoteIndex].Note.Label}; a letter seems to be missing.", Suggest(spelling.Span, whole.Printed));
                }
            }
        }
    }

    // Level by level the same, or figures that lack the letters which the other has behind them.
    private static bool LosesLetters(Spelling poor, Spelling rich)
    {
        var lost = 0;
        for (var i = 0; i < poor.Levels.Count; i++)
        {
            if (poor.Levels[i] != rich.Levels[i])
            {
                lost += poor.Levels[i].Length > 0 && rich.Levels[i].StartsWith(poor.Levels[i], StringComparison.Ordinal) && rich.Levels[i][poor.Levels[i].Length..].All(char.IsLetter) && i + 1 < poor.Levels.Count ? 1 : 2;
            }
        }

        return lost == 1;
    }

    private static IEnumerable<Spelling> Spellings(Apparatus apparatus)
    {
        for (var index = 0; index < apparatus.Notes.Count; index++)
        {
            var text = apparatus.Notes[index].Note.Text;
            foreach (var reference in apparatus.Notes[index].References.Select(resolved => resolved.Reference).OfType<ArchivalReference>())
            {
                // Only codes: names of series are words, and words vary by right.
                if (reference.Path.Count >= 2 && reference.Path.All(level => (level.Text.Any(char.IsAsciiDigit) || level.Text.Length <= 4) && !HoldsWord(level.Text)) && Ascends(reference.Path)
                    && (reference.RepositoryId ?? reference.Repository?.Text) is { } house)
                {
                    yield return Spelling.Of(index, text, house, reference.Path);
                }
            }
        }
    }

    // Four small letters in a row: a folder's title, and no sign.
    private static bool HoldsWord(string level)
    {
        var lower = 0;
        foreach (var c in level)
        {
            lower = char.IsLower(c) ? lower + 1 : 0;
            if (lower >= 4)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Ascends(IReadOnlyList<Field> path)
    {
        for (var i = 1; i < path.Count; i++)
        {
            if (path[i].Span.Start < path[i - 1].Span.End)
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Spelling(int NoteIndex, TextSpan Span, string House, string Printed, IReadOnlyList<string> Levels)
    {
        /// <summary>The levels as printed, so that labels before them do not count.</summary>
        public required string Exact { get; init; }

        public required string Folded { get; init; }

        /// <summary>Figures only, level by level.</summary>
        public required string Figures { get; init; }

        /// <summary>Whether some level but the last is figures alone.</summary>
        public required bool LettersMissing { get; init; }

        public static Spelling Of(int index, string text, string house, IReadOnlyList<Field> path)
        {
            var span = new TextSpan(path[0].Span.Start, path[^1].Span.End);
            List<string> levels = [.. path.Select(level => new string([.. Lookalikes.ToLatin(level.Text).Where(char.IsLetterOrDigit)]).ToUpperInvariant())];
            return new Spelling(index, span, house, text[span.Start..span.End], levels)
            {
                Exact = string.Join('|', path.Select(level => Lookalikes.ToLatin(level.Text))),
                Folded = string.Join('|', levels),
                Figures = string.Join('|', levels.Select(level => new string([.. level.Where(char.IsAsciiDigit)]))),
                LettersMissing = levels.Take(levels.Count - 1).Any(level => level.Length > 0 && level.All(char.IsAsciiDigit)),
            };
        }
    }
}
