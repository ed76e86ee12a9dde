using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Docx;
using Recto.Journals.Exchange.Jats;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Docx;

/// <summary>Real Word files that stand beside the checkout.</summary>
public sealed partial class SharedWordTests
{
    /// <summary>Where the manifest's count is not the number of notes, and why.</summary>
    private static readonly Dictionary<string, int> OtherwiseThanManifest = new()
    {
        ["Open-Xml-PowerTools__RP050-Deleted-Footnote.docx"] = -1, // Its one note and the call of it stand in tracked deletions.
        ["en_lessons_computer-vision-deep-learning-pt1.docx"] = +1, // The Markdown calls its note 4 twice, and Pandoc made two footnotes of it.
        ["en_lessons_exploring-and-analyzing-network-data-with-python.docx"] = +1, // As above: its note “slicing”.
    };

    [Theory]
    [InlineData("docx-notes", 28)]
    [InlineData("docx-derived", 20)]
    public void Every_file_is_read_with_all_its_notes_and_every_character_of_them(string set, int files)
    {
        var folder = SharedData.Require("data/articles/" + set);
        var entries = File.ReadAllLines(Path.Combine(folder, "MANIFEST.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        foreach (var entry in entries)
        {
            var name = entry.GetProperty("file").GetString()!;
            var bytes = File.ReadAllBytes(Path.Combine(folder, name));
            var notes = NotesOf(bytes, name);
            var promised = entry.GetProperty("footnotes").GetInt32() + (entry.TryGetProperty("endnotes", out var endnotes) ? endnotes.GetInt32() : 0);
            Assert.True(promised + OtherwiseThanManifest.GetValueOrDefault(name) == notes.Count, $"{name}: {notes.Count} notes, {promised} promised");
            Assert.All(notes, note => Assert.Equal(NoteContainer.Body, note.Container));

            // What the parts of notes hold outside deletions, read by no more than the names of elements.
            var held = Held(bytes).Select(Bare).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(held, notes.Select(note => Bare(note.Note.Label == "*" ? "*" + note.Note.Text : note.Note.Text)).Order(StringComparer.Ordinal));
        }

        Assert.Equal(files, entries.Count);
    }

    [Fact]
    public void Notes_made_from_Markdown_say_what_the_Markdown_says()
    {
        var folder = SharedData.Require("data/articles");
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var set in (string[])["md-startwords", "md-programming-historian"])
        {
            using var tar = new TarReader(new GZipStream(File.OpenRead(Path.Combine(folder, set, "articles.tar.gz")), CompressionMode.Decompress));
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is { } stream)
                {
                    sources[set + "/" + Path.GetFileName(entry.Name)] = new StreamReader(stream).ReadToEnd();
                }
            }
        }

        var equal = 0;
        foreach (var line in File.ReadAllLines(Path.Combine(folder, "docx-derived", "MANIFEST.jsonl")))
        {
            var entry = JsonDocument.Parse(line).RootElement;
            var name = entry.GetProperty("file").GetString()!;
            var written = MarkdownNote().Matches(sources[entry.GetProperty("from").GetString()!]).Select(match => Letters(WebUtility.HtmlDecode(Markup().Replace(match.Groups["text"].Value, "")))).ToHashSet(StringComparer.Ordinal);

            // The notes of this essay are several paragraphs long, with HTML and with pictures that Pandoc was given captions for.
            if (name == "issues_1_weaving-interface_index.docx")
            {
                continue;
            }

            foreach (var note in NotesOf(File.ReadAllBytes(Path.Combine(folder, "docx-derived", name)), name))
            {
                Assert.True(written.Contains(Letters(note.Note.Text)), $"{name}, note {note.Note.Label}: {note.Note.Text}");
                equal++;
            }
        }

        Assert.Equal(236, equal);
    }

    private static IReadOnlyList<ArticleNote> NotesOf(byte[] bytes, string name) =>
        DocxLoader.Load(bytes, withPictures: true) is JatsLoaded loaded ? JatsArticle.Of(loaded.Document).Notes : throw new InvalidOperationException(name);

    private static IEnumerable<string> Held(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries.Where(entry => NotesPart().IsMatch(entry.FullName)))
        {
            using var stream = entry.Open();
            foreach (var note in XDocument.Load(stream, LoadOptions.PreserveWhitespace).Root!.Elements().Where(note => note.Attributes().All(attribute => attribute.Name.LocalName != "type")))
            {
                var text = string.Concat(note.Descendants().Where(element => element.Name.LocalName is "t" or "noBreakHyphen" && !element.Ancestors().Any(ancestor => ancestor.Name.LocalName is "del" or "moveFrom")).Select(element => element.Name.LocalName == "t" ? element.Value : "\u2011"));
                if (text.Length > 0 || !note.Descendants().Any(element => element.Name.LocalName == "del"))
                {
                    yield return text;
                }
            }
        }
    }

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    [GeneratedRegex(@"^word/(foot|end)notes\d*\.xml$")]
    private static partial Regex NotesPart();

    // [^1]: text, with the lines that go on
    [GeneratedRegex(@"^\[\^[^\]]+\]:[ \t]*(?<text>.*(?:\r?\n(?:[ \t]+.*|(?!\[\^|\s*$).+))*)", RegexOptions.Multiline)]
    private static partial Regex MarkdownNote();

    // ](https://…), {:target="_blank"}, <i>
    [GeneratedRegex(@"\]\([^)\s]*(?:\([^)]*\))?[^)\s]*(?:\s+""[^""]*"")?\)|\{[:#.][^}]*\}|</?(?:i|em|b|strong|sup|a|span|br)\b[^>]*>")]
    private static partial Regex Markup();
}
