using System.Text;
using Recto.App.Shell.Language;
using Recto.App.Shell.Reports;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Fixes;
using Recto.Notes;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.App.Features.Check;

/// <summary>A document that was read and checked, and how it can be mended.</summary>
/// <param name="sent">What was sent.</param>
/// <param name="input">Its notes.</param>
/// <param name="found">What was found in them.</param>
/// <param name="engine">The engine that found it.</param>
/// <param name="doors">How documents are read.</param>
internal sealed class CheckedDocument(CheckSubmission sent, NoteInput input, CheckedNotes found, NotesEngine engine, NoteDoors doors)
{
    // Where nothing can be mended, nothing need be found in the file.
    private readonly Lazy<(DocumentMap? Map, string? Refusal)> _map = new(() => input.Map(sent, doors));

    /// <summary>What was read and found.</summary>
    public CheckedNotes Found => found;

    /// <summary>What was sent.</summary>
    public CheckSubmission Sent => sent;

    /// <summary>What the notes cite.</summary>
    public Bibliography Bibliography { get; } = Bibliography.Of(found.Apparatus, engine.Directory);

    /// <summary>Where the notes stand in the file; null where that is not known.</summary>
    public DocumentMap? Map => _map.Value.Map;

    /// <summary>Whether the corrected file has the findings that were not mended as comments.</summary>
    public bool TakesRemarks => found.Findings.Count > 0 && Map is { TakesRemarks: true };

    /// <summary>What notes are judged by.</summary>
    public static CheckOptions Options(CheckSubmission sent, NoteInput input) => new() { Style = sent.Style, ArticleYear = input.Year };

    /// <summary>Why the fix of a finding cannot be made here; null where it can.</summary>
    public string? Obstacle(Diagnostic finding) =>
        Map is not { } map ? _map.Value.Refusal ?? Say.Here["its place in the file was not found"] : map.Obstacle(new NoteEdits(finding.NoteIndex, finding.Fix!.Edits));

    /// <summary>What was sent, with fixes made; null where none can be made.</summary>
    /// <param name="plan">The fixes.</param>
    /// <param name="withRemarks">Whether the other findings become comments.</param>
    /// <param name="now">The date of changes and comments.</param>
    /// <param name="ct">Looked at whenever the new file is read again.</param>
    public (CheckSubmission Sent, FixedNotes Fixed)? Mend(FixPlan plan, bool withRemarks, DateTimeOffset now, CancellationToken ct)
    {
        if (Map is not { } map)
        {
            return null;
        }

        var made = new FixNotes(engine, Again, Options(sent, input), Severity.Advice).Run(sent.Name, found, map, now, plan, withRemarks);
        return (sent.With(made.Bytes), made);

        (IReadOnlyList<Note>? Notes, string? Refusal) Again(ReadOnlySpan<byte> bytes, string fileName)
        {
            ct.ThrowIfCancellationRequested();
            var again = NoteInput.Of(sent.With(bytes.ToArray()), doors);
            return (again.Notes, again.Refusal);
        }
    }
}
