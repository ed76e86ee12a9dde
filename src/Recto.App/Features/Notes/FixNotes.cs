using Recto.Journals.Exchange.Fixes;
using Recto.Notes;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.App.Features.Notes;

/// <summary>Finds where the notes of a document stand in its file: given by whoever puts the program together.</summary>
/// <param name="bytes">The document.</param>
/// <param name="fileName">Its name.</param>
/// <returns>The map, its notes in the order of reading; or null and why there is none.</returns>
internal delegate (DocumentMap? Map, string? Refusal) MapDocument(ReadOnlySpan<byte> bytes, string fileName);

/// <summary>A finding whose safe fix was not made.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Why">Why not.</param>
internal sealed record LeftFix(Diagnostic Finding, string Why);

/// <summary>A document with its safe fixes made.</summary>
/// <param name="Bytes">The new file.</param>
/// <param name="Applied">Findings that were fixed, in document order.</param>
/// <param name="Left">Findings with a safe fix that was not made, in document order.</param>
/// <param name="Remarks">How many findings stand in the new file as comments.</param>
/// <param name="Remaining">What is found in the new file.</param>
internal sealed record FixedNotes(byte[] Bytes, IReadOnlyList<Diagnostic> Applied, IReadOnlyList<LeftFix> Left, int Remarks, CheckedNotes Remaining);

/// <summary>
/// The use case behind <c>recto notes check --fix</c>. The new file is read again before anything is promised: a fix after which its note does not read exactly as it should is taken back.
/// </summary>
internal sealed class FixNotes(NotesEngine engine, ReadDocument read, CheckOptions options, Severity lowest)
{
    /// <summary>Rounds of writing and reading again; each drops or mends at least one note.</summary>
    private const int MostRounds = 6;

    private readonly Dictionary<int, bool> _beforeNext = [];

    /// <summary>Makes the safe fixes.</summary>
    /// <param name="fileName">The document's name.</param>
    /// <param name="found">What was found in it.</param>
    /// <param name="map">Where its notes stand.</param>
    /// <param name="madeAt">The date of changes and comments.</param>
    public FixedNotes Run(string fileName, CheckedNotes found, DocumentMap map, DateTimeOffset madeAt)
    {
        var notes = found.Apparatus.Notes;
        var plan = FixPlan.Of(found.Findings);
        var left = plan.Overlapping.Select(finding => new LeftFix(finding, "another fix changes the same place; check the new file again")).ToList();
        var making = new List<Diagnostic>();
        foreach (var finding in plan.Applied)
        {
            if (map.Obstacle(EditsOf(finding)) is { } why)
            {
                left.Add(new LeftFix(finding, why));
            }
            else
            {
                making.Add(finding);
            }
        }

        for (var round = 0; ; round++)
        {
            // Every finding that is not fixed becomes a comment, where the file takes comments.
            var isFixed = making.ToHashSet(ReferenceEqualityComparer.Instance);
            var remarks = map.TakesRemarks ? found.Findings.Where(finding => !isFixed.Contains(finding)).Select(finding => new NoteRemark(finding.NoteIndex, RemarkOf(notes[finding.NoteIndex], finding))).ToList() : [];
            var bytes = map.Write([.. making.Select(EditsOf)], remarks, madeAt);
            var again = read(bytes, fileName).Notes;
            var wrong = Wrong(notes, making, again);
            if (wrong.Count == 0)
            {
                return new FixedNotes(bytes, making, [.. left.OrderBy(fix => fix.Finding.NoteIndex).ThenBy(fix => fix.Finding.Span)], remarks.Count, CheckNotes.Run(engine, again!, options, lowest));
            }

            if (making.Count == 0)
            {
                throw new InvalidOperationException($"“{fileName}”, written without a change, does not read as before.");
            }

            TakeBack(wrong, making, left, isLast: round >= MostRounds);
        }
    }

    private NoteEdits EditsOf(Diagnostic finding) => new(finding.NoteIndex, finding.Fix!.Edits, _beforeNext.GetValueOrDefault(finding.NoteIndex));

    // Notes that do not read as they should; all that were changed, where the file as a whole does not.
    private static HashSet<int> Wrong(IReadOnlyList<ReadNote> notes, List<Diagnostic> making, IReadOnlyList<Note>? again)
    {
        var edits = making.ToLookup(finding => finding.NoteIndex, finding => finding.Fix!.Edits);
        if (again is null || again.Count != notes.Count)
        {
            return edits.Count > 0 ? [.. edits.Select(group => group.Key)] : [-1];
        }

        var wrong = new HashSet<int>();
        for (var i = 0; i < notes.Count; i++)
        {
            if (again[i].Text != FixPlan.Apply(notes[i].Note.Text, edits[i].SelectMany(edit => edit)) || again[i].Label != notes[i].Note.Label)
            {
                wrong.Add(i);
            }
        }

        return wrong;
    }

    // First what was inserted goes to the other side of the markup; then the fixes of the note are taken back.
    private void TakeBack(HashSet<int> wrong, List<Diagnostic> making, List<LeftFix> left, bool isLast)
    {
        var changed = making.Exists(finding => wrong.Contains(finding.NoteIndex));
        foreach (var finding in making.Where(finding => isLast || !changed || wrong.Contains(finding.NoteIndex)).ToList())
        {
            if (!isLast && changed && !_beforeNext.GetValueOrDefault(finding.NoteIndex))
            {
                continue;
            }

            making.Remove(finding);
            left.Add(new LeftFix(finding, "written so, the file would not read as it should"));
        }

        foreach (var note in wrong)
        {
            _beforeNext[note] = true;
        }
    }

    private static string RemarkOf(ReadNote note, Diagnostic finding)
    {
        var place = finding.Span.IsEmpty ? "" : $", at “{Short(finding.Span.In(note.Note.Text).ToString().Replace('\n', ' '))}”";
        var fix = finding.Fix is { } mend ? "\n" + FixWords.Of(note.Note.Text, mend) : "";
        return $"Note {note.Note.Label}{place}: {finding.Message}{fix}\n{finding.Descriptor.Id} {finding.Descriptor.Rule}, {ConsoleReport.SeverityWord(finding.Descriptor.Severity)}";
    }

    private static string Short(string words) => words.Length <= 120 ? words : $"{words[..(char.IsHighSurrogate(words[99]) ? 99 : 100)]}…";
}
