using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0111: straight quotation marks in an article that sets curly ones (or « », or „ “). Said once for each quotation, at its opening mark; inches (5" × 7") and code are left alone.</summary>
internal sealed class StraightQuotationMark : Check
{
    // A quotation is hardly longer; beyond it the marks are not of one pair.
    private const int Longest = 600;
    private const int LongestShown = 41;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0111", "straight-quotation-mark", "A quotation mark is straight where the others are not", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<bool>();
        var pairs = new List<(int Note, int Open, int? Close)>();
        // Opening marks by language of the note.
        var marks = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] is '“' or '„' or '«' && i + 1 < text.Length && (i == 0 || !char.IsLetterOrDigit(text[i - 1])))
                {
                    habit.Add(true, note, new TextSpan(i, i + 1));
                    var key = context.Language(note) + text[i];
                    marks[key] = marks.GetValueOrDefault(key) + 1;
                    marks[text[i].ToString()] = marks.GetValueOrDefault(text[i].ToString()) + 1;
                }
            }

            if (text.Contains('"', StringComparison.Ordinal))
            {
                foreach (var (open, close) in Straight(text, Untouchables.Of(text)))
                {
                    pairs.Add((note, open, close));
                    habit.Add(false, note, new TextSpan(open, open + 1));
                }
            }
        }

        if (!habit.TryFind(out var curly) || !curly)
        {
            yield break;
        }

        foreach (var (note, open, close) in pairs)
        {
            var text = context.Text(note);
            var language = context.Language(note);
            var mark = "“„«".MaxBy(candidate => (marks.GetValueOrDefault(language + candidate), marks.GetValueOrDefault(candidate.ToString())));
            var (left, right) = mark switch { '„' => ('„', language == "pl" ? '”' : '“'), '«' => ('«', '»'), _ => ('“', '”') };
            if (close is not { } end)
            {
                yield return At(note, new TextSpan(open, open + 1), $"This quotation mark is straight; the article’s others are {left} {right}. Its partner was not found.");
                continue;
            }

            // A quotation in a quotation has other marks; a guillemet may want its blank. Both are for a person to choose.
            var isInside = text.AsSpan(0, open).Count(left) > text.AsSpan(0, open).Count(right);
            yield return At(note, new TextSpan(open, open + 1), $"The quotation “{TextCut.Beginning(text[(open + 1)..end], LongestShown)}” stands in straight marks; the article’s others are {left} {right}.",
                new SuggestedFix(isInside || left == '«' ? FixSureness.Suggested : FixSureness.Safe, [new TextEdit(new TextSpan(open, open + 1), left.ToString()), new TextEdit(new TextSpan(end, end + 1), right.ToString())]));
        }
    }

    // Pairs whose directions are certain; a mark alone has no second place.
    private static IEnumerable<(int Open, int? Close)> Straight(string text, Untouchables untouchables)
    {
        int? open = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '"' || untouchables.Has(i))
            {
                continue;
            }

            var opens = (i == 0 || char.IsWhiteSpace(text[i - 1]) || text[i - 1] is '(' or '[' or '-' or '–' or '—' or '/' or '‘' or '\'' or '“') && i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]);
            var closes = i > 0 && !char.IsWhiteSpace(text[i - 1]) && (i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]));
            if (open is { } start && closes && i - start <= Longest)
            {
                yield return (start, i);
                open = null;
            }
            else if (opens)
            {
                if (open is { } alone)
                {
                    yield return (alone, null);
                }

                open = i;
            }
            else if (open is not null || (i > 0 && !char.IsDigit(text[i - 1]) && text[i - 1] is not ('=' or '”' or '’' or '\'')))
            {
                // “Title" has its partner already: RN0101.
                if (open is { } lost)
                {
                    yield return (lost, null);
                    open = null;
                }
            }
        }

        if (open is { } last)
        {
            yield return (last, null);
        }
    }
}
