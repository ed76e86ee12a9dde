using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>
/// RN0106: two marks where one is meant: <c>,,</c> <c>, ,</c> <c>;;</c> <c>,.</c> <c>..</c>. An ellipsis and its rests (<c>?..</c>), a comma behind an abbreviation (<c>ed.,</c>), and ,, as a low quotation mark are none.
/// </summary>
internal sealed class DoublePunctuation : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0106", "double-punctuation", "Two marks of punctuation stand where one is meant", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var lost = LostPunctuation.Of(context);
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            Untouchables? untouchables = null;
            for (var i = 0; i + 1 < text.Length; i++)
            {
                if (!IsMark(text[i]) || Second(text, i) is not { } second || !IsDouble(text, i, second))
                {
                    continue;
                }

                untouchables ??= Untouchables.Of(text);
                if (!untouchables.Has(i) && !untouchables.Has(second) && !lost.IsAt(note, i))
                {
                    var span = new TextSpan(i, second + 1);
                    yield return At(note, span, $"“{text[i..(second + 1)]}” is one mark too many; one of the two is meant.", Mend(text, i, second));
                }

                i = second;
            }
        }
    }

    private static bool IsMark(char c) => c is ',' or ';' or ':' or '.';

    // The mark that follows at once or behind one blank.
    private static int? Second(string text, int first)
    {
        var second = text[first + 1] == ' ' ? first + 2 : first + 1;
        return second < text.Length && IsMark(text[second]) ? second : null;
    }

    private static bool IsDouble(string text, int first, int second)
    {
        var (a, b) = (text[first], text[second]);
        var before = first > 0 ? text[first - 1] : ' ';
        var after = second + 1 < text.Length ? text[second + 1] : ' ';
        var solid = second == first + 1;
        if (a == '.')
        {
            return solid && b == '.'
                ? before is not ('.' or '?' or '!' or '(' or '[' or '/' or '…') && !char.IsWhiteSpace(before) && after is not ('.' or '/' or ')' or ']') && !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after))
                    && !(after == ' ' && second + 2 < text.Length && text[second + 2] == '.')
                : solid && b == ',' && before == ')' && after == ' ';
        }

        if (b == '.')
        {
            return (char.IsWhiteSpace(after) || after is '”' or '’' or ')' or '"') && !(after == ' ' && second + 2 < text.Length && text[second + 2] == '.') && (solid || second + 1 == text.Length);
        }

        // ,,Titel”: two commas for a low quotation mark, maybe behind a comma of their own.
        if (!solid && b == ',' && after == ',')
        {
            return false;
        }

        if (solid && a == ',' && b == ',' && !char.IsWhiteSpace(after) && !char.IsLetterOrDigit(before))
        {
            return false;
        }

        return (char.IsWhiteSpace(after) || (a == b && a != ':')) && !(char.IsWhiteSpace(before) && a == ':');
    }

    private static SuggestedFix Mend(string text, int first, int second)
    {
        var (a, b) = (text[first], text[second]);
        if (a == b || (b == '.' && second + 1 == text.Length))
        {
            return a == b ? Safe(new TextSpan(first + 1, second + 1), "") : Safe(new TextSpan(first, second), "");
        }

        // The stronger mark stays; a stop in mid-sentence is the weaker.
        var keepsFirst = Strength(a) > Strength(b);
        return keepsFirst ? Suggest(new TextSpan(first + 1, second + 1), "") : Suggest(new TextSpan(first, second), "");
    }

    private static int Strength(char mark) => mark switch { ':' => 3, ';' => 2, ',' => 1, _ => 0 };
}
