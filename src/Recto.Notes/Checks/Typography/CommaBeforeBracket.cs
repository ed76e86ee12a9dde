using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>
/// RN0126: a comma before the bracket of an imprint, an editor or a year, where the article’s others have none: <c>années 30, (Paris: …)</c>; and always before a bracket that gives the same name anew: <c>E.A. Ris, (E.A. Rees)</c>.
/// </summary>
internal sealed class CommaBeforeBracket : Check
{
    private enum Kind
    {
        Imprint = 1,
        Editor,
        Year,
        SameName,
    }

    private const int LongestInside = 160;
    private const int FewestOfImprint = 8;

    private static readonly WordSet EditorLabels = new("ed eds edn hg hrsg dir dirs coord coords trans red org orgs ред сост");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0126", "comma-before-bracket", "A comma stands before a bracket that wants none", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var lost = LostPunctuation.Of(context);
        var habits = new Dictionary<Kind, Habit<bool>>();
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            for (var open = text.IndexOf('(', StringComparison.Ordinal); open >= 0; open = text.IndexOf('(', open + 1))
            {
                if (open < 3 || text[open - 1] is not (' ' or '\u00a0'))
                {
                    continue;
                }

                var hasComma = text[open - 2] == ',';
                var end = hasComma ? open - 2 : open - 1;
                if (KindOf(text, end, open) is not { } kind || lost.IsAt(note, open))
                {
                    continue;
                }

                if (!habits.TryGetValue(kind, out var habit))
                {
                    habits[kind] = habit = new Habit<bool>();
                }

                habit.Add(hasComma, note, new TextSpan(end, open + 1));
            }
        }

        foreach (var (kind, habit) in habits)
        {
            var isAsked = kind == Kind.SameName || (kind == Kind.Imprint && context.Style.ImprintInBrackets == true);
            if (!isAsked && (!habit.TryFind(out var hasComma) || hasComma))
            {
                continue;
            }

            foreach (var finding in Departures(context, habit.Others(false), use => Message(context, kind, use), use => Safe(new TextSpan(use.Span.Start, use.Span.Start + 1), "")))
            {
                yield return finding;
            }
        }
    }

    private static string Message(CheckContext context, Kind kind, HabitUse<bool> use)
    {
        var text = context.Text(use.Note);
        var word = Words.Around(text, new TextSpan(use.Span.Start - 1, use.Span.Start));
        return kind switch
        {
            Kind.SameName => $"A comma parts “{word}” from the bracket that gives the same name; take it out.",
            _ when kind == Kind.Imprint && context.Style.ImprintInBrackets == true => $"A comma stands before the bracket of the imprint, behind “{word}”; {context.Style.Title} sets none.",
            _ => $"A comma stands before the bracket of {(kind == Kind.Imprint ? "the imprint" : kind == Kind.Editor ? "the editor" : "the year")}, behind “{word}”; the article’s others have none.",
        };
    }

    private static Kind? KindOf(string text, int end, int open)
    {
        var length = text.AsSpan(open + 1, Math.Min(LongestInside, text.Length - open - 1)).IndexOf(')');
        if (length < 2 || !char.IsLetterOrDigit(text[end - 1]) && text[end - 1] is not ('.' or '’' or '”' or '»' or ')'))
        {
            return null;
        }

        var inside = text.AsSpan(open + 1, length);
        if (EditorLabels.Contains(inside.TrimEnd('.')))
        {
            return Kind.Editor;
        }

        if (IsYear(inside))
        {
            return char.IsAsciiDigit(text[end - 1]) ? Kind.Year : null;
        }

        // Place: Publisher, year
        if (inside.Length >= FewestOfImprint && char.IsUpper(inside[0]) && IsYear(inside[^4..]) && inside.IndexOf(": ", StringComparison.Ordinal) is > 2 and var colon && inside[..colon].IndexOfAnyInRange('0', '9') < 0)
        {
            return Kind.Imprint;
        }

        return end != open - 1 && IsSameName(text.AsSpan(0, end), inside) ? Kind.SameName : null;
    }

    private static bool IsYear(ReadOnlySpan<char> text) => text.Length == 4 && text[0] is '1' or '2' && text.IndexOfAnyExceptInRange('0', '9') < 0;

    // "E.A. Ris" and "E.A. Rees": the same initials before one family name.
    private static bool IsSameName(ReadOnlySpan<char> before, ReadOnlySpan<char> inside)
    {
        var blank = inside.LastIndexOf(' ');
        if (blank < 2 || inside[blank - 1] != '.' || !IsFamily(inside[(blank + 1)..]))
        {
            return false;
        }

        var initials = inside[..blank];
        foreach (var c in initials)
        {
            if (!char.IsUpper(c) && c is not ('.' or ' ' or '-'))
            {
                return false;
            }
        }

        var family = before.LastIndexOf(' ');
        return family > 0 && IsFamily(before[(family + 1)..]) && before[..family].EndsWith(initials, StringComparison.Ordinal) && (family == initials.Length || !char.IsLetterOrDigit(before[family - initials.Length - 1]));
    }

    private static bool IsFamily(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsLetter(c) && c is not ('-' or '’'))
            {
                return false;
            }
        }

        return word.Length >= 2 && char.IsUpper(word[0]) && !char.IsUpper(word[^1]);
    }
}
