using Recto.Notes.Archives;
using Recto.Notes.Corrections;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Corrections;

/// <summary>What an editor says of a note, and what follows from it.</summary>
public sealed class CorrectionTests
{
    private static readonly NotesEngine Engine = new();

    [Fact]
    public void An_Ibid_after_a_corrected_note_follows_the_correction()
    {
        var notes = Written.Notes("RGASPI 558/11/431/125.", "Ibid.", "Ibid.");
        var read = Engine.Read(notes);

        var corrected = Engine.Read(notes, [Correction(read, 0, values => values with { Path = "558 / 11 / 432" })]);

        Assert.Equal("rgaspi-558-11-431", read.Notes[2].References[0].SourceId);
        Assert.Equal("rgaspi-558-11-432", corrected.Notes[2].References[0].SourceId);
        Assert.Equal(new ReferenceTarget("2", 1, 0), corrected.Notes[2].References[0].RefersTo);
        Assert.Null(corrected.Notes[2].References[0].Origin);
    }

    [Fact]
    public void A_corrected_reference_is_sure_and_its_origin_is_an_editor()
    {
        var notes = Written.Notes("RGASPI 558/11/431/125.", "Ibid.");
        var read = Engine.Read(notes);

        var one = Engine.Read(notes, [Written.AsRead(read, 1)]).Notes[1];

        Assert.Equal((1.0, 1.0, ReadingOrigin.Editor), (one.References[0].Confidence, one.References[0].Reference.Confidence, one.References[0].Origin));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), one.CorrectedAt);
        Assert.Null(Engine.Read(notes).Notes[1].CorrectedAt);
    }

    [Fact]
    public void A_note_that_cites_nothing_is_passed_over_by_the_Ibid_behind_it()
    {
        var notes = Written.Notes("RGASPI 558/11/431/125.", "AVPRF 05/13/94/70.", "Ibid.");
        var read = Engine.Read(notes);

        var corrected = Engine.Read(notes, [Written.AsRead(read, 1) with { References = [] }]);

        Assert.Equal(read.Notes[1].References[0].SourceId, read.Notes[2].References[0].SourceId);
        Assert.Empty(corrected.Notes[1].References);
        Assert.NotEmpty(corrected.Notes[1].Commentary);
        Assert.Equal("rgaspi-558-11-431", corrected.Notes[2].References[0].SourceId);
        Assert.Single(corrected.Sources);
    }

    [Fact]
    public void An_Ibid_stands_for_the_note_that_the_editor_names()
    {
        var notes = Written.Notes("RGASPI 558/11/431/125.", "J. Smith, A History of Town (London: Routledge, 1999), 12.", "Ibid.", "Ibid., 14.");
        var read = Engine.Read(notes);
        var said = Written.AsRead(read, 2);

        var corrected = Engine.Read(notes, [said with { References = [said.References[0] with { SameAs = new MentionKey(NoteKey.Of(notes, 0), null) }] }]);

        Assert.Equal("rgaspi-558-11-431", corrected.Notes[2].References[0].SourceId);
        Assert.Equal(new ReferenceTarget("1", 0, 0), corrected.Notes[2].References[0].RefersTo);
        Assert.Equal("rgaspi-558-11-431", corrected.Notes[3].References[0].SourceId);
        Assert.Equal(ReferenceKind.Archival, corrected.Notes[3].References[0].Kind);
    }

    [Fact]
    public void Two_spellings_of_one_work_are_one_source_where_the_editor_says_so_and_later_short_titles_follow()
    {
        var notes = Written.Notes("J. Smith, A History of Town (London: Routledge, 1999), 12.", "J. Smith, Chronicles of a City (London: Routledge, 1999), 9.", "Smith, Chronicles, 10.");
        var read = Engine.Read(notes);
        var said = Written.AsRead(read, 1);

        var corrected = Engine.Read(notes, [said with { References = [said.References[0] with { SameAs = new MentionKey(NoteKey.Of(notes, 0), 0) }] }]);

        Assert.Equal(2, read.Sources.Count);
        Assert.Equal(3, Assert.Single(corrected.Sources).Mentions.Count);
    }

    [Fact]
    public void A_mention_may_share_its_source_with_a_later_one()
    {
        var notes = Written.Notes("RGASPI 558/11/413/125.", "RGASPI 558/11/431/126.", "Ibid.");
        var said = Written.AsRead(Engine.Read(notes), 0);

        var corrected = Engine.Read(notes, [said with { References = [said.References[0] with { SameAs = new MentionKey(NoteKey.Of(notes, 1), 0) }] }]);

        Assert.Equal(3, Assert.Single(corrected.Sources).Mentions.Count);
    }

    [Fact]
    public void A_mention_is_a_source_of_its_own_where_the_editor_says_so()
    {
        var notes = Written.Notes("RGASPI 558/11/431/125.", "RGASPI 558/11/431/126.", "RGASPI 558/11/431/127.");
        var said = Written.AsRead(Engine.Read(notes), 1);

        var corrected = Engine.Read(notes, [said with { References = [said.References[0] with { IsApart = true }] }]);

        Assert.Equal(["rgaspi-558-11-431", "rgaspi-558-11-431-2", "rgaspi-558-11-431"], corrected.Notes.Select(note => note.References[0].SourceId));
    }

    [Fact]
    public void A_correction_finds_its_note_when_notes_are_renumbered()
    {
        var before = Written.Notes("RGASPI 558/11/431/125.", "Ibid.", "AVPRF 05/13/94/70.", "Ibid.");
        var after = Written.Notes("A new note cites nothing.", "RGASPI 558/11/431/125.", "Ibid.", "AVPRF 05/13/94/70.", "Ibid.");
        var read = Engine.Read(before);

        Assert.Equal([3], CorrectionPlaces.Find(after, [Written.AsRead(read, 2)]));
        Assert.Equal([4], CorrectionPlaces.Find(after, [Written.AsRead(read, 3)]));
        Assert.Equal([2], CorrectionPlaces.Find(after, [Written.AsRead(read, 1)]));
    }

    [Fact]
    public void A_correction_of_a_note_that_says_something_else_now_is_stale_and_changes_nothing()
    {
        var before = Written.Notes("RGASPI 558/11/431/125.", "Ibid.");
        var after = Written.Notes("RGASPI 558/11/432/125.", "Ibid.");
        NoteCorrection[] corrections = [Written.AsRead(Engine.Read(before), 0) with { References = [] }];

        Assert.Equal([null], CorrectionPlaces.Find(after, corrections));
        Assert.Equal(Written.Whole(Engine.Read(after)), Written.Whole(Engine.Read(after, corrections)));
    }

    [Theory]
    [InlineData(0, 400)] // behind the end
    [InlineData(-1, 5)] // before the beginning
    [InlineData(5, 5)] // nothing
    [InlineData(9, 3)] // backwards
    [InlineData(0, 2)] // through the middle of a character
    public void A_correction_whose_places_do_not_fit_is_stale(int start, int end)
    {
        var notes = Written.Notes("x𝒳 RGASPI 558/11/431/125.");
        NoteCorrection correction = new()
        {
            Note = NoteKey.Of(notes, 0),
            At = default,
            References = [new CorrectedReference { Reference = new UnreadReference { Span = new TextSpan(start, end), Form = ReferenceForm.Full, Confidence = 1 } }],
        };

        Assert.Equal([null], CorrectionPlaces.Find(notes, [correction]));
        Assert.Equal(Written.Whole(Engine.Read(notes)), Written.Whole(Engine.Read(notes, [correction])));
    }

    [Fact]
    public void A_stretch_is_read_as_one_reference_in_its_place()
    {
        var notes = Written.Notes("See RGASPI 558/11/431/125; J. Smith, A History of Town (London: Routledge, 1999), 12.");
        var text = notes[0].Text;

        var left = Engine.ReadStretch(notes, 0, new TextSpan(0, text.IndexOf(';', StringComparison.Ordinal)));
        var right = Engine.ReadStretch(notes, 0, new TextSpan(text.IndexOf(';', StringComparison.Ordinal), text.Length));

        Assert.Equal("431", Assert.IsType<ArchivalReference>(left).Path[2].Text);
        var work = Assert.IsType<PublishedReference>(right);
        Assert.Equal("A History of Town", work.Title!.Span.In(text).ToString());
        Assert.Equal("J. Smith, A History of Town (London: Routledge, 1999), 12", work.Span.In(text).ToString());
        Assert.Null(Engine.ReadStretch(notes, 0, new TextSpan(3, 4)));
    }

    [Fact]
    public void What_was_not_changed_in_a_form_keeps_its_place_and_what_was_is_found_in_the_note()
    {
        var notes = Written.Notes("J. Smith, A History of Town (London: Routledge, 1999), 12.");
        var reference = Engine.Read(notes).Notes[0].References[0].Reference;
        var values = ReferenceValues.Of(reference);

        Assert.Equal(Written.Whole(reference with { Confidence = 1 }), Written.Whole(values.Make(notes[0].Text, reference, null, RepositoryDirectory.Shipped)));

        var changed = Assert.IsType<PublishedReference>((values with { Title = "History of Town", Publisher = "Verso" }).Make(notes[0].Text, reference, null, RepositoryDirectory.Shipped));
        Assert.Equal("History of Town", changed.Title!.Span.In(notes[0].Text).ToString());
        Assert.Equal(("Verso", true), (changed.Publisher!.Text, changed.Publisher.Span.IsEmpty));
    }

    [Fact]
    public void A_work_becomes_a_file_where_the_editor_gives_an_archive_and_its_levels()
    {
        var notes = Written.Notes("Mendras report, GARF 5446/1/12, 4.", "Ibid.");
        var reference = new UnreadReference { Span = new TextSpan(0, notes[0].Text.Length - 1), Form = ReferenceForm.Full, Confidence = 1 };

        var made = new ReferenceValues { Form = ReferenceForm.Full, Kind = ReferenceKind.Archival, Repository = "GARF", Path = "5446/1/12", Folio = "4", Side = FolioSide.Verso, Authors = "lost" }
            .Make(notes[0].Text, reference, null, RepositoryDirectory.Shipped);
        var corrected = Engine.Read(notes, [new NoteCorrection { Note = NoteKey.Of(notes, 0), At = default, References = [new CorrectedReference { Reference = made }] }]);

        Assert.Equal(("garf", "5446,1,12"), (Assert.IsType<ArchivalReference>(made).RepositoryId, string.Join(',', ((ArchivalReference)made).Path.Select(level => level.Text))));
        Assert.Equal("garf-5446-1-12", corrected.Notes[1].References[0].SourceId);
    }

    private static NoteCorrection Correction(Apparatus read, int note, Func<ReferenceValues, ReferenceValues> change)
    {
        var said = Written.AsRead(read, note);
        var reference = said.References[0].Reference;
        return said with { References = [new CorrectedReference { Reference = change(ReferenceValues.Of(reference)).Make(read.Notes[note].Note.Text, reference, null, RepositoryDirectory.Shipped) }] };
    }
}
