using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks;

/// <summary>One check: a pure function from an apparatus to complaints of one kind. Its page is <c>docs/diagnostics/{Id}.md</c>, whose examples are its test.</summary>
public abstract class Check
{
    // More departures that no fix mends are said once, with the notes named.
    private const int MostSaidEach = 3;

    private protected Check() { }

    /// <summary>What it complains about.</summary>
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>What is wrong with the notes in its eyes; in any order. Never throws for what a note says.</summary>
    /// <param name="context">All notes of one article, read and resolved, and what they are judged by.</param>
    public abstract IEnumerable<Diagnostic> Run(CheckContext context);

    private protected Diagnostic At(int noteIndex, TextSpan span, string message, SuggestedFix? fix = null) =>
        new() { Descriptor = Descriptor, NoteIndex = noteIndex, Span = span, Message = message, Fix = fix };

    private protected static SuggestedFix Safe(TextSpan span, string text) => new(FixSureness.Safe, [new TextEdit(span, text)]);

    private protected static SuggestedFix Suggest(TextSpan span, string text) => new(FixSureness.Suggested, [new TextEdit(span, text)]);

    /// <summary>
    /// Reports where the article departs from a way. A departure with a fix is said where it stands, so that one key mends it; departures without one are said each where they are few, else once, at the first, with the notes named.
    /// </summary>
    /// <param name="context">The notes.</param>
    /// <param name="departures">In document order.</param>
    /// <param name="message">A whole sentence about one departure; what is said of all together goes on from it.</param>
    /// <param name="fix">How to mend one; null where nothing does.</param>
    private protected IEnumerable<Diagnostic> Departures<T>(CheckContext context, IEnumerable<HabitUse<T>> departures, Func<HabitUse<T>, string> message, Func<HabitUse<T>, SuggestedFix?>? fix = null)
        where T : notnull
    {
        var unmended = new List<HabitUse<T>>();
        foreach (var use in departures)
        {
            if (fix?.Invoke(use) is { } mend)
            {
                yield return At(use.Note, use.Span, message(use), mend);
            }
            else
            {
                unmended.Add(use);
            }
        }

        if (unmended.Count <= MostSaidEach)
        {
            foreach (var use in unmended)
            {
                yield return At(use.Note, use.Span, message(use));
            }

            yield break;
        }

        yield return At(unmended[0].Note, unmended[0].Span,
            string.Create(CultureInfo.InvariantCulture, $"{message(unmended[0])} So in {unmended.Count} places: notes {Named(context, unmended.Select(use => use.Note))}."));
    }

    /// <summary>The labels of notes for a message: all where they are few, else the first ten and how many more.</summary>
    private protected static string Named(CheckContext context, IEnumerable<int> notes)
    {
        const int Most = 10;
        List<string> labels = [.. notes.Distinct().Select(context.Label)];
        return labels.Count <= Most ? string.Join(", ", labels) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", labels.Take(Most))} and {labels.Count - Most} more");
    }
}
