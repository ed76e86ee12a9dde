using CsCheck;
using Recto.Notes.Archives;
using Recto.Notes.Corrections;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Tests.Gold;
using Recto.Notes.Tests.Reading;
using Recto.Notes.Text;
using Recto.Tests.Shared;

namespace Recto.Notes.Tests.Corrections;

/// <summary>What holds of every correction.</summary>
public sealed class CorrectionPropertyTests
{
    private static readonly NotesEngine Engine = new();

    [Fact]
    public void Saying_what_is_read_anyhow_changes_nothing_but_who_says_it()
    {
        var notes = ReferencePageTests.NotesOf(File.ReadAllText(SharedData.Require("reference/article-page.txt")));
        var read = Engine.Read(notes);

        var corrected = Engine.Read(notes, [.. Enumerable.Range(0, notes.Count).Select(note => Written.AsRead(read, note))]);

        Assert.Equal(Written.Whole(Written.Plain(read)), Written.Whole(Written.Plain(corrected)));
        Assert.All(corrected.Notes, note => Assert.All(note.References, one => Assert.Equal((ReadingOrigin.Editor, 1.0), (one.Origin, one.Confidence))));
    }

    [Fact]
    public void Saying_of_one_note_what_is_read_anyhow_leaves_every_other_as_it_was()
    {
        var notes = ReferencePageTests.NotesOf(File.ReadAllText(SharedData.Require("reference/article-page.txt")));
        var read = Engine.Read(notes);
        foreach (var note in Enumerable.Range(0, notes.Count).Where(note => note % 12 == 0))
        {
            var corrected = Engine.Read(notes, [Written.AsRead(read, note)]);

            Assert.Equal(Written.Whole(Written.Plain(read)), Written.Whole(Written.Plain(corrected)));
            Assert.Equal(read.Notes.Where((_, i) => i < note).Select(Written.Whole), corrected.Notes.Where((_, i) => i < note).Select(Written.Whole));
        }
    }

    [Fact]
    public void No_corrections_are_no_difference() =>
        AnyText.Gen.Array[0, 6].Sample(texts =>
        {
            var notes = Written.Notes(texts);
            Assert.Equal(Written.Whole(Engine.Read(notes)), Written.Whole(Engine.Read(notes, [])));
        });

    [Fact]
    public void Any_correction_of_any_notes_is_borne_alike_each_time() =>
        Gen.Select(AnyText.Gen.Array[1, 6], Gen.Int[0, int.MaxValue]).Sample((texts, seed) =>
        {
            var random = new Random(seed);
            var notes = Written.Notes(texts);
            var corrections = AnyCorrections(notes, random);

            var apparatus = Engine.Read(notes, corrections);

            Assert.Equal(Written.Whole(apparatus), Written.Whole(Engine.Read(notes, corrections)));
            Engine.Check(apparatus);
            AssertWhole(apparatus);
        }, iter: 2000);

    [Fact]
    public void Any_stretch_of_any_note_is_read_without_fault() =>
        Gen.Select(AnyText.Gen, Gen.Int[-3, 80], Gen.Int[-3, 80]).Sample((text, start, end) =>
        {
            var notes = Written.Notes(text);
            var read = Engine.ReadStretch(notes, 0, new TextSpan(start, end));
            if (read is not null)
            {
                Assert.Equal([0], CorrectionPlaces.Find(notes, [new NoteCorrection { Note = NoteKey.Of(notes, 0), At = default, References = [new CorrectedReference { Reference = read }] }]));
            }
        });

    private static void AssertWhole(Apparatus apparatus)
    {
        for (var i = 0; i < apparatus.Notes.Count; i++)
        {
            var note = apparatus.Notes[i];
            var end = 0;
            foreach (var span in note.References.Select(one => one.Reference.Span).Concat(note.Commentary).Order())
            {
                Assert.True(span.Start >= end && span.End > span.Start && span.End <= note.Note.Text.Length, $"{span} after {end} in {note.Note.Text.Length}");
                end = span.End;
            }

            Assert.All(note.References, one => Assert.True(one.SourceId is null || apparatus.Sources.Any(source => source.Id == one.SourceId)));
            Assert.All(note.References, one => Assert.True(one.RefersTo?.NoteIndex is null || one.RefersTo.Reference is null || one.RefersTo.Reference < apparatus.Notes[one.RefersTo.NoteIndex.Value].References.Count));
        }

        Assert.All(apparatus.Sources, source => Assert.NotEmpty(source.Mentions));
        Assert.Equal(apparatus.Sources.Count, apparatus.Sources.Select(source => source.Id).Distinct().Count());
    }

    // Corrections as a form makes them, as an older version left them, and as nobody should write them.
    private static List<NoteCorrection> AnyCorrections(List<Note> notes, Random random)
    {
        var read = Engine.Read(notes);
        var corrections = new List<NoteCorrection>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var note = random.Next(notes.Count);
            var text = notes[note].Text;
            var references = new List<CorrectedReference>();
            for (var from = 0; from < text.Length && references.Count < 3;)
            {
                var start = from + random.Next(4);
                var end = start + random.Next(1, Math.Max(2, text.Length - from + 2));
                from = end;
                Reference plain = new UnreadReference { Span = new TextSpan(start, end), Form = ReferenceForm.Full, Confidence = 0.5 };
                if (end <= text.Length)
                {
                    plain = Engine.ReadStretch(notes, note, plain.Span) ?? plain;
                    plain = Values(random, text).Make(text, plain, random.Next(2) == 0 ? null : $"{random.Next(1, 8)}", RepositoryDirectory.Shipped);
                }

                references.Add(new CorrectedReference
                {
                    Reference = plain,
                    IsApart = random.Next(5) == 0,
                    SameAs = random.Next(2) == 0 ? null : new MentionKey(NoteKey.Of(notes, random.Next(notes.Count)), random.Next(3) == 0 ? null : random.Next(-1, 4)),
                });
            }

            corrections.Add(random.Next(4) == 0 ? Written.AsRead(read, note) : new NoteCorrection { Note = NoteKey.Of(notes, note), References = references, At = default });
        }

        return corrections;
    }

    private static ReferenceValues Values(Random random, string text) => new()
    {
        Form = (ReferenceForm)random.Next(1, 6),
        Kind = (ReferenceKind)random.Next(1, 12),
        Authors = Words(random, text),
        Title = Words(random, text),
        Container = Words(random, text),
        Year = Words(random, text),
        Volume = Words(random, text),
        Pages = Words(random, text),
        Repository = random.Next(3) == 0 ? "RGASPI" : Words(random, text),
        Path = random.Next(2) == 0 ? "558 / 11 / 431" : Words(random, text),
        Folio = Words(random, text),
        Side = random.Next(2) == 0 ? null : FolioSide.Verso,
    };

    private static string? Words(Random random, string text) => random.Next(4) switch
    {
        0 => null,
        1 => "Smith, J.; Petrov",
        2 => "12–15",
        _ => text.Length == 0 ? null : text[random.Next(text.Length)..] is { Length: > 0 } rest ? rest : null,
    };
}
