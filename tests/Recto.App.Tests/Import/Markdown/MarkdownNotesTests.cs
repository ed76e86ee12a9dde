using System.Xml.Linq;
using Recto.App.Features.Import.Markdown;
using Recto.Journals.Exchange.Jats;
using Recto.Notes.Text;

namespace Recto.App.Tests.Import.Markdown;

public sealed class MarkdownNotesTests
{
    public static TheoryData<string, string[]> Texts => new()
    {
        { "A.[^1]\n\n[^1]: See *Leaves*, 3.", ["1: See Leaves, 3."] },
        { "A.[^quill-1990] B.[^1]\n\n[^1]: One.\n[^quill-1990]: Two.", ["1: Two.", "2: One."] }, // Numbered as they are called; the second follows without an empty line.
        { "A.[^1]\n\n[^1]: One,\nand on.\n\n    A second paragraph.\n\n    * a\n    * b\n\nBody.", ["1: One, and on.\nA second paragraph.\na\nb"] },
        { "A.[^1]\n\n[^1]:\n    Text below.\n", ["1: Text below."] },
        { "A.[^1]\n\n[^1]: One.\n\tTabbed.\n", ["1: One. Tabbed."] },
        { "A^[in place, *see* [there](https://example.org)] and B.[^1]\n\n[^1]: One.", ["1: in place, see there", "2: One."] },
        { "A.[^1] B.[^1]\n\n[^1]: One.", ["1: One."] },
        { "A.[^1]\n\n[^1]: One.\n[^2]: Never called.", ["1: One.", "2: Never called."] },
        { "A.[^1]\n\n[^1]: One.\n\n# Next\n\nB.[^1]\n\n[^1]: Two.", ["1: One.", "2: Two."] }, // Each chapter has its own note 1.
        { "A.[^1]\n\n[^1]: See the note.[^2]\n[^2]: Inner.", ["1: See the note.2", "2: Inner."] },
        { "A.[^1]\n\n[^1]: `code [^2]` and \\[^2].\n[^2]: Two.", ["1: code [^2] and [^2].", "2: Two."] },
        { "A^[2].\n\n[^2]: Two.", ["1: Two."] }, // Brackets turned round: the note is there.
        { "x^[2] and [^nowhere].\n", [] },
        { "```\nA.[^1]\n\n[^1]: No note.\n```\n", [] },
        { "<p>Raw HTML.[^1]</p>\n\n[^1]: One.", ["1: One."] },
        { "<figure><img src=\"x.png\"><figcaption>Caption.[^1]</figcaption></figure>\n\n[^1]: One.", ["1: One."] },
        { "{% include figure.html filename=\"x.png\" caption=\"Caption.[^1]\" %}\n\n[^1]: One.", ["1: One."] },
        { "| a | b |\n|---|---|\n| c[^1] | d |\n\n[^1]: One.", ["1: One."] },
        { "> Quoted.[^1]\n\n[^1]: One.", ["1: One."] },
        { "# Title[^1]\n\n[^1]: One.", ["1: One."] },
        { "A.[^1]\r\n\r\n[^1]: One.\r\n\r\n    Two.\r\n", ["1: One.\nTwo."] },
        { "A.[^ñ]\n\n[^ñ]: Año.", ["1: Año."] },
        { "- item[^1]\n\n    [^1]: Defined in the list.\n", ["1: Defined in the list."] },
        { "A.[^1]\n\n[^1]: <span class=\"smallcaps\">Quill</span>, <i>Leaves</i> &amp; more<br>here.", ["1: Quill, Leaves & more here."] },
        { "A.[^1]\n\n[^1]: See <https://example.org/a_b_c> and https://example.org/d--e.", ["1: See https://example.org/a_b_c and https://example.org/d--e."] },
        { "A.[^1]\n\n[^1]: \"Quoted 'inner' words\" -- it's the author's, 1914--18... *\"Title\"*", ["1: “Quoted ‘inner’ words” – it’s the author’s, 1914–18… “Title”"] },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Notes_are_numbered_as_they_are_called_and_none_is_lost(string markdown, string[] expected) =>
        Assert.Equal(expected, Read(markdown).Notes.Select(note => $"{note.Note.Label}: {note.Note.Text}"));

    [Fact]
    public void Emphasis_of_a_note_is_kept_with_its_place()
    {
        var note = Assert.Single(Read("A.[^1]\n\n[^1]: See *Leaves* by <span class=\"smallcaps\">Quill</span>, **not** `code`.").Notes).Note;

        Assert.Equal([("Leaves", Emphasis.Italic), ("Quill", Emphasis.SmallCaps), ("not", Emphasis.Bold)], note.Emphasis.Select(run => (run.Span.In(note.Text).ToString(), run.Emphasis)));
    }

    [Fact]
    public void Every_call_is_tied_to_its_note()
    {
        var read = Read("A.[^1] B.[^2] C.[^1]\n\n[^1]: One.\n[^2]: Two.");

        Assert.Equal([2, 1], read.Notes.Select(note => note.Calls.Count));
        Assert.Equal("A.1 B.2 C.1", read.Document.Jats.Root!.Element("body")!.Value);
    }

    [Fact]
    public void What_is_odd_about_notes_is_told()
    {
        var read = Read("---\ntitle: T\n---\nA.[^1] B.[^x]\n\n[^1]: One.\n[^1]: One again.\n[^lost]: Never called.");

        Assert.Contains(read.Document.Warnings, warning => warning is { Line: 7 } && warning.Message.Contains("[^1] is defined a second time", StringComparison.Ordinal));
        Assert.Contains(read.Document.Warnings, warning => warning is { Line: 8 } && warning.Message.Contains("Nothing calls the note [^lost]", StringComparison.Ordinal));
        Assert.Contains(read.Document.Warnings, warning => warning.Message.Contains("[^x] is called", StringComparison.Ordinal));
        Assert.Contains("B.[^x]", read.Document.Jats.Root!.Element("body")!.Value, StringComparison.Ordinal);
    }

    internal static JatsArticle Read(string markdown) => JatsArticle.Of(Assert.IsType<JatsLoaded>(MarkdownArticle.Read(markdown)).Document);
}
