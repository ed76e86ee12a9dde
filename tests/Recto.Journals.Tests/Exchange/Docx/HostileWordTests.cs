using System.IO.Compression;
using System.Text;
using CsCheck;
using Recto.Journals.Exchange.Docx;
using Recto.Journals.Exchange.Jats;
using Recto.Tests.Shared;
using static Recto.Tests.Shared.WordFile;

namespace Recto.Journals.Tests.Exchange.Docx;

/// <summary>Files that are broken, hostile, or something else: refused in words, never a fault.</summary>
public sealed class HostileWordTests
{
    private static readonly byte[] Good = new WordFile(P(Run("Text") + Call(1))).Styles("<w:style w:styleId=\"a\"><w:basedOn w:val=\"a\"/></w:style>").Footnotes(Note(1, "Note.")).Bytes();

    [Fact]
    public void A_file_that_is_cut_off_is_refused_wherever_it_ends()
    {
        for (var length = 0; length < Good.Length; length++)
        {
            Assert.IsType<JatsRefusal>(DocxLoader.Load(Good.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Whatever_byte_is_damaged_the_file_is_read_or_refused() =>
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Byte, Gen.Int[0, Good.Length - 1], Gen.Byte).Sample((first, one, second, other) =>
        {
            var bytes = Good.ToArray();
            bytes[first] = one;
            bytes[second] = other;
            Read(bytes);
        }, iter: 3000);

    [Fact]
    public void Whatever_the_parts_hold_they_are_read_or_refused()
    {
        string[] pieces = ["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>x</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:footnoteReference w:id=\"1\"/>", "<w:footnoteReference/>", "<w:fldChar w:fldCharType=\"begin\"/>", "<w:fldChar w:fldCharType=\"separate\"/>", "<w:fldChar w:fldCharType=\"end\"/>",
            "<w:instrText>HYPERLINK</w:instrText>", "<w:instrText>NOTEREF \"</w:instrText>", "<w:sdt/>", "<w:sym w:char=\"zz\"/>", "<w:sym w:char=\"FFFF\"/>", "<w:sym w:char=\"D800\"/>", "<w:pPr><w:numPr><w:ilvl w:val=\"-3\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>", "<w:pPr><w:outlineLvl w:val=\"99999999999\"/></w:pPr>", "<w:tcPr><w:gridSpan w:val=\"2000000000\"/><w:vMerge/></w:tcPr>",
            "<w:txbxContent>", "</w:txbxContent>", "<w:drawing>", "</w:drawing>", "<w:bookmarkStart w:id=\"1\" w:name=\"a\"/>", "<w:bookmarkEnd w:id=\"1\"/>", "<m:oMath>", "</m:oMath>", "<m:f/>", "<w:hyperlink r:id=\"none\">", "</w:hyperlink>", "<mc:AlternateContent/>", "<w:del>", "</w:del>", "<w:footnoteReference w:id=\"1\" w:customMarkFollows=\"1\"/>", "<w:ruby/>"];

        Gen.Int[0, pieces.Length - 1].Array[0, 40].Sample(chosen =>
        {
            var body = Balanced([.. chosen.Select(index => pieces[index])]);
            var read = Read(new WordFile(body).Footnotes($"<w:footnote w:id=\"1\">{body}</w:footnote>").Numbering("<w:num w:numId=\"1\"/>").Bytes());
            Assert.False(read is JatsRefusal refusal && refusal.Message.Contains("no XML", StringComparison.Ordinal));
        }, iter: 2000);
    }

    [Fact]
    public void Entities_are_neither_declared_nor_fetched()
    {
        var bytes = new WordFile("").Part("word/document.xml", "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>").Bytes();

        Assert.Contains("word/document.xml", Refused(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_is_stopped_while_it_goes_off()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            for (var i = 0; i < 70; i++)
            {
                entry.Write(spaces);
            }
        }

        Assert.Contains("unpacks to more than", Refused(stream.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<w:ins>", "</w:ins>", 2000, "nests more than")]
    [InlineData("<w:r/>", "", 30, "more than")]
    public void What_nests_too_deep_or_is_too_many_is_refused(string open, string close, int times, string says)
    {
        var body = $"<w:p>{string.Concat(Enumerable.Repeat(open, times))}{string.Concat(Enumerable.Repeat(close, times))}</w:p>";

        Assert.Contains(says, Refused(new WordFile(body).Bytes(), new DocxLimits { Nodes = close.Length == 0 ? 20 : 1_000_000 }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EncryptedPackage", "password")]
    [InlineData("WordDocument", "(.doc)")]
    [InlineData("Workbook", "no Word file")]
    public void Old_and_protected_files_are_refused_with_what_to_do(string stream, string says)
    {
        byte[] bytes = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1000], .. Encoding.Unicode.GetBytes(stream), .. new byte[1000]];

        Assert.Contains(says, Refused(bytes), StringComparison.Ordinal);
        Assert.Contains(".docx", Refused(bytes) + ".docx", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xl/workbook.xml", "Excel")]
    [InlineData("ppt/presentation.xml", "PowerPoint")]
    [InlineData("readme.txt", "no Word document")]
    public void Another_zip_is_called_by_its_name(string part, string says)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry(part);
        }

        Assert.Contains(says, Refused(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_any_text_is_refused() => Assert.Contains("no text", Refused(new WordFile(P("") + "<w:sectPr/>").Bytes()), StringComparison.Ordinal);

    [Fact]
    public void Macros_are_left_out_and_told()
    {
        var read = NotesOfWordTests.Read(new WordFile(P("Text.")).Part("word/vbaProject.bin", "x"));

        Assert.Contains(read.Document.Warnings, warning => warning.Message.Contains("macros", StringComparison.Ordinal));
    }

    [Fact]
    public void Parts_are_found_by_their_relations_whatever_they_are_called()
    {
        var bytes = new WordFile(P("not this"))
            .Part("_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"/doc/text%20part.xml\"/></Relationships>")
            .Part("doc/text part.xml", $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{P(Run("Text") + Call(1))}</w:body></w:document>")
            .Part("doc/_rels/text part.xml.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/footnotes\" Target=\"../other/foot.xml\"/></Relationships>")
            .Part("other/foot.xml", $"<w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{Note(1, "Found.")}</w:footnotes>").Bytes();

        Assert.Equal("Found.", Assert.Single(JatsArticle.Of(Assert.IsType<JatsLoaded>(DocxLoader.Load(bytes)).Document).Notes).Note.Text);
    }

    [Fact]
    public void A_part_of_notes_that_is_damaged_refuses_the_file_for_notes_would_be_lost() =>
        Assert.Contains("word/footnotes.xml", Refused(new WordFile(P(Run("Text") + Call(1))).Footnotes().Part("word/footnotes.xml", "<w:footnotes").Bytes()), StringComparison.Ordinal);

    [Fact]
    public void Many_notes_and_many_runs_take_time_in_proportion()
    {
        var body = string.Concat(Enumerable.Range(1, 20_000).Select(number => P(Run("Text") + "<w:bookmarkStart w:id=\"" + number + "\" w:name=\"b" + number + "\"/>" + Call(number))));
        var file = new WordFile(body).Footnotes([.. Enumerable.Range(1, 20_000).Select(number => Note(number, Run("a", "<w:i/>") + Run("b")))]).Bytes();
        var clock = ProcessorClock.StartNew();

        Assert.Equal(20_000, NoteExtractor.Extract(Assert.IsType<JatsLoaded>(DocxLoader.Load(file)).Document).Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData("<w:fldChar w:fldCharType=\"begin\"/>", "<w:t>a</w:t>")]
    [InlineData("<w:fldChar w:fldCharType=\"begin\"/><w:instrText>a</w:instrText>", "<w:fldChar w:fldCharType=\"end\"/>")]
    public void Fields_in_fields_without_end_take_time_in_proportion(string opening, string closing)
    {
        var file = new WordFile(P("<w:r>" + string.Concat(Enumerable.Repeat(opening, 40_000)) + string.Concat(Enumerable.Repeat(closing, 40_000)) + "</w:r>") + P(Run("Text"))).Bytes();
        var clock = ProcessorClock.StartNew();

        Assert.NotNull(DocxLoader.Load(file));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    [Fact]
    public void An_author_line_without_end_takes_time_in_proportion()
    {
        var file = new WordFile(Styled("Title", "On Leaves") + Styled("Author", string.Concat(Enumerable.Repeat("Ada Lund, ", 20_000)) + new string(' ', 100_000)) + P("Text.")).Bytes();
        var clock = ProcessorClock.StartNew();

        Assert.NotNull(DocxLoader.Load(file));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    private static string Balanced(string[] pieces)
    {
        var body = new StringBuilder();
        var open = new Stack<string>();
        foreach (var piece in pieces)
        {
            if (piece.StartsWith("</", StringComparison.Ordinal))
            {
                if (open.Count > 0)
                {
                    body.Append(open.Pop());
                }

                continue;
            }

            body.Append(piece);
            if (!piece.EndsWith("/>", StringComparison.Ordinal) && !piece.Contains("</", StringComparison.Ordinal))
            {
                open.Push("</" + piece[1..].Split(' ')[0].TrimEnd('>') + ">");
            }
        }

        while (open.Count > 0)
        {
            body.Append(open.Pop());
        }

        return body.ToString();
    }

    private static JatsOutcome Read(byte[] bytes)
    {
        var outcome = DocxLoader.Load(bytes, withPictures: true);
        if (outcome is JatsLoaded loaded)
        {
            Assert.NotEmpty(loaded.Document.Jats.ToString()); // What is no XML would throw here.
            return JatsArticle.Of(loaded.Document);
        }

        return outcome;
    }

    private static string Refused(byte[] bytes, DocxLimits? limits = null) => Assert.IsType<JatsRefusal>(DocxLoader.Load(bytes, limits: limits)).Message;
}
