using Recto.App.Shell.Reports;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.App.Features.Check;

/// <summary>A document that was read and checked, and how it can be mended.</summary>
internal sealed class CheckedDocument
{
    private readonly PastedText? _pasted;

    private CheckedDocument(CheckedNotes found, Bibliography bibliography, PastedText? pasted, IReadOnlySet<string>? ticked)
    {
        (Apparatus, Findings, Bibliography, _pasted, Ticked) = (found.Apparatus, found.Findings, bibliography, pasted, ticked);
    }

    /// <summary>The notes as read.</summary>
    public Apparatus Apparatus { get; }

    /// <summary>What was found, in document order.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; }

    /// <summary>What the notes cite.</summary>
    public Bibliography Bibliography { get; }

    /// <summary>The fixes that are ticked; null where the safe ones are.</summary>
    public IReadOnlySet<string>? Ticked { get; }

    /// <summary>Checks notes.</summary>
    public static CheckedDocument Of(NotesEngine engine, CheckSubmission sent, IReadOnlyList<Note> notes, CancellationToken ct)
    {
        var found = CheckNotes.Run(engine, notes, new CheckOptions { Style = sent.Style }, ct: ct);
        return new CheckedDocument(found, Bibliography.Of(found.Apparatus, engine.Directory), sent.File is null ? new PastedText(sent.Text, notes) : null, sent.Act == Acts.Live ? sent.Fixes : null);
    }

    /// <summary>Why the fix of a finding cannot be made here; null where it can.</summary>
    public string? Obstacle(Diagnostic finding) =>
        _pasted is null ? "to be made by hand" : _pasted.CanMend(finding) ? null : "to be made by hand: the place was not found in the text";

    /// <summary>What was sent, with the fixes of these findings made.</summary>
    public CheckSubmission Mend(CheckSubmission sent, IReadOnlyList<Diagnostic> findings) => sent with { Text = _pasted is null ? sent.Text : _pasted.Mend(findings) };
}
