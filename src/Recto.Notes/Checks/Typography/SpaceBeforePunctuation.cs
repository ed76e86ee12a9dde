using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0107: a blank before a comma or stop; before ; : ? ! where the article sets none. French has one before those, and so has a French title in a note of another language.</summary>
internal sealed class SpaceBeforePunctuation : Check
{
    // So many words to either side say whether a stretch is French.
    private const int Around = 10;

    private const int LongestAddress = 60;

    private const int FewestOfCutText = 20;

    private static readonly WordSet French = new("le la les de du des et dans par pour sur au aux une un l d que qui est en à ou où ce cette chez sous éd dir");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0107", "space-before-punctuation", "A blank stands before a mark of punctuation", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var lost = LostPunctuation.Of(context);
        var habit = new Habit<bool>();
        // Commas and stops with a blank before them, and how many have none.
        var blanks = new List<(int Note, int At)>();
        var closed = 0;
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            Untouchables? untouchables = null;
            for (var i = 1; i < text.Length; i++)
            {
                if (text[i] is not (',' or '.' or ';' or ':' or '?' or '!'))
                {
                    continue;
                }

                var spaced = text[i - 1] is ' ' or '\u00a0' && i > 1;
                if (spaced && (IsOwnMark(text, i) || context.IsFileBlank(note, i - 1)))
                {
                    continue;
                }

                // What stands behind an address is kept apart from it on purpose.
                if (spaced && ((untouchables ??= Untouchables.Of(text)).Has(i) || untouchables.Has(i - 2) || IsBrokenAddress(text, i) || lost.IsAt(note, i)))
                {
                    continue;
                }

                if (text[i] is ',' or '.')
                {
                    closed += spaced ? 0 : 1;
                    if (spaced)
                    {
                        blanks.Add((note, i));
                    }
                }
                else if (spaced || i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]))
                {
                    habit.Add(spaced, note, new TextSpan(spaced ? i - 1 : i, i + 1));
                }
            }
        }

        // A text cut apart by a machine is said once.
        var isCut = blanks.Count > FewestOfCutText && blanks.Count > closed;
        foreach (var (note, at) in isCut ? blanks[..1] : blanks)
        {
            yield return Blank(context.Text(note), note, at, isCut ? string.Create(CultureInfo.InvariantCulture, $"so in {blanks.Count} places, as if the text had been cut apart by a machine") : "no blank stands before it");
        }

        if (!habit.TryFind(out var mostly) || mostly)
        {
            yield break;
        }

        foreach (var use in habit.Others(false))
        {
            if (context.Language(use.Note) != "fr" && !IsFrench(context.Tokens(use.Note), use.Span.Start))
            {
                yield return Blank(context.Text(use.Note), use.Note, use.Span.End - 1, "the article sets no blank before it elsewhere");
            }
        }
    }

    private Diagnostic Blank(string text, int note, int at, string reason) =>
        At(note, new TextSpan(at - 1, at + 1), $"A blank stands before “{text[at]}”; {reason}.", Safe(new TextSpan(at - 1, at), ""));

    // .5, .NET, an ellipsis set apart, (?), and marks behind a dash or a sign, where something may be left out on purpose.
    private static bool IsOwnMark(string text, int i)
    {
        var before = text[i - 2];
        var after = i + 1 < text.Length ? text[i + 1] : ' ';
        return char.IsLetterOrDigit(after) || after is '.' or ',' or ')' or ']' or '-' or '/' or ':' or '…'
            || before is '-' or '–' or '—' or '=' or '+' or '/' or '|' or '(' or '[' or ',' or ';' or ':' or '*' or '“' or '‘' or '«' or '"'
            || before == '.' && i > 2 && text[i - 3] == ' '
            || (text[i] == '.' && (before == '.' || (i + 2 < text.Length && text[i + 2] is '.' or '+' or '×')));
    }

    // http :// www . example . org
    private static bool IsBrokenAddress(string text, int i)
    {
        var near = text.AsSpan(Math.Max(0, i - LongestAddress), i - Math.Max(0, i - LongestAddress));
        return near.Contains(" :// ", StringComparison.Ordinal) || near.EndsWith("www ", StringComparison.Ordinal);
    }

    private static bool IsFrench(NoteTokens tokens, int position)
    {
        var at = tokens.IndexFrom(position);
        for (var i = Math.Max(0, at - Around); i < Math.Min(tokens.Count, at + Around); i++)
        {
            if (French.Contains(tokens, i) || tokens.Is(i, '«') || tokens.Is(i, '»'))
            {
                return true;
            }
        }

        return false;
    }
}
