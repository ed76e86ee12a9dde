using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.Tei;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Tei;

public sealed class TeiCorpusTests
{
    private static readonly XNamespace TeiNamespace = "http://www.tei-c.org/ns/1.0";

    public static TheoryData<string> Sets => ["tei-adho", "tei-arabic-haqaiq", "tei-dhd", "tei-office-of-the-historian"];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_real_file_is_read_with_every_note_by_its_label(string set)
    {
        foreach (var (name, bytes, tei) in Files(set))
        {
            var article = Read(name, bytes);

            var expected = tei.Descendants(TeiNamespace + "note").Where(note => !note.Ancestors(TeiNamespace + "teiHeader").Any()).Select((note, index) => (string?)note.Attribute("n") ?? $"{index + 1}").ToList();
            Assert.True(expected.SequenceEqual(article.Notes.Select(note => note.Note.Label)), $"{name}: {string.Join(' ', expected)} but {string.Join(' ', article.Notes.Select(note => note.Note.Label))}");
            Assert.All(article.Notes, note => Assert.Equal(NoteContainer.Body, note.Container));
        }
    }

    // Left out by design: what LeftOut lists. Everything else that the text says must be in the result, piece by piece and letter by letter.
    [Theory]
    [MemberData(nameof(Sets))]
    public void Of_real_files_no_letter_and_no_digit_is_lost(string set)
    {
        var lost = new List<string>();
        foreach (var (name, bytes, tei) in Files(set))
        {
            var article = Read(name, bytes);
            var root = article.Document.Jats.Root!;
            var kept = Letters(root.DescendantNodes().OfType<XText>().Select(text => text.Value));
            var told = Letters(article.Document.LeftOut) + Letters(root.Descendants().Attributes().Select(attribute => attribute.Value));
            var counts = new Dictionary<char, int>();
            foreach (var letter in kept + told)
            {
                counts[letter] = counts.GetValueOrDefault(letter) + 1;
            }

            foreach (var text in tei.Descendants(TeiNamespace + "text").DescendantNodes().OfType<XText>())
            {
                var letters = Letters([text.Value]);
                if (!kept.Contains(letters, StringComparison.Ordinal) && !told.Contains(letters, StringComparison.Ordinal) && !text.Ancestors(TeiNamespace + "figDesc").Any())
                {
                    lost.Add($"{name}: {text.Value}");
                }

                foreach (var letter in letters)
                {
                    counts[letter] = counts.GetValueOrDefault(letter) - 1;
                }
            }

            lost.AddRange(counts.Where(count => count.Value < 0).Select(count => $"{name}: {-count.Value} of {count.Key}"));
        }

        Assert.Empty(lost);
    }

    [Fact]
    public void The_notes_of_the_histories_read_as_their_own_list_of_notes_says()
    {
        var expected = new Dictionary<string, List<string>>();
        using var packed = new GZipStream(File.OpenRead(SharedData.Require("data/articles/tei-office-of-the-historian/notes.jsonl.gz")), CompressionMode.Decompress);
        using var lines = new StreamReader(packed);
        while (lines.ReadLine() is { } line)
        {
            using var entry = JsonDocument.Parse(line);
            var file = entry.RootElement.GetProperty("file").GetString()!;
            expected.TryAdd(file, []);
            expected[file].Add(entry.RootElement.GetProperty("text").GetString()!);
        }

        var same = 0;
        foreach (var (name, bytes, tei) in Files("tei-office-of-the-historian"))
        {
            var ofHeader = tei.Descendants(TeiNamespace + "teiHeader").Descendants(TeiNamespace + "note").Count();
            var read = Read(name, bytes).Notes.Select(note => note.Note.Text.Replace('\n', ' ')).ToList();
            Assert.Equal(expected[name].Skip(ofHeader), read);
            same += read.Count;
        }

        Assert.Equal(1546, same);
    }

    [Fact]
    public void Arabic_stays_in_its_language_and_order()
    {
        foreach (var (name, bytes, _) in Files("tei-arabic-haqaiq"))
        {
            var article = Read(name, bytes);

            Assert.Equal("ar", article.Article.Language);
            Assert.All(article.Notes.Where(note => note.Note.Text.Any(letter => letter is >= '\u0621' and <= '\u064A')), note => Assert.Equal("ar", note.Note.Language));
            Assert.Contains(article.Document.Jats.Descendants("verse-line").Concat(article.Document.Jats.Descendants("p")), line => line.Value.Contains('ا', StringComparison.Ordinal));
        }
    }

    private static JatsArticle Read(string name, byte[] bytes) => TeiLoader.Load(bytes) switch
    {
        JatsLoaded loaded => JatsArticle.Of(loaded.Document),
        var refusal => throw new InvalidDataException($"{name}: {refusal}"),
    };

    private static string Letters(IEnumerable<string> texts)
    {
        var letters = new StringBuilder();
        foreach (var text in texts)
        {
            foreach (var rune in text.EnumerateRunes())
            {
                if (Rune.IsLetterOrDigit(rune))
                {
                    letters.Append(rune.ToString());
                }
            }
        }

        return letters.ToString();
    }

    private static IEnumerable<(string Name, byte[] Bytes, XDocument Tei)> Files(string set)
    {
        using var packed = new GZipStream(File.OpenRead(SharedData.Require($"data/articles/{set}/articles.tar.gz")), CompressionMode.Decompress);
        using var archive = new TarReader(packed);
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } stream && entry.Name.EndsWith(".xml", StringComparison.Ordinal))
            {
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                bytes.Position = 0;
                yield return (Path.GetFileName(entry.Name), bytes.ToArray(), XDocument.Load(bytes, LoadOptions.PreserveWhitespace));
            }
        }
    }
}
