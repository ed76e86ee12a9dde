using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Recto.App.Features.Import;
using Recto.App.Features.Notes;
using Recto.App.Shell.Reports;
using Recto.Notes;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Tests.Shared;
using static Recto.Tests.Shared.WordFile;

namespace Recto.App.Tests.Features.Notes;

/// <summary>What <c>--fix</c> writes, byte for byte, into files with all the oddities that a format allows.</summary>
public sealed class FixFilesTests
{
    private static readonly DiagnosticDescriptor Made = new("RN0199", "made-for-the-test", "Made for the test", Severity.Warning);
    private static readonly DateTimeOffset Day = new(2026, 11, 26, 9, 30, 0, TimeSpan.Zero);
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    static FixFilesTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    // Line ends, tabs, a line broken by hand, the label in brackets.
    [InlineData("1. Smith, Title(1999).\r\n2. Ibid.\r\n", "e(1", "e (1", "1. Smith, Title (1999).\r\n2. Ibid.\r\n")]
    [InlineData("[1]\tSmith,   Title\n(1999) .\n[2] Ibid.\n", ") .", ").", "[1]\tSmith,   Title\n(1999).\n[2] Ibid.\n")]
    // The same words in two notes: the label tells them apart.
    [InlineData("1. A. Smith, Title.\n2. Ibid,5.\n3. B. Smith, Other.\n4. Ibid,5.\n", "Ibid,5", "Ibid, 5", "1. A. Smith, Title.\n2. Ibid, 5.\n3. B. Smith, Other.\n4. Ibid,5.\n")]
    public void A_text_changes_at_the_place_alone(string text, string wrong, string right, string expected)
    {
        var made = Fix(Encoding.UTF8.GetBytes(text), "notes.txt", (wrong, right));

        Assert.Single(made.Applied);
        Assert.Equal(expected, Encoding.UTF8.GetString(made.Bytes));
    }

    [Fact]
    public void A_byte_order_mark_and_an_old_encoding_stay()
    {
        const string Text = "1. Müller, Akten(1999).\r\n2. Ebd.\r\n";
        var windows = Encoding.GetEncoding(1252);

        Assert.Equal([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text.Replace("n(", "n (", StringComparison.Ordinal))], Fix([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)], "a.txt", ("n(", "n (")).Bytes);
        Assert.Equal(windows.GetBytes(Text.Replace("n(", "n – (", StringComparison.Ordinal)), Fix(windows.GetBytes(Text), "a.txt", ("n(", "n – (")).Bytes);
    }

    [Fact]
    public void What_the_encoding_lacks_is_not_written()
    {
        var file = Encoding.GetEncoding(1252).GetBytes("1. Müller, Akten(1999).\r\n2. Ebd.\r\n");

        var made = Fix(file, "a.txt", ("n(", "n \u2011("));

        Assert.Contains("the encoding", Assert.Single(made.Left).Why, StringComparison.Ordinal);
        Assert.Equal(file, made.Bytes);
    }

    [Theory]
    // An entity goes whole; what is written with others is escaped.
    [InlineData("A &amp; B, &#8216;Title&#8217;(1999)", "B, ‘T", "B & ‘T", "A &amp; B &amp; &#8216;Title&#8217;(1999)")]
    [InlineData("A&ndash;B 3-4", "3-4", "3–4", "A&ndash;B 3–4")]
    // CDATA, comments and instructions are walked over and stay.
    [InlineData("<![CDATA[R&D]]> papers<!-- (1) --><?x?>(1999)", "papers(", "papers (", "<![CDATA[R&D]]> papers <!-- (1) --><?x?>(1999)")]
    [InlineData("See <![CDATA[R&D(1999)]]>.", "D(", "D (", "See <![CDATA[R&D (1999)]]>.")]
    // Folded white space; a space between elements; an insertion goes outside the italics.
    [InlineData("Smith,\n      <italic>Title</italic>\n   (1999) , 5", ") ,", "),", "Smith,\n      <italic>Title</italic>\n   (1999), 5")]
    [InlineData("Smith, <italic>Title</italic>(1999)", "e(", "e (", "Smith, <italic>Title</italic> (1999)")]
    [InlineData("see<italic>Title</italic> (1999)", "eT", "e T", "see <italic>Title</italic> (1999)")]
    // Over the border of two elements: taken where it stands, put where it began.
    [InlineData("<italic>Title,</italic>, 1999", ",,", ",", "<italic>Title,</italic> 1999")]
    public void A_note_of_JATS_changes_at_the_place_alone(string note, string wrong, string right, string expected)
    {
        var made = Fix(Encoding.UTF8.GetBytes(Jats(note)), "a.xml", (wrong, right));

        Assert.Equal("", string.Join("; ", made.Left.Select(left => left.Why)));
        Assert.Equal(Jats(expected), Encoding.UTF8.GetString(made.Bytes));
    }

    [Fact]
    public void XML_in_an_encoding_without_the_character_gets_a_reference()
    {
        var latin = Encoding.GetEncoding("iso-8859-2");
        var file = latin.GetBytes(Jats("Łódź 3-4").Replace("UTF-8", "ISO-8859-2", StringComparison.Ordinal));

        var made = Fix(file, "a.xml", ("3-4", "3–4"));

        Assert.Equal(latin.GetBytes(Jats("Łódź 3&#8211;4").Replace("UTF-8", "ISO-8859-2", StringComparison.Ordinal)), made.Bytes);
    }

    [Fact]
    public void An_entity_of_the_file_itself_is_left_alone_and_what_stands_clear_of_it_is_fixed()
    {
        var file = Jats("&press; and then a good many words more that nobody doubts, at least in this note, Title(1999)").Replace("<!DOCTYPE article SYSTEM \"JATS.dtd\">", "<!DOCTYPE article [<!ENTITY press \"The <![CDATA[Press]]>\">]>", StringComparison.Ordinal);

        var made = Fix(Encoding.UTF8.GetBytes(file), "a.xml", ("e(1", "e (1"));

        Assert.Equal(file.Replace("e(1", "e (1", StringComparison.Ordinal), Encoding.UTF8.GetString(made.Bytes));
    }

    [Theory]
    [InlineData("Smith, *Title*(1999), 5.", "e(", "e (", "Smith, *Title* (1999), 5.")]
    [InlineData("see*Title* (1999).", "eT", "e T", "see *Title* (1999).")]
    [InlineData("A \"title\" -- 3-4.", "3-4", "3–4", "A \"title\" -- 3–4.")]
    [InlineData("[Title](https://example.org/a_(b) \"t\")(1999) &amp; more.", "e(", "e (", "[Title](https://example.org/a_(b) \"t\") (1999) &amp; more.")]
    public void A_note_of_Markdown_changes_at_the_place_alone(string note, string wrong, string right, string expected)
    {
        var made = Fix(Encoding.UTF8.GetBytes(Markdown(note)), "a.md", (wrong, right));

        Assert.Equal("", string.Join("; ", made.Left.Select(left => left.Why)));
        Assert.Equal(Markdown(expected), Encoding.UTF8.GetString(made.Bytes));
    }

    [Fact]
    public void In_Word_a_fix_is_a_tracked_change_and_every_other_part_keeps_its_bytes()
    {
        var file = new WordFile(P(Run("Text") + Call(2))).Footnotes(Note(2, Run("Smith, ") + Run("Title", "<w:i/>") + Run("(1999), p.5, and more.", "<w:lang w:val=\"en-GB\"/>"))).Bytes();

        var made = Fix(file, "a.docx", ("p.5", "p. 5"));

        Assert.Single(made.Applied);
        var notes = Part(made.Bytes, "word/footnotes.xml");
        var change = Assert.Single(notes.Descendants(W + "ins"));
        Assert.Equal(("Recto", "2026-11-26T09:30:00Z", " "), ((string?)change.Attribute(W + "author"), (string?)change.Attribute(W + "date"), change.Value));
        Assert.NotNull(change.Element(W + "r")!.Element(W + "rPr")!.Element(W + "lang"));
        Assert.Empty(notes.Descendants(W + "del"));
        Assert.Equal("Smith, Title(1999), p. 5, and more.", string.Concat(notes.Descendants(W + "footnote").Last().Descendants(W + "t").Select(text => text.Value)).Trim());
        Assert.Equal(["word/footnotes.xml"], Changed(file, made.Bytes));
    }

    [Fact]
    public void What_another_has_inserted_is_deleted_inside_and_opened_anew_behind()
    {
        var file = new WordFile(P(Run("Text") + Call(2))).Footnotes(Note(2, Run("Smith, ") + $"<w:ins w:id=\"7\" w:author=\"Ann\" w:date=\"2026-01-01T00:00:00Z\">{Run("pp.3-4 there")}</w:ins><w:del w:id=\"8\" w:author=\"Ann\"><w:r><w:delText>gone</w:delText></w:r></w:del>{Run(", end.")}")).Bytes();

        var made = Fix(file, "a.docx", ("3-4", "3–4"));

        Assert.Single(made.Applied);
        var notes = Part(made.Bytes, "word/footnotes.xml");
        Assert.Equal(["Ann", "Recto", "Ann"], notes.Descendants(W + "ins").Select(ins => (string?)ins.Attribute(W + "author")));
        Assert.DoesNotContain(notes.Descendants(W + "ins"), ins => ins.Ancestors(W + "ins").Any());
        Assert.Equal("-", Assert.Single(notes.Descendants(W + "del"), del => (string?)del.Attribute(W + "author") == "Recto").Value);
        var ids = notes.Descendants().Where(element => element.Name == W + "ins" || element.Name == W + "del").Select(element => (string?)element.Attribute(W + "id")).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void In_Word_a_suggestion_is_a_comment_at_the_call_of_the_note()
    {
        var file = new WordFile(P(Run("Text") + Call(2) + Run(", more"))).Footnotes(Note(2, Run("See note 1 <above>.".Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal))))
            .Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>").Bytes();

        var made = Fix(file, "a.docx", ("note 1", "note 3"), FixSureness.Suggested);

        Assert.Equal(1, made.Remarks);
        var document = Part(made.Bytes, "word/document.xml");
        var comment = Assert.Single(Part(made.Bytes, "word/comments.xml").Elements(W + "comment"));
        Assert.Equal("Recto", (string?)comment.Attribute(W + "author"));
        Assert.Contains("Suggested: “See note 1 <above>.” becomes “See note 3 <above>.”.", comment.Value, StringComparison.Ordinal);
        var id = (string?)comment.Attribute(W + "id");
        Assert.Equal(id, (string?)Assert.Single(document.Descendants(W + "commentRangeStart")).Attribute(W + "id"));
        Assert.Equal(id, (string?)Assert.Single(document.Descendants(W + "commentReference")).Attribute(W + "id"));
        Assert.NotNull(document.Descendants(W + "commentRangeStart").Single().ElementsAfterSelf().First().Element(W + "footnoteReference"));
        Assert.Contains("/word/comments.xml", Part(made.Bytes, "[Content_Types].xml").ToString(), StringComparison.Ordinal);
        Assert.Contains("comments.xml", Part(made.Bytes, "word/_rels/document.xml.rels").ToString(), StringComparison.Ordinal);

        // Again: the comments that are there stay, and the new ones are numbered behind them.
        var again = Fix(made.Bytes, "a.docx", ("note 1", "note 3"), FixSureness.Suggested);
        var both = Part(again.Bytes, "word/comments.xml").Elements(W + "comment").ToList();
        Assert.Equal(2, both.Select(found => (string?)found.Attribute(W + "id")).Distinct().Count());
        Assert.Equal(comment.ToString(), both[0].ToString());
    }

    [Fact]
    public void What_a_citation_manager_prints_is_commented_on_and_not_changed()
    {
        const string Field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION {}</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
        var file = new WordFile(P(Run("Text") + Call(2))).Footnotes(Note(2, Field + Run("Smith, Title(1999).") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" + Run(" And more."))).Bytes();

        var made = Fix(file, "a.docx", ("e(1", "e (1"));

        Assert.Empty(made.Applied);
        Assert.Equal((1, 1), (made.Left.Count, made.Remarks));
        Assert.DoesNotContain("word/footnotes.xml", Changed(file, made.Bytes));
    }

    [Fact]
    public void A_web_page_is_not_written()
    {
        var (map, refusal) = NoteMaps.Of("<html><head><title>On Notes</title><meta name=\"citation_title\" content=\"On Notes\"><meta name=\"citation_author\" content=\"A. B.\"><meta name=\"citation_date\" content=\"2001\"></head><body><h1>On Notes</h1><p>Words.</p></body></html>"u8, "a.html");

        Assert.Null(map);
        Assert.Contains("web page", refusal, StringComparison.Ordinal);
    }

    private static FixedNotes Fix(byte[] file, string name, (string Wrong, string Right) change, FixSureness sureness = FixSureness.Safe)
    {
        var notes = NoteReading.Read(file, name).Notes!;
        var index = notes.ToList().FindIndex(note => note.Text.Contains(change.Wrong, StringComparison.Ordinal));
        Assert.True(index >= 0, $"No note says {change.Wrong}: {string.Join(" | ", notes.Select(note => note.Text))}");
        var start = notes[index].Text.IndexOf(change.Wrong, StringComparison.Ordinal);
        var span = new TextSpan(start, start + change.Wrong.Length);
        var finding = new Diagnostic { Descriptor = Made, NoteIndex = index, Span = span, Message = "Made for the test.", Fix = new SuggestedFix(sureness, [new TextEdit(span, change.Right)]) };
        var engine = new NotesEngine();
        return new FixNotes(engine, NoteReading.Read, CheckOptions.Default, Severity.Advice).Run(name, new CheckedNotes(engine.Read(notes), [finding]), NoteMaps.Of(file, name).Map!, Day);
    }

    private static string Jats(string note) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!DOCTYPE article SYSTEM \"JATS.dtd\">\r\n<article><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front><body><p>A<xref ref-type=\"fn\" rid=\"f1\">1</xref>.</p></body><back><fn-group>\r\n<fn id=\"f1\"><label>1</label><p>{note}</p></fn></fn-group></back></article>\r\n";

    private static string Markdown(string note) => $"---\ntitle: T\n---\n\nText.[^1]\n\n[^1]: {note}\n\nMore text, and an end.\n";

    private static XElement Part(byte[] file, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var stream = zip.GetEntry(name)!.Open();
        return XDocument.Load(stream, LoadOptions.PreserveWhitespace).Root!;
    }

    private static List<string> Changed(byte[] before, byte[] after)
    {
        using var old = new ZipArchive(new MemoryStream(before));
        using var made = new ZipArchive(new MemoryStream(after));
        return [.. made.Entries.Where(entry => old.GetEntry(entry.FullName) is not { } same || !Bytes(same).SequenceEqual(Bytes(entry))).Select(entry => entry.FullName)];
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
