using Recto.Journals.Articles;
using Recto.Journals.Exchange.Docx;
using Recto.Journals.Exchange.Jats;
using Recto.Notes.Text;
using Recto.Tests.Shared;
using static Recto.Tests.Shared.WordFile;

namespace Recto.Journals.Tests.Exchange.Docx;

/// <summary>Foot- and endnotes of Word files: which there are, how they are numbered, what they say.</summary>
public sealed class NotesOfWordTests
{
    private const string Deleted = "<w:rPr><w:del w:id=\"9\" w:author=\"a\"/></w:rPr>";

    [Theory]
    [InlineData("<w:r><w:t>One</w:t></w:r><w:r><w:t> word</w:t></w:r>", "One word")]
    [InlineData("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a b c d")]
    [InlineData("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op, Sow</w:t><w:softHyphen/><w:t>jet</w:t></w:r>", "co\u2011op, Sowjet")]
    [InlineData("<w:r><w:t>kept</w:t></w:r><w:ins w:id=\"1\"><w:r><w:t> in</w:t></w:r></w:ins><w:del w:id=\"2\"><w:r><w:delText> out</w:delText></w:r></w:del>", "kept in")]
    [InlineData("<w:ins w:id=\"1\"><w:r><w:t>in</w:t></w:r><w:del w:id=\"2\"><w:r><w:t> in and out</w:t></w:r></w:del></w:ins>", "in")] // Inserted by one, deleted by another.
    [InlineData("<w:moveFrom w:id=\"1\"><w:r><w:t>here </w:t></w:r></w:moveFrom><w:r><w:t>then </w:t></w:r><w:moveTo w:id=\"2\"><w:r><w:t>here</w:t></w:r></w:moveTo>", "then here")]
    [InlineData("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION {\"a\":1} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Lund, Leaves, 3</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>.</w:t></w:r>", "Lund, Leaves, 3.")]
    [InlineData("<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>ADDIN EN.CITE </w:instrText><w:fldChar w:fldCharType=\"begin\"/><w:instrText>ADDIN EN.CITE.DATA</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>inner</w:t><w:fldChar w:fldCharType=\"end\"/><w:fldChar w:fldCharType=\"separate\"/><w:t>outer</w:t><w:fldChar w:fldCharType=\"end\"/></w:r>", "outer")]
    [InlineData("<w:r><w:fldChar w:fldCharType=\"begin\"/><w:t>a field that never ends</w:t></w:r>", "a field that never ends")]
    [InlineData("<w:fldSimple w:instr=\" NUMPAGES \"><w:r><w:t>12</w:t></w:r></w:fldSimple><w:r><w:t> pages</w:t></w:r>", "12 pages")]
    [InlineData("<w:sdt><w:sdtPr><w:alias w:val=\"Citavi\"/></w:sdtPr><w:sdtContent><w:r><w:t>Lund 1999</w:t></w:r></w:sdtContent></w:sdt>", "Lund 1999")]
    [InlineData("<w:smartTag w:element=\"place\"><w:r><w:t>Paris</w:t></w:r></w:smartTag><w:bdo w:val=\"rtl\"><w:r><w:t> שלום</w:t></w:r></w:bdo>", "Paris שלום")]
    [InlineData("<w:r><w:sym w:font=\"Symbol\" w:char=\"F062\"/><w:t> and </w:t><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/><w:sym w:font=\"Times\" w:char=\"00A7\"/></w:r>", "β and →§")]
    [InlineData("<w:r><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr><w:t>&#xF061;</w:t></w:r>", "α")]
    [InlineData("<w:r><w:t>seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> unseen</w:t></w:r>", "seen")]
    [InlineData("<w:proofErr w:type=\"spellStart\"/><w:r><w:t>Dullin</w:t></w:r><w:proofErr w:type=\"spellEnd\"/><w:r><w:commentReference w:id=\"4\"/></w:r>", "Dullin")]
    [InlineData("<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:t>new</w:t></mc:Choice><mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>", "new")]
    [InlineData("<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath><w:r><w:t> metres</w:t></w:r>", "x2 metres")]
    [InlineData("<w:r><w:t>doi:</w:t></w:r><w:hyperlink r:id=\"l1\"><w:r><w:t>10.5555/1</w:t></w:r></w:hyperlink><w:r><w:t>a</w:t></w:r>", "doi:10.5555/1a")] // A link sets no space.
    public void The_text_of_a_note_is_what_is_printed(string runs, string expected)
    {
        var file = new WordFile(P(Run("Text") + Call(1))).Footnotes(Note(1, runs)).Part("word/_rels/footnotes.xml.rels", "<Relationships><Relationship Id=\"l1\" Type=\"x/hyperlink\" Target=\"https://doi.org/10.5555/1\" TargetMode=\"External\"/></Relationships>");

        var note = Assert.Single(NotesOf(file));

        Assert.Equal(("1", expected), (note.Label, note.Text));
    }

    [Fact]
    public void Paragraphs_of_a_note_are_parted_by_a_line_feed_and_so_are_those_of_a_table_in_it()
    {
        var table = $"<w:tbl><w:tr><w:tc>{P("Year")}</w:tc><w:tc>{P("Men")}</w:tc></w:tr><w:tr><w:tc>{P("1934")}</w:tc><w:tc>{P("")}</w:tc></w:tr></w:tbl>";
        var file = new WordFile(P(Run("Text") + Call(1))).Footnotes($"<w:footnote w:id=\"1\">{P("<w:r><w:footnoteRef/></w:r>" + Run(" First."))}{P("")}{P("Second.")}{table}{P("Last.")}</w:footnote>");

        Assert.Equal("First.\nSecond.\nYear\nMen\n1934\nLast.", Assert.Single(NotesOf(file)).Text);
    }

    [Fact]
    public void A_paragraph_whose_mark_is_deleted_runs_on_into_the_next()
    {
        var file = new WordFile(P(Run("Text") + Call(1))).Footnotes($"<w:footnote w:id=\"1\">{P("<w:r><w:footnoteRef/></w:r>" + Run(" One, "), Deleted)}{P("two.")}{P("<w:del w:id=\"3\">" + Run("gone") + "</w:del>", Deleted)}{P("Three.")}</w:footnote>");

        Assert.Equal("One, two.\nThree.", Assert.Single(NotesOf(file)).Text);
    }

    [Fact]
    public void What_the_source_sets_apart_is_kept_as_runs_however_many_runs_Word_has_made_of_it()
    {
        var file = new WordFile(P(Run("Text") + Call(1)))
            .Styles("<w:style w:type=\"character\" w:styleId=\"Emphasis\"><w:name w:val=\"Emphasis\"/><w:rPr><w:i/></w:rPr></w:style>")
            .Footnotes(Note(1, Run("Lund", "<w:smallCaps/>") + Run(", ") + Run("Lea", "<w:i/>") + Run("ves ", "<w:rStyle w:val=\"Emphasis\"/>") + Run("and", "<w:i/><w:iCs/>") + Run(", 2") + Run("e", "<w:vertAlign w:val=\"superscript\"/>") + Run(" ed., no italics", "<w:i w:val=\"0\"/>")));

        var note = Assert.Single(NotesOf(file));

        Assert.Equal("Lund, Leaves and, 2e ed., no italics", note.Text);
        Assert.Equal(["Lund SmallCaps", "Leaves and Italic", "e Superscript"], note.Emphasis.Select(run => $"{run.Span.In(note.Text)} {run.Emphasis}"));
    }

    [Fact]
    public void A_character_style_turns_the_italics_of_its_paragraph_off()
    {
        var file = new WordFile(P(Run("Text") + Call(1)))
            .Styles("<w:style w:type=\"paragraph\" w:styleId=\"N\"><w:name w:val=\"N\"/><w:rPr><w:i/></w:rPr></w:style><w:style w:type=\"character\" w:styleId=\"E\"><w:name w:val=\"E\"/><w:rPr><w:i/></w:rPr></w:style>")
            .Footnotes($"<w:footnote w:id=\"1\">{Styled("N", Run("Lund, ") + Run("Leaves", "<w:rStyle w:val=\"E\"/>"))}</w:footnote>");

        var note = Assert.Single(NotesOf(file));

        Assert.Equal("Leaves", Assert.Single(note.Emphasis).Span.In(note.Text).ToString());
    }

    [Fact]
    public void Notes_come_in_the_order_of_their_calls_with_the_numbers_that_Word_prints()
    {
        var file = new WordFile(P(Run("A") + Call(7) + Run("b") + EndCall(3) + Run("c") + Call(2)) + P(Run("d") + EndCall(1)))
            .Footnotes(Note(2, "second"), Note(7, "first"))
            .Endnotes(Note(1, "other", "endnote"), Note(3, "one", "endnote"));

        Assert.Equal(["1 first", "i one", "2 second", "ii other"], Written(file));
    }

    [Theory]
    [InlineData("", "1 2 3 4")]
    [InlineData("<w:numFmt w:val=\"lowerLetter\"/>", "a b c d")]
    [InlineData("<w:numFmt w:val=\"upperRoman\"/><w:numStart w:val=\"9\"/>", "IX X XI XII")]
    [InlineData("<w:numFmt w:val=\"chicago\"/>", "* † ‡ §")]
    [InlineData("<w:numStart w:val=\"287\"/>", "287 288 289 290")]
    [InlineData("<w:numRestart w:val=\"eachSect\"/>", "1 2 1 2")]
    [InlineData("<w:numRestart w:val=\"eachPage\"/>", "1 1 1 2")] // Sections begin a page too.
    [InlineData("<w:numFmt w:val=\"somethingNew\"/>", "1 2 3 4")]
    public void Numbering_follows_the_settings(string properties, string labels)
    {
        var body = P(Run("a") + Call(1)) + P("<w:r><w:br w:type=\"page\"/></w:r>" + Run("b") + Call(2), "<w:sectPr/>") + P(Run("c") + Call(3) + Run("d") + Call(4)) + "<w:sectPr/>";
        var file = new WordFile(body).Settings($"<w:footnotePr>{properties}</w:footnotePr>").Footnotes(Note(1, "a"), Note(2, "b"), Note(3, "c"), Note(4, "d"));

        Assert.Equal(labels, string.Join(' ', NotesOf(file).Select(note => note.Label)));
    }

    [Fact]
    public void A_section_has_its_own_numbering()
    {
        var body = P(Run("a") + Call(1), "<w:sectPr><w:footnotePr><w:numFmt w:val=\"lowerRoman\"/></w:footnotePr></w:sectPr>") + P(Run("b") + Call(2)) + "<w:sectPr><w:footnotePr><w:numRestart w:val=\"eachSect\"/></w:footnotePr></w:sectPr>";

        Assert.Equal(["i x", "1 y"], Written(new WordFile(body).Footnotes(Note(1, "x"), Note(2, "y"))));
    }

    [Fact]
    public void Pages_are_told_by_what_Word_noted_when_it_last_laid_out_the_text()
    {
        var body = P(Run("a") + Call(1) + Run("b") + Call(2)) + P("<w:r><w:lastRenderedPageBreak/></w:r>" + Run("c") + Call(3));

        Assert.Equal(["1 a", "2 b", "1 c"], Written(new WordFile(body).Settings("<w:footnotePr><w:numRestart w:val=\"eachPage\"/></w:footnotePr>").Footnotes(Note(1, "a"), Note(2, "b"), Note(3, "c"))));
    }

    [Theory]
    [InlineData("<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"1\"/><w:t>*</w:t></w:r>", "<w:r><w:t>* </w:t></w:r><w:r><w:t>Thanks.</w:t></w:r>", "*")]
    [InlineData("<w:r><w:footnoteReference w:customMarkFollows=\"true\" w:id=\"1\"/><w:sym w:font=\"Symbol\" w:char=\"F02A\"/></w:r>", "<w:r><w:sym w:font=\"Symbol\" w:char=\"F02A\"/><w:t>Thanks.</w:t></w:r>", "∗")]
    [InlineData("<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"1\"/></w:r><w:r><w:t>12a</w:t></w:r>", "<w:r><w:t>12a) Thanks.</w:t></w:r>", "12a")]
    [InlineData("<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"1\"/><w:t>†</w:t></w:r>", "<w:r><w:t>Thanks.</w:t></w:r>", "†")] // The author forgot it in the note.
    public void A_mark_that_the_author_typed_is_the_label_and_is_not_counted(string call, string note, string label)
    {
        var file = new WordFile(P(Run("Title") + call + Run(" text") + Call(2))).Footnotes($"<w:footnote w:id=\"1\">{P(note)}</w:footnote>", Note(2, "Counted."));

        Assert.Equal([$"{label} Thanks.", "1 Counted."], Written(file));
    }

    [Theory]
    [InlineData("<w:r><w:footnoteRef/></w:r><w:r><w:t>) Text.</w:t></w:r>")]
    [InlineData("<w:r><w:footnoteRef/><w:t>.</w:t></w:r><w:r><w:tab/><w:t>Text.</w:t></w:r>")]
    [InlineData("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r><w:r><w:t> Text.</w:t></w:r>")] // Typed over Word's own mark.
    public void What_surrounds_the_mark_is_no_part_of_the_text(string runs)
    {
        var file = new WordFile(P(Run("Text") + Call(1))).Footnotes($"<w:footnote w:id=\"1\">{P(runs)}</w:footnote>");

        Assert.Equal(["1 Text."], Written(file));
    }

    [Fact]
    public void A_number_that_begins_a_note_is_not_taken_for_its_mark() =>
        Assert.Equal(["1 1 May 1935.", "2 .5 per cent."], Written(new WordFile(P(Run("a") + Call(1) + Call(2))).Footnotes($"<w:footnote w:id=\"1\">{P("1 May 1935.")}</w:footnote>", Note(2, ".5 per cent."))));

    [Fact]
    public void A_note_that_is_called_twice_is_one_note_with_two_calls()
    {
        const string NoteRef = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> NOTEREF _Ref1 \\f \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
        var file = new WordFile(P(Run("a") + "<w:bookmarkStart w:id=\"5\" w:name=\"_Ref1\"/>" + Call(1) + "<w:bookmarkEnd w:id=\"5\"/>" + Run("b") + NoteRef + Run("c") + Call(1) + Run("d") + Call(2))).Footnotes(Note(1, "One."), Note(2, "Two."));

        var notes = Read(file).Notes;

        Assert.Equal(["1 One.", "2 Two."], notes.Select(note => $"{note.Note.Label} {note.Note.Text}"));
        Assert.Equal(["call-1", "call-1-2", "call-1-3"], notes[0].Calls.Select(call => call.HtmlId));
    }

    [Fact]
    public void A_note_whose_call_is_deleted_is_deleted_and_one_that_nothing_calls_is_kept()
    {
        var file = new WordFile(P(Run("a") + "<w:del w:id=\"1\">" + Call(1) + "</w:del>" + Call(2))).Footnotes(Note(1, "Gone."), Note(2, "Here."), $"<w:footnote w:id=\"3\">{P("* Left behind.")}</w:footnote>", $"<w:footnote w:id=\"4\">{P("")}</w:footnote>");

        Assert.Equal(["1 Here.", "* Left behind."], Written(file));
    }

    [Fact]
    public void Notes_of_title_author_abstract_table_and_caption_are_notes_like_any_other()
    {
        var body = Styled("Title", Run("On Leaves") + Call(1)) + Styled("Author", Run("Ada Lund") + Call(2)) + Styled("Abstract", Run("In short.") + Call(3)) + $"<w:tbl><w:tr><w:tc>{P(Run("cell") + Call(4))}</w:tc></w:tr></w:tbl>" + Styled("Caption", Run("Table 1") + Call(5)) + P(Run("Text.") + Call(6));
        var file = new WordFile(body).Footnotes([.. Enumerable.Range(1, 6).Select(number => Note(number, $"Note {number}."))]);

        var read = Read(file);

        Assert.Equal(["1", "2", "3", "4", "5", "6"], read.Notes.Select(note => note.Note.Label));
        Assert.All(read.Notes, note => Assert.Equal(NoteContainer.Body, note.Container));
        Assert.Equal(("On Leaves", "Lund", "Ada"), (read.Article.Title, read.Article.Contributors[0].Family, read.Article.Contributors[0].Given));
        Assert.DoesNotContain(read.Document.Warnings, warning => warning.Message.Contains("call", StringComparison.Ordinal));
    }

    [Fact]
    public void What_one_note_leaves_open_does_not_hide_the_next()
    {
        var begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
        var file = new WordFile(P(Run("a") + Call(2) + Call(1))).Footnotes(Note(1, begin + Run("One.")), Note(2, Run("Two.") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"));

        Assert.Equal(["1 Two.", "2 One."], Written(file));
    }

    [Fact]
    public void Strict_files_are_read_alike() =>
        Assert.Equal(["1 Note."], Written(new WordFile(P(Run("Text") + Call(1))) { IsStrict = true }.Footnotes(Note(1, "Note."))));

    [Fact]
    public void A_call_of_a_note_that_is_not_there_is_told()
    {
        var read = Read(new WordFile(P(Run("Text") + Call(5))));

        Assert.Empty(read.Notes);
        Assert.Contains(read.Document.Warnings, warning => warning.Message.Contains("which is not in the file", StringComparison.Ordinal));
    }

    internal static JatsArticle Read(WordFile file) => JatsArticle.Of(Assert.IsType<JatsLoaded>(DocxLoader.Load(file.Bytes(), withPictures: true)).Document);

    private static List<Note> NotesOf(WordFile file) => [.. Read(file).Notes.Select(note => note.Note)];

    private static IEnumerable<string> Written(WordFile file) => NotesOf(file).Select(note => $"{note.Label} {note.Text}");
}
