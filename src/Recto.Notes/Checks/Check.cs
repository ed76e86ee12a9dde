using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Checks;

/// <summary>One check: a pure function from an apparatus to complaints of one kind. Its page is <c>docs/diagnostics/{Id}.md</c>, whose examples are its test.</summary>
public abstract class Check
{
    private protected Check() { }

    /// <summary>What it complains about.</summary>
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>What is wrong with the notes in its eyes; in any order. Never throws for what a note says.</summary>
    /// <param name="apparatus">All notes of one article, read and resolved.</param>
    /// <param name="directory">The archives to know.</param>
    public abstract IEnumerable<Diagnostic> Run(Apparatus apparatus, RepositoryDirectory directory);

    private protected Diagnostic At(int noteIndex, TextSpan span, string message, SuggestedFix? fix = null) =>
        new() { Descriptor = Descriptor, NoteIndex = noteIndex, Span = span, Message = message, Fix = fix };

    private protected static SuggestedFix Safe(TextSpan span, string text) => new(FixSureness.Safe, [new TextEdit(span, text)]);

    private protected static SuggestedFix Suggest(TextSpan span, string text) => new(FixSureness.Suggested, [new TextEdit(span, text)]);
}
