namespace Recto.Notes.Tests.Reading;

public sealed class BackReferenceTests
{
    private const string Smith = "Jane Smith, A History of Towns (London: Routledge, 1999), 12.";
    private const string Jones = "Peter Jones, Rivers of the North (Leeds: Maney, 2001), 3.";
    private const string Both = "Jane Smith, A History of Towns (London: Routledge, 1999), 12; Peter Jones, Rivers of the North (Leeds: Maney, 2001), 3.";

    [Theory]
    [InlineData("Ibid.")]
    [InlineData("ibid., 45.")]
    [InlineData("Ebd., S. 12.")]
    [InlineData("Ebenda.")]
    [InlineData("Там же. С. 50.")]
    [InlineData("Ibidem, pp. 3-4.")]
    public void Ibid_repeats_the_reference_just_before(string ibid) => Assert.Equal("book ibid >1/0", Reading.LastOf(Smith, ibid));

    [Theory]
    [InlineData("See note 1 above.")]
    [InlineData("see n. 1.")]
    [InlineData("Note 1 above.")]
    [InlineData("S. Anm. 1.")]
    [InlineData("Wie Anm. 1.")]
    [InlineData("Siehe Fußnote 1.")]
    [InlineData("Voir supra note 1.")]
    [InlineData("См. прим. 1.")]
    [InlineData("Ver nota 1.")]
    [InlineData("Vedi nota 1.")]
    public void A_named_note_is_what_it_cites(string note) => Assert.Equal("book crossreference >1/0", Reading.LastOf(Smith, Jones, note));

    [Fact]
    public void Several_named_notes_are_several_references() => Assert.Equal("book crossreference >1/0; book crossreference >2/0", Reading.LastOf(Smith, Jones, "See notes 1 and 2 above."));

    [Fact]
    public void A_named_note_may_stand_further_on() =>
        Assert.Equal("smith-1999", Reading.Of("See note 2 below.", Smith).Notes[0].References[0].SourceId);

    [Fact]
    public void A_note_that_does_not_exist_is_kept_as_printed_and_not_guessed()
    {
        var reference = Reading.Of(Smith, "See note 9 above.").Notes[1].References[0];

        Assert.Equal("9", reference.RefersTo!.Label);
        Assert.Null(reference.RefersTo.NoteIndex);
        Assert.Null(reference.SourceId);
    }

    [Fact]
    public void A_note_that_names_itself_resolves_to_nothing()
    {
        var reference = Reading.Of(Smith, "See note 2 above.").Notes[1].References[0];

        Assert.Equal(new Recto.Notes.Resolution.ReferenceTarget("2", 1, 0), reference.RefersTo);
        Assert.Null(reference.SourceId);
    }

    [Theory]
    [InlineData("See note 1 above.", "unknown crossreference >1/?")]
    [InlineData("Ibid.", "unknown ibid >1/?")]
    public void Where_a_note_cites_two_works_the_words_do_not_tell_which(string note, string expected) => Assert.Equal(expected, Reading.LastOf(Both, note));

    [Fact]
    public void Ibid_in_the_first_note_points_nowhere() => Assert.Equal("unknown ibid", Reading.LastOf("Ibid."));

    [Fact]
    public void Ibid_behind_mere_commentary_goes_to_the_last_work_cited_and_says_so()
    {
        var reference = Reading.Of(Smith, "This was a hard winter.", "Ibid.").Notes[2].References[0];

        Assert.Equal("smith-1999", reference.SourceId);
        Assert.True(reference.Confidence < 0.7);
        Assert.Contains("cites nothing", reference.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Smith, History of Towns, 45.")]
    [InlineData("Smith, ‘A History of Towns’, 45.")]
    [InlineData("Smith, Histroy of Towns, 45.")] // a slip
    [InlineData("J. Smith, A History of Towns, p. 45.")]
    [InlineData("Smith, op. cit., p. 45.")]
    [InlineData("Smith, op. cit., n. 1, p. 45.")]
    [InlineData("Smith, a.a.O., S. 45.")]
    [InlineData("Smith 1999, 45.")]
    [InlineData("Smith, Towns, wie Anm. 1, S. 45.")]
    [InlineData("Smith, Towns, n. 1 above, 45.")]
    [InlineData("Smith, 45.")]
    [InlineData("Smith, Towns (n. 1), 45.")]
    public void A_short_mention_refers_to_the_first_full_one(string mention) => Assert.Equal("book short >1/0", Reading.LastOf(Smith, Jones, Smith, mention));

    [Fact]
    public void A_transliteration_of_another_school_is_the_same_title() =>
        Assert.Equal("book short >1/0", Reading.LastOf("O. N. Ken, Mobilizatsionnoye planirovaniye (Moscow: OGI, 2008).", "Ken, Mobilizatsionnoe planirovanie, 4."));

    [Fact]
    public void An_abbreviation_stands_for_the_work_that_introduced_it() =>
        Assert.Equal("editedsource short >1/0", Reading.LastOf("Documents of the Northern Union (DNU), vol. 2 (Oslo: Fabritius, 1961), 30.", "DNU, 44."));

    [Theory]
    [InlineData("Loc. cit.")]
    [InlineData("Op. cit., 45.")]
    [InlineData("A.a.O., S. 12.")]
    [InlineData("Art. cit., p. 3.")]
    public void Cited_without_an_author_is_what_was_cited_before(string note) => Assert.Equal("book ibid >1/0", Reading.LastOf(Smith, note));

    [Fact]
    public void An_author_and_a_year_are_one_source_and_a_letter_tells_two_apart()
    {
        var sources = Reading.Of("Weber 1995a, 29.", "Vgl. Weber 1995a, 31.", "Vgl. Weber 1995b, 31.").Notes.Select(note => note.References[0].SourceId).ToList();

        Assert.Equal(sources[0], sources[1]);
        Assert.NotEqual(sources[0], sources[2]);
    }

    [Fact]
    public void Idem_is_another_work_of_the_author_before()
    {
        var reference = Reading.Of(Smith, "Eadem, Bridges (London: Routledge, 2003), 4.").Notes[1].References[0];

        Assert.Equal("smith-2003", reference.SourceId);
        Assert.Equal(Recto.Notes.References.ReferenceForm.Idem, reference.Reference.Form);
    }

    [Fact]
    public void One_archival_file_is_one_source_whatever_letters_print_it()
    {
        var notes = Reading.Of("RGVA 33987/3а/374/7.", "RGVA 33987/3a/374/9.", "RGVA 33987/3/374/9.").Notes; // Cyrillic а, Latin a, none

        Assert.Equal(notes[0].References[0].SourceId, notes[1].References[0].SourceId);
        Assert.NotEqual(notes[0].References[0].SourceId, notes[2].References[0].SourceId);
    }
}
