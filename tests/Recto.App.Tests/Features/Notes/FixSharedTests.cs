using System.IO.Compression;
using Recto.App.Features.Import;
using Recto.App.Shell.Reports;
using Recto.Notes;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Notes;

/// <summary>Real files of every format, each note changed in one place: the new file reads as it should, and nothing else in it changes. What is certain is fixed, what is not is left with a reason.</summary>
public sealed class FixSharedTests(ITestOutputHelper told)
{
    private static readonly DiagnosticDescriptor Made = new("RN0199", "made-for-the-test", "Made for the test", Severity.Advice);
    private static readonly DateTimeOffset Day = new(2026, 11, 26, 9, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("jats-*", 90)]
    [InlineData("tei-*", 90)]
    [InlineData("md-*", 90)]
    [InlineData("docx-*", 90)]
    public void A_change_in_every_note_is_made_and_nothing_else_changes(string sets, int least)
    {
        var (made, all) = (0, 0);
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        using var source = new ImportSource(ArchiveLimits.Default, () => Stream.Null);
        foreach (var file in source.Read([.. Directory.EnumerateDirectories(SharedData.Require("data/articles"), sets).Order(StringComparer.Ordinal)]).OfType<FoundFile>())
        {
            var bytes = file.Bytes;
            var name = Path.GetFileName(file.Path);
            var (notes, _) = NoteReading.Read(bytes, name);
            if (notes is null || notes.Count == 0)
            {
                continue;
            }

            var (map, refusal) = NoteMaps.Of(bytes, name);
            Assert.True(map is not null, $"{file.Path}: {refusal}");
            var engine = new NotesEngine();
            var random = new Random(StableSeed(name));
            List<Diagnostic> findings = [.. notes.Select((note, i) => Finding(note, i, random)).OfType<Diagnostic>()];

            var result = new FixNotes(engine, NoteReading.Read, CheckOptions.Default, Severity.Error).Run(name, new CheckedNotes(engine.Read(notes), findings), map!, Day);

            all += findings.Count(finding => finding.Fix!.Sureness == FixSureness.Safe);
            made += result.Applied.Count;
            foreach (var left in result.Left)
            {
                reasons[left.Why] = reasons.GetValueOrDefault(left.Why) + 1;
                told.WriteLine($"{name} note {notes[left.Finding.NoteIndex].Label} {left.Finding.Span} of {notes[left.Finding.NoteIndex].Text.Length}: {left.Why}");
            }

            Assert.Equal(map!.TakesRemarks ? findings.Count - result.Applied.Count : 0, result.Remarks);
            if (name.EndsWith(".docx", StringComparison.Ordinal))
            {
                OtherPartsStay(bytes, result.Bytes);
            }
            else
            {
                OtherBytesStay(bytes, result.Bytes, result.Applied.Count);
            }
        }

        told.WriteLine($"{sets}: {made} of {all} made. " + string.Join("; ", reasons.Select(pair => $"{pair.Value} × {pair.Key}")));
        Assert.True(all > 0 && made * 100 >= all * least, $"{made} of {all}");
    }

    // One letter for another, one more, one less: what no reader can fold away.
    private static Diagnostic? Finding(Note note, int index, Random random)
    {
        for (var tries = 0; tries < 20 && note.Text.Length > 4; tries++)
        {
            var at = random.Next(1, note.Text.Length - 2);
            if (char.IsAsciiLetter(note.Text[at - 1]) && char.IsAsciiLetter(note.Text[at]) && char.IsAsciiLetter(note.Text[at + 1]))
            {
                var edit = random.Next(3) switch
                {
                    0 => new TextEdit(new TextSpan(at, at), "x"),
                    1 => new TextEdit(new TextSpan(at, at + 1), note.Text[at] == 'q' ? "x" : "q"),
                    _ => new TextEdit(new TextSpan(at, at + 1), ""),
                };
                return new Diagnostic { Descriptor = Made, NoteIndex = index, Span = edit.Span, Message = "Made for the test.", Fix = new SuggestedFix(index % 4 == 3 ? FixSureness.Suggested : FixSureness.Safe, [edit]) };
            }
        }

        return null;
    }

    // Each edit adds, drops or replaces one letter: what lies between is the same, in the same order.
    private static void OtherBytesStay(byte[] before, byte[] after, int edits)
    {
        if (before is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            // UTF-16: one letter is two bytes; those that are zero in Latin text say nothing.
            Assert.Equal(before[..2], after[..2]);
            (before, after) = ([.. before.Where(value => value != 0)], [.. after.Where(value => value != 0)]);
        }

        var (i, j, changes) = (0, 0, 0);
        while (i < before.Length || j < after.Length)
        {
            if (i < before.Length && j < after.Length && before[i] == after[j])
            {
                i++;
                j++;
                continue;
            }

            changes++;
            var replaced = Common(before, i + 1, after, j + 1);
            var inserted = Common(before, i, after, j + 1);
            var deleted = Common(before, i + 1, after, j);
            var longest = Math.Max(replaced, Math.Max(inserted, deleted));
            (i, j) = longest == replaced ? (i + 1, j + 1) : longest == inserted ? (i, j + 1) : (i + 1, j);
        }

        Assert.Equal(edits, changes);
    }

    private static int Common(byte[] before, int i, byte[] after, int j) => i > before.Length || j > after.Length ? -1 : before.AsSpan(i).CommonPrefixLength(after.AsSpan(j));

    private static void OtherPartsStay(byte[] before, byte[] after)
    {
        using var old = new ZipArchive(new MemoryStream(before));
        using var made = new ZipArchive(new MemoryStream(after));
        Assert.Equal(old.Entries.Select(entry => entry.FullName), made.Entries.Select(entry => entry.FullName).Take(old.Entries.Count));
        foreach (var entry in old.Entries)
        {
            var same = made.GetEntry(entry.FullName)!;
            if (!entry.FullName.StartsWith("word/", StringComparison.Ordinal) && entry.FullName != "[Content_Types].xml" || entry.FullName.Contains("media", StringComparison.Ordinal) || entry.FullName.EndsWith("styles.xml", StringComparison.Ordinal))
            {
                Assert.Equal(Bytes(entry), Bytes(same));
            }
        }
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static int StableSeed(string name) => name.Aggregate(17, (seed, letter) => unchecked((seed * 31) + letter));
}
