using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.App.Features.Import.Markdown;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Import.Markdown;

public sealed partial class MarkdownCorpusTests
{
    public static TheoryData<string> Sets => ["md-startwords", "md-programming-historian"];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_real_file_is_read_with_every_note(string set)
    {
        foreach (var (name, text) in Files(set))
        {
            var read = MarkdownNotesTests.Read(text);

            var outside = Fence().Replace(text, "");
            var defined = Definition().Matches(outside).Select(match => match.Groups[1].Value).ToList();
            Assert.True(defined.Count == read.Notes.Count, $"{name}: {defined.Count} notes are defined, {read.Notes.Count} were read");
            Assert.All(read.Notes, note => Assert.Equal(NoteContainer.Body, note.Container));
            Assert.Equal(Enumerable.Range(1, read.Notes.Count).Select(number => $"{number}"), read.Notes.Select(note => note.Note.Label));
            Assert.NotEqual(ArticleReader.Untitled, read.Article.Title);
        }
    }

    // What a site does not print: names of tags and of shortcodes, their attributes but for pictures and addresses, numbers of lists, comments, labels of notes, names of languages of code (and the front matter, which has its own test).
    // Every other word must be in the article or in the list of what was left out, as often as in the source.
    [Theory]
    [MemberData(nameof(Sets))]
    public void Of_real_files_no_word_is_lost(string set)
    {
        var lost = new List<string>();
        foreach (var (name, text) in Files(set))
        {
            var document = MarkdownNotesTests.Read(text).Document;
            var root = document.Jats.Root!;
            var kept = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var word in Words(Uri.UnescapeDataString(string.Join('\n', root.DescendantNodes().OfType<XText>().Select(node => node.Value).Concat(root.Descendants().Attributes().Select(attribute => attribute.Value)).Concat(document.LeftOut)))))
            {
                kept[word] = kept.GetValueOrDefault(word) + 1;
            }

            var printed = FrontMatter().Replace(text, "");
            printed = Comment().Replace(printed, "");
            printed = Machinery().Replace(printed, tag => string.Join(' ', Quoted().Matches(tag.Value).Select(match => match.Value)));
            printed = Label().Replace(Tag().Replace(printed, tag => Attributes().Replace(tag.Value, " ")), " ");
            printed = CodeLanguage().Replace(Number().Replace(printed, ""), "");
            foreach (var word in Words(System.Net.WebUtility.HtmlDecode(Uri.UnescapeDataString(printed))))
            {
                if (kept.GetValueOrDefault(word) <= 0)
                {
                    lost.Add($"{name}: {word}");
                }

                kept[word] = kept.GetValueOrDefault(word) - 1;
            }
        }

        Assert.True(lost.Count == 0, $"{lost.Count}: {string.Join(" | ", lost.Take(4000))}");
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(match => match.Value);

    private static IEnumerable<(string Name, string Text)> Files(string set)
    {
        using var packed = new GZipStream(File.OpenRead(SharedData.Require($"data/articles/{set}/articles.tar.gz")), CompressionMode.Decompress);
        using var archive = new TarReader(packed);
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } stream && entry.Name.EndsWith(".md", StringComparison.Ordinal))
            {
                using var reader = new StreamReader(stream, Encoding.UTF8);
                yield return (Path.GetFileName(entry.Name), reader.ReadToEnd());
            }
        }
    }

    [GeneratedRegex(@"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?^ {0,3}\1`*\s*$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^ {0,3}\[\^([^\]\s]+)\]:", RegexOptions.Multiline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Definition();

    [GeneratedRegex(@"\A---\s*\n.*?^---\s*$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex FrontMatter();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\{%.*?%\}|\{\{<.*?>\}\}", RegexOptions.Singleline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Machinery();

    [GeneratedRegex(@"""(?:\\.|[^""\\])*""|`[^`]*`|'[^']*'", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^[ \t>]*\d{1,4}[.)]\s", RegexOptions.Multiline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[ \t>]*(```+|~~~+)[ \t]*[^\s`]+", RegexOptions.Multiline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex CodeLanguage();

    [GeneratedRegex(@"\[\^[^\]\s]+\]:?", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Label();

    [GeneratedRegex(@"</?[A-Za-z][^<>]*>", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^</?[A-Za-z0-9]+|(?<![\w-])(?!(?:alt|title|href|src|data)\s*=)[\w-]+\s*=\s*(?:""[^""]*""|'[^']*'|[^\s>]+)|[\w-]+\s*=|(?<=\s)(?:autoplay|loop|muted|playsinline|defer|scoped|download)(?=[\s>])", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Attributes();

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Word();
}
