using System.Buffers;
using System.Text.Json;
using Recto.Journals.Exchange.LinkedData;
using Recto.Journals.Identifiers;
using Recto.Notes.References;

namespace Recto.Journals.Tests.Exchange.LinkedData;

public sealed class SourcesJsonLdTests
{
    private static readonly LinkedSource File = new() { Address = "https://a.example/sources/rgaspi/558/11/431", Kind = ReferenceKind.Archival, Label = "RGASPI 558/11/431", HeldBy = "https://a.example/sources/rgaspi/558/11" };
    private static readonly LinkedSource Book = new() { Address = "https://a.example/works/vaisse-1983-militaires", Kind = ReferenceKind.Book, Label = "Vaïsse \u2028 </script>", Doi = Doi.TryParse("10.5555/book", out var doi) ? doi : null };

    [Fact]
    public void Sources_are_cited_as_what_they_are_each_once_and_each_mention_is_a_citation()
    {
        var root = Written(new LinkedArticle
        {
            Address = "https://a.example/articles/a",
            Title = "A",
            JournalAddress = "https://a.example/journals/j",
            Sources = [File, Book, Book with { Label = "Vaïsse again" }],
            Mentions = [new LinkedMention { Source = File, NoteAddress = "https://a.example/articles/a/notes/3", NoteLabel = "3", Reference = 1, Words = "Ibid., л. 94", Locator = "94" }],
        });

        Assert.Equal("https://a.example/works/vaisse-1983-militaires", Assert.Single(root.GetProperty("cites").EnumerateArray()).GetProperty("@id").GetString());
        Assert.Equal("https://doi.org/10.5555/book", root.GetProperty("cites")[0].GetProperty("sameAs").GetString());
        Assert.Equal("schema:ArchiveComponent", Assert.Single(root.GetProperty("citesAsSourceDocument").EnumerateArray()).GetProperty("@type").GetString());
        var citation = Assert.Single(root.GetProperty("citations").EnumerateArray());
        Assert.Equal(("https://a.example/articles/a/notes/3#reference-2", File.Address, "cito:citesAsSourceDocument", "Ibid., л. 94"),
            (citation.GetProperty("@id").GetString(), citation.GetProperty("cited").GetString(), citation.GetProperty("as").GetString(), citation.GetProperty("words").GetString()));
    }

    [Fact]
    public void Without_open_notes_and_without_sources_there_is_less_and_it_is_one_line()
    {
        var root = Written(new LinkedArticle { Address = "https://a.example/articles/a", Title = "A\nB", JournalAddress = "https://a.example/journals/j", Sources = [] });

        Assert.False(root.TryGetProperty("cites", out _) || root.TryGetProperty("citesAsSourceDocument", out _) || root.TryGetProperty("citations", out _));
    }

    private static JsonElement Written(LinkedArticle article)
    {
        var output = new ArrayBufferWriter<byte>();
        SourcesJsonLd.Write(output, article);
        Assert.Equal(-1, output.WrittenSpan.IndexOf((byte)'\n'));
        using var document = JsonDocument.Parse(output.WrittenMemory);
        return document.RootElement.Clone();
    }
}
