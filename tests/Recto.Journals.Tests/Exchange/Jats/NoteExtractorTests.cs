using Recto.Journals.Articles;
using Recto.Notes.Text;

namespace Recto.Journals.Tests.Exchange.Jats;

public sealed class NoteExtractorTests
{
    private const string Call1 = "<xref ref-type='fn' rid='f1'>1</xref>";
    private const string Call2 = "<xref ref-type='fn' rid='f2'>2</xref>";
    private const string Call3 = "<xref ref-type='fn' rid='f3'>3</xref>";

    [Theory]
    [InlineData("<fn-group><fn id='f1'><label>1</label><p>Ibid., 5.</p></fn></fn-group>")]
    [InlineData("<fn-group><title>Notes</title><fn id='f1'><label>1.</label><p>Ibid.,\n   5.</p></fn></fn-group>")]
    [InlineData("<fn-group><fn id='f1'><label><sup>1</sup></label><p> Ibid., 5. </p></fn></fn-group>")]
    [InlineData("<app-group><app><fn-group><fn id='f1'><label>[1]</label><p>Ibid., 5.</p></fn></fn-group></app></app-group>")]
    [InlineData("<sec><title>Notes</title><fn-group><fn id='f1' fn-type='other'><label>1)</label><p>Ibid., 5.</p></fn></fn-group></sec>")]
    [InlineData("<notes><fn-group><fn id='f1'><label>1</label><p>Ibid., 5.</p></fn></fn-group></notes>")]
    [InlineData("<fn-group><fn id='f1'><p><sup>1</sup> Ibid., 5.</p></fn></fn-group>")] // label in the paragraph
    [InlineData("<fn-group><fn id='f1'><p>[1] Ibid., 5.</p></fn></fn-group>")]
    [InlineData("<fn-group><fn id='f1'><p> <label>1</label> Ibid., 5.</p></fn></fn-group>")] // misplaced
    [InlineData("<fn-group><fn id='f1' symbol='1'><p>Ibid., 5.</p></fn></fn-group>")]
    [InlineData("<fn-group><fn id='f1'><p>1. Ibid., 5.</p></fn></fn-group>")]
    [InlineData("<fn-group><fn id='f1'><p>Ibid., 5.</p></fn></fn-group>")] // label only in the call
    [InlineData("<notes notes-type='endnotes'><title>Notes</title><p id='f1'>1. Ibid., 5.</p></notes>")]
    [InlineData("<sec><title>Notes</title><list><list-item id='f1'><label>1</label><p>Ibid., 5.</p></list-item></list></sec>")]
    [InlineData("<ref-list><ref id='f1'><label>1</label><note><p>Ibid., 5.</p></note></ref><ref id='f9'><label>2</label><note><p>Ibid.</p></note></ref></ref-list>")]
    public void A_note_in_the_back_is_found_however_it_is_tagged(string back)
    {
        var note = JatsSamples.Notes($"<p>Text{Call1}.</p>", back)[0];

        Assert.Equal(("1", "Ibid., 5.", "n1", NoteContainer.Body), (note.Note.Label, note.Note.Text, note.HtmlId, note.Container));
        Assert.Equal("call-1", Assert.Single(note.Calls).HtmlId);
        Assert.Equal(("n1", "en"), (note.Note.Id, note.Note.Language));
    }

    [Theory]
    [InlineData("<sup><xref ref-type='fn' rid='f1'>1</xref></sup>")]
    [InlineData("<xref ref-type='fn' rid='f1'><sup>1</sup></xref>")]
    [InlineData("<xref rid='f1'>1</xref>")]
    [InlineData("<xref ref-type='other' rid=' f1 '/>")]
    public void A_call_is_found_however_it_is_tagged(string call)
    {
        var note = Assert.Single(JatsSamples.Notes($"<p>Text{call}.</p>", "<fn-group><fn id='f1'><label>1</label><p>A</p></fn></fn-group>"));

        Assert.Equal("xref", Assert.Single(note.Calls).Element.Name.LocalName);
    }

    [Fact]
    public void A_note_in_place_is_its_own_call_and_is_numbered_in_order()
    {
        var notes = JatsSamples.Notes("<p>One<fn><p>First</p></fn> two<fn><p>Second</p></fn>.</p>");

        Assert.Equal(["1: First", "2: Second"], notes.Select(note => $"{note.Note.Label}: {note.Note.Text}"));
        Assert.All(notes, note => Assert.Same(note.Element, Assert.Single(note.Calls).Element));
    }

    [Fact]
    public void A_note_in_place_right_after_its_call_is_called_once()
    {
        var note = Assert.Single(JatsSamples.Notes($"<p>One<sup>{Call1}</sup>\n<fn id='f1'><label>1</label><p>First</p></fn>.</p>"));

        Assert.Equal("xref", Assert.Single(note.Calls).Element.Name.LocalName);
    }

    [Fact]
    public void A_note_in_a_note_is_a_note_of_its_own()
    {
        var notes = JatsSamples.Notes("<p>One<fn><label>1</label><p>Outer <fn><label>a</label><p>inner</p></fn> ends.</p></fn>.</p>");

        Assert.Equal(["1: Outer ends.", "a: inner"], notes.Select(note => $"{note.Note.Label}: {note.Note.Text}"));
        Assert.Same(notes[1].Element, Assert.Single(notes[1].Calls).Element);
    }

    [Fact]
    public void Several_calls_to_one_note_are_told_apart()
    {
        var note = Assert.Single(JatsSamples.Notes($"<p>a{Call1} b{Call1} c{Call1}</p>", "<fn-group><fn id='f1'><label>1</label><p>A</p></fn></fn-group>"));

        Assert.Equal(["call-1", "call-1-2", "call-1-3"], note.Calls.Select(call => call.HtmlId));
    }

    [Theory]
    [InlineData("<xref ref-type='fn' rid='f1 f2 f3'>1–3</xref>")]
    [InlineData("<xref ref-type='fn' rid='f1 f3'>1–3</xref>")]
    [InlineData("<xref ref-type='fn' rid='f1'>1–3</xref>")]
    [InlineData(Call1 + "–" + Call3)]
    [InlineData("<sup>" + Call1 + "–" + Call3 + "</sup>")]
    [InlineData("<sup>" + Call1 + "</sup>-<sup>" + Call3 + "</sup>")]
    public void A_range_calls_every_note_in_it(string call)
    {
        var notes = JatsSamples.Notes($"<p>Text{call}</p>", Group("A", "B", "C", "D"));

        Assert.Equal([1, 1, 1, 0], notes.Select(note => note.Calls.Count));
    }

    [Fact]
    public void Notes_come_in_the_order_of_their_calls_and_uncalled_ones_keep_their_neighbours()
    {
        var notes = JatsSamples.Notes($"<p>{Call3} {Call1}</p>", Group("A", "B", "C"));

        Assert.Equal(["3", "1", "2"], notes.Select(note => note.Note.Label));
        Assert.Empty(notes[2].Calls);
    }

    [Fact]
    public void A_mention_in_another_note_does_not_decide_the_order()
    {
        var notes = JatsSamples.Notes(
            $"<p>{Call1} {Call2}</p>",
            $"<fn-group><fn id='f1'><label>1</label><p>See note {Call2} below.</p></fn><fn id='f2'><label>2</label><p>B</p></fn></fn-group>");

        Assert.Equal(["See note 2 below.", "B"], notes.Select(note => note.Note.Text));
        Assert.Equal(2, notes[1].Calls.Count);
    }

    [Fact]
    public void Numbers_that_repeat_get_ids_of_their_own_and_the_text_comes_before_tables()
    {
        var notes = JatsSamples.Notes(
            "<table-wrap><table><tr><td>x<xref ref-type='table-fn' rid='t1'>1</xref></td></tr></table><table-wrap-foot><fn id='t1'><label>1</label><p>T</p></fn></table-wrap-foot></table-wrap>"
            + "<sec><p>a<fn><label>1</label><p>A</p></fn></p></sec><sec><p>b<fn><label>1</label><p>B</p></fn></p></sec>");

        Assert.Equal(["T n1-3 Table", "A n1 Body", "B n1-2 Body"], notes.Select(note => $"{note.Note.Text} {note.HtmlId} {note.Container}"));
        Assert.Equal(["call-1-3", "call-1", "call-1-2"], notes.Select(note => note.Calls[0].HtmlId));
    }

    [Theory]
    [InlineData("*", "n*")]
    [InlineData("†", "ndagger")]
    [InlineData("a", "na")]
    [InlineData("xii", "nxii")]
    [InlineData("¹", "n1")]
    [InlineData("12 bis", "n12_bis")]
    [InlineData("ж", "nu436")]
    public void An_id_is_safe_in_an_address(string label, string id)
    {
        var note = Assert.Single(JatsSamples.Notes($"<p>x<fn><label>{label}</label><p>A</p></fn></p>"));

        Assert.Equal((label, id), (note.Note.Label, note.HtmlId));
    }

    [Theory]
    [InlineData("<table-wrap><table><tr><td>x<fn><p>A</p></fn></td></tr></table></table-wrap>", "", "", NoteContainer.Table)]
    [InlineData("<table-wrap><table-wrap-foot><fn-group><fn><p>A</p></fn></fn-group></table-wrap-foot></table-wrap>", "", "", NoteContainer.Table)]
    [InlineData("<fig><caption><p>x<fn><p>A</p></fn></p></caption></fig>", "", "", NoteContainer.Table)]
    [InlineData("", "", "<title-group><article-title>T<fn><p>A</p></fn></article-title></title-group>", NoteContainer.Front)]
    [InlineData("", "", "<author-notes><fn id='f'><p>A</p></fn></author-notes>", NoteContainer.Front)]
    [InlineData("", "<fn-group><fn id='f'><label>*</label><p>A</p></fn></fn-group>", "<title-group><article-title>T<xref ref-type='fn' rid='f'>*</xref></article-title></title-group>", NoteContainer.Front)]
    [InlineData("", "<fn-group><fn fn-type='conflict'><p>A</p></fn></fn-group>", "", NoteContainer.Statement)]
    [InlineData("", "<fn-group><fn fn-type='con'><p>A</p></fn></fn-group>", "", NoteContainer.Statement)]
    [InlineData("", "", "<author-notes><fn fn-type='COI-statement'><p>A</p></fn></author-notes>", NoteContainer.Statement)]
    [InlineData("", "<fn-group content-type='competing-interest'><fn id='f'><p>A</p></fn></fn-group>", "", NoteContainer.Statement)]
    [InlineData("", "<fn-group><fn><p><bold>Publisher's Note</bold></p></fn></fn-group>", "", NoteContainer.Statement)]
    [InlineData("", "<fn-group><fn><label>Funding</label><p>A</p></fn></fn-group>", "", NoteContainer.Statement)]
    [InlineData("", "<fn-group><title>Anmerkungen</title><fn><p>A</p></fn></fn-group>", "", NoteContainer.Body)]
    [InlineData("<p>x<xref ref-type='fn' rid='f'>3</xref></p>", "<fn-group><fn id='f' fn-type='con'><label>3</label><p>A</p></fn></fn-group>", "", NoteContainer.Body)] // typed wrongly, called rightly
    public void A_note_belongs_where_it_stands_and_what_it_is(string body, string back, string front, NoteContainer container)
    {
        Assert.Equal(container, JatsSamples.Notes(body, back, front)[0].Container);
    }

    [Fact]
    public void What_is_appended_to_an_apparatus_without_number_or_call_is_a_statement()
    {
        var notes = JatsSamples.Notes($"<p>{Call1}</p>", "<fn-group><fn id='f1'><label>1</label><p>A</p></fn><fn><p>Publisher's Note</p></fn></fn-group>");

        Assert.Equal([NoteContainer.Body, NoteContainer.Statement], notes.Select(note => note.Container));
    }

    [Theory]
    [InlineData("<p>One.</p><p>Two.</p>", "One.\nTwo.")]
    [InlineData("<p>See <italic>Annales</italic>\u00a0 12.</p>", "See Annales 12.")]
    [InlineData("<p>A:<list><list-item><p>one</p></list-item><list-item><p>two</p></list-item></list></p>", "A:\none\ntwo")]
    [InlineData("<p>Smith,<break/>12<!-- no -->3<?pi x?></p>", "Smith, 123")]
    [InlineData("<p>x <inline-formula><alternatives><tex-math>\\documentclass{a}\\begin{document}$$\\alpha$$\\end{document}</tex-math><graphic/></alternatives></inline-formula></p>", "x α")]
    [InlineData("<p>See <mixed-citation><name><surname>Hook</surname>, <given-names>R.</given-names></name>, <source>Micrographia</source> (<year>1665</year>), <fpage>3</fpage>–<lpage>5</lpage></mixed-citation>.</p>", "See Hook, R., Micrographia (1665), 3–5.")]
    // Fields without the punctuation that print had: a space, so that no two words become one.
    [InlineData("<p><element-citation><name><surname>Hook</surname><given-names>R.</given-names></name><source>Micrographia</source><year>1665</year><volume>3</volume></element-citation></p>", "Hook R. Micrographia 1665 3")]
    public void The_text_is_folded_and_paragraphs_are_lines(string content, string text)
    {
        Assert.Equal(text, Assert.Single(JatsSamples.Notes($"<p>x<fn><label>1</label>{content}</fn></p>")).Note.Text);
    }

    [Fact]
    public void Emphasis_is_kept_with_its_place_in_the_text()
    {
        var note = Assert.Single(JatsSamples.Notes("<p>x<fn><p><sup>1</sup> See <italic>La <sc>Revue</sc></italic>,  <bold> 12</bold><sup>th</sup>; <underline>x</underline><sub>y</sub>.</p></fn></p>")).Note;

        Assert.Equal("See La Revue, 12th; xy.", note.Text);
        Assert.Equal(
            ["Italic La Revue", "SmallCaps Revue", "Bold 12", "Superscript th", "Underline x", "Subscript y"],
            note.Emphasis.Select(run => $"{run.Emphasis} {run.Span.In(note.Text)}"));
    }

    [Fact]
    public void A_year_at_the_beginning_is_no_label()
    {
        var note = Assert.Single(JatsSamples.Notes("<p>x<fn><p>1848 was a year of revolutions.</p></fn></p>")).Note;

        Assert.Equal(("1", "1848 was a year of revolutions."), (note.Label, note.Text));
    }

    [Fact]
    public void The_language_nearest_to_the_note_counts()
    {
        var notes = JatsSamples.Notes("<p>x<fn xml:lang='RU'><p>Там же</p></fn> y<fn><p>B</p></fn></p>");

        Assert.Equal(["ru", "en"], notes.Select(note => note.Note.Language));
    }

    [Fact]
    public void Notes_disguised_as_references_are_notes()
    {
        var notes = JatsSamples.Notes(
            "<p>a<xref ref-type='bibr' rid='r1'>[1]</xref> b<xref ref-type='bibr' rid='r2'>[2]</xref></p>",
            "<ref-list>"
            + "<ref id='r1'><element-citation publication-type='journal'><article-title><div>[1] \tVgl. Muster 1990, 328, und <italic>passim</italic>.</div></article-title><person-group/></element-citation></ref>"
            + "<ref id='r2'><element-citation><article-title><div>[2] Ebd.</div></article-title></element-citation></ref>"
            + "<ref id='r3'><element-citation><person-group/></element-citation></ref></ref-list>");

        Assert.Equal(["1: Vgl. Muster 1990, 328, und passim.", "2: Ebd."], notes.Select(note => $"{note.Note.Label}: {note.Note.Text}"));
        Assert.Equal("passim", notes[0].Note.Emphasis[0].Span.In(notes[0].Note.Text).ToString());
        Assert.All(notes, note => Assert.Single(note.Calls));
    }

    [Fact]
    public void In_an_apparatus_of_notes_and_citations_every_entry_is_a_note()
    {
        var notes = JatsSamples.Notes(
            "<p>x</p>",
            "<ref-list><ref id='r1'><label>1.</label><note><p>Ministry of Health files, MH 151/23.</p></note></ref><ref id='r2'><label>2.</label><note><p>Ibid.</p></note></ref>"
            + "<ref id='r3'><label>3.</label><citation>Smith, <source>Atlas</source> (1990), 5</citation></ref></ref-list>");

        Assert.Equal(["1", "2", "3"], notes.Select(note => note.Note.Label));
    }

    [Theory]
    [InlineData("<ref><label>1</label><mixed-citation>Smith J. On atlases. <source>Maps</source> 1990;3:5.</mixed-citation></ref>")] // numbered
    [InlineData("<ref><mixed-citation>Smith, J., 1990. On atlases. Maps 3, 5.</mixed-citation></ref>")] // by author and year
    [InlineData("<ref><label>1</label><element-citation><article-title>1984 and after</article-title><year>1990</year><source>Maps</source></element-citation></ref>")] // title that begins with a number
    [InlineData("<ref><label>1</label><element-citation><article-title>On atlases</article-title></element-citation></ref>")] // nothing but a title
    [InlineData("<ref><element-citation><article-title><div>[1] Smith J. On atlases. Maps 1990;3:5.</div></article-title><person-group/></element-citation></ref>")] // a converter's, but references
    [InlineData("<ref><label>1</label><citation>Unpublished.</citation><note><p>In press.</p></note></ref>", 1)] // one annotated entry among others
    public void A_bibliography_is_no_apparatus(string entry, int copies = 8)
    {
        const string Plain = "<ref><label>9</label><mixed-citation>Jones A. Rivers. Maps 1991;4:6.</mixed-citation></ref>";

        Assert.Empty(JatsSamples.Notes("<p>x</p>", "<ref-list>" + string.Concat(Enumerable.Repeat(entry, copies)) + string.Concat(Enumerable.Repeat(Plain, 8)) + "</ref-list>"));
    }

    [Fact]
    public void Notes_of_a_translation_are_notes_too()
    {
        var notes = JatsSamples.Read(
            "<article xml:lang='pt'><front/><body><p>a<xref ref-type='fn' rid='f1'>1</xref></p></body><back><fn-group><fn id='f1'><label>1</label><p>A</p></fn></fn-group></back>"
            + "<sub-article article-type='translation' xml:lang='en'><front-stub/><body><p>b<xref ref-type='fn' rid='g1'>1</xref></p></body><back><fn-group><fn id='g1'><label>1</label><p>B</p></fn></fn-group></back></sub-article></article>").Notes;

        Assert.Equal(["n1 pt Body", "n1-2 en Body"], notes.Select(note => $"{note.HtmlId} {note.Note.Language} {note.Container}"));
    }

    [Fact]
    public void A_hundred_thousand_notes_and_calls_of_one_number_take_no_hundred_thousand_squared_steps()
    {
        var many = string.Concat(Enumerable.Repeat("<fn><label>1</label><p>Ibid.</p></fn>" + Call1, 100_000));

        var notes = JatsSamples.Notes($"<p><fn id='f1'><label>1</label><p>A</p></fn>{many}</p>");

        Assert.Equal((100_001, "n1-100001"), (notes.Count, notes[^1].HtmlId));
    }

    [Fact]
    public void An_id_used_twice_means_the_next_note_in_the_same_part()
    {
        const string Section = "<sec><p>x<xref ref-type='fn' rid='n'>1</xref></p><fn-group><fn id='n'><label>1</label><p>A</p></fn></fn-group></sec>";

        var notes = JatsSamples.Read($"<article><front/><body>{Section}{Section}</body><sub-article><body><p>y<xref rid='n'>1</xref></p></body><back><fn-group><fn id='n'><label>1</label><p>A</p></fn></fn-group></back></sub-article></article>").Notes;

        Assert.Equal(["n1", "n1-2", "n1-3"], notes.Select(note => note.HtmlId));
        Assert.All(notes, note => Assert.Single(note.Calls));
    }

    [Fact]
    public void A_call_that_leads_nowhere_and_notes_that_nothing_calls_are_warnings()
    {
        var warnings = JatsSamples.Read($"<article><front/>\n<body><p>{Call1}\n<xref ref-type='fn' rid='gone'>7</xref></p></body>\n<back>{Group("A", "B", "C")}</back></article>").Document.Warnings;

        Assert.Contains(warnings, warning => warning is { Line: 3, Message: "The call \"7\" names the note \"gone\", which is not in the file." });
        Assert.Contains(warnings, warning => warning is { Line: 4, Message: "Nothing in the text calls 2 notes: 2, 3." });
    }

    private static string Group(params string[] texts) =>
        "<fn-group>" + string.Concat(texts.Select((text, index) => $"<fn id='f{index + 1}'><label>{index + 1}</label><p>{text}</p></fn>")) + "</fn-group>";
}
