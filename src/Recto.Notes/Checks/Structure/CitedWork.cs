using Recto.Notes.References;
using Recto.Notes.References.Published;
using Recto.Notes.Resolution;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>A published work where it is cited in full and was read surely.</summary>
/// <param name="Note">Index of the note in document order.</param>
/// <param name="Index">Index of the reference in the note.</param>
/// <param name="Reference">What was read.</param>
internal readonly record struct CitedWork(int Note, int Index, PublishedReference Reference)
{
    /// <summary>A reading below this may have missed a field.</summary>
    private const double Sure = 0.75;

    private const int LongestRest = 60;

    private static readonly WordSet Undated = new("forthcoming undated nd sd oj unveröffentlicht unpublished press erscheinen erscheint paraître prensa preparation vorbereitung préparation preprint manuscript manuskript submitted печати год inédit");
    private static readonly string[] NoDate = ["n.d", "n. d", "s.d", "s. d", "o.J", "o. J", "б.г", "б. г", "без года", "s.a.", "s. a."];

    /// <summary>Every full mention, in document order.</summary>
    public static IEnumerable<CitedWork> All(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var references = context.References(note);
            for (var index = 0; index < references.Count; index++)
            {
                if (references[index].Reference is PublishedReference { Form: ReferenceForm.Full, Confidence: >= Sure } reference)
                {
                    yield return new CitedWork(note, index, reference);
                }
            }
        }
    }

    /// <summary>The mention that describes each work, in order of first mention: later ones may leave a field out.</summary>
    public static IEnumerable<CitedWork> Described(CheckContext context)
    {
        foreach (var source in context.Apparatus.Sources)
        {
            var (note, index) = source.Best;
            if (context.References(note)[index].Reference is PublishedReference { Form: ReferenceForm.Full, Confidence: >= Sure, Title: not null } reference)
            {
                yield return new CitedWork(note, index, reference);
            }
        }
    }

    /// <summary>The note from the reference on, to the next reference or sixty characters behind its end: what the reading may have left out.</summary>
    public TextSpan WithRest(CheckContext context)
    {
        var next = Index + 1 < context.References(Note).Count ? context.References(Note)[Index + 1].Reference.Span.Start : context.Text(Note).Length;
        return new TextSpan(Reference.Span.Start, Math.Max(Reference.Span.End, Math.Min(next, Reference.Span.End + LongestRest)));
    }

    /// <summary>Whether the note says that the work has no year, or is not out.</summary>
    public bool IsUndated(CheckContext context)
    {
        var rest = WithRest(context);
        var words = context.Printed(Note, rest);
        if (Array.Exists(NoDate, mark => words.Contains(mark, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        var tokens = context.Tokens(Note);
        for (var i = tokens.IndexFrom(rest.Start); i < tokens.Count && tokens[i].Start < rest.End; i++)
        {
            if (Undated.Contains(tokens, i) && !(tokens.Is(i, "press") && !tokens.Is(i - 1, "in")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first year of the field; -1 where it holds none.</summary>
    public static int FirstYear(Field year)
    {
        for (var i = 0; i + 4 <= year.Text.Length; i++)
        {
            if ((i == 0 || !char.IsAsciiDigit(year.Text[i - 1])) && (i + 4 == year.Text.Length || !char.IsAsciiDigit(year.Text[i + 4])) && Digits.Value(year.Text.AsSpan(i, 4)) is >= 1000 and var value)
            {
                return value;
            }
        }

        return -1;
    }
}
