using System.Buffers;
using System.Text;
using System.Text.Json;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.Landing;
using Recto.Journals.Identifiers;
using Recto.Journals.Tests.Exchange.Jats;
using Recto.Notes;

namespace Recto.Journals.Tests.Exchange.Landing;

/// <summary>What the page of an article tells machines.</summary>
public sealed class LandingTests
{
    private const string Address = "https://journals.example.org/articles/a";
    private static readonly NotesEngine Engine = new();

    [Fact]
    public void The_tags_of_every_real_article_read_back_to_its_record()
    {
        var (articles, references) = (0, 0);
        foreach (var (name, bytes) in JatsCorpus.Files())
        {
            if (bytes.Length > 4_000_000 || JatsArticle.Read(bytes) is not JatsArticle { Article: var article } read)
            {
                continue;
            }

            var landing = Of(read);

            var tags = HighwireTags.Of(landing);

            Assert.All(tags, tag => Assert.True(tag.Content.Length > 0 && !tag.Content.AsSpan().ContainsAny('\n', '\r', '\t'), $"{name}: {tag.Name}"));
            Assert.Equal(OneLine(landing.Article.Subtitle is { Length: > 0 } subtitle ? $"{article.Title.TrimEnd(':')}: {subtitle}" : article.Title), tags[0].Content);
            Assert.Equal(article.Doi?.Value, One(tags, "citation_doi"));
            Assert.Equal(article.FirstPage ?? article.ElocationId, One(tags, "citation_firstpage"));
            Assert.Equal(article.Keywords.Select(OneLine).Where(word => word.Length > 0), tags.Where(tag => tag.Name == "citation_keywords").Select(tag => tag.Content));
            Assert.Equal(
                article.Authors.Where(author => author.DisplayName.Length > 0).Select(author => (OneLine(Printed(author)), author.Affiliations.Select(OneLine).Where(place => place.Length > 0).ToArray(), author.Orcid)),
                People(tags), PersonComparer.Instance);
            var citations = Citations(read);
            var told = HighwireTags.References(citations).ToList();
            Assert.DoesNotContain(told, reference => reference.StartsWith("Ibid", StringComparison.OrdinalIgnoreCase));
            Assert.Equal(told.Distinct(StringComparer.OrdinalIgnoreCase), told);
            Assert.Equal(told.Count, LandingCitations.Tags(citations).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
            Assert.Equal(citations.Count, LandingCitations.Json(citations) is { Length: > 0 } list ? JsonDocument.Parse(list).RootElement.GetArrayLength() : 0);
            articles++;
            references += told.Count;

            using var json = JsonDocument.Parse(Json(landing));
            var graph = json.RootElement.GetProperty("@graph")[0];
            Assert.Equal(article.Doi?.Value, graph.TryGetProperty("identifier", out var identifier) ? identifier.GetProperty("value").GetString() : null);
            Assert.Equal(article.Authors.Count(author => author.DisplayName.Length > 0), graph.TryGetProperty("author", out var authors) ? authors.GetArrayLength() : 0);
            Assert.DoesNotContain('<', Json(landing));
            Assert.True(graph.GetProperty("headline").GetString()!.Length <= 110, name);

            var links = Signposting.OfPage(landing, Address + "/linkset.json");
            Assert.Single(links, link => link.Relation == "cite-as");
            Assert.True(Signposting.Header(links).Length <= Signposting.LongestHeader, name);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{articles} articles, {references} references.");
        Assert.True(articles > 500 && references > 10_000, $"{articles} articles, {references} references.");
    }

    [Fact]
    public void A_wall_is_told_by_a_class_and_an_open_article_has_none()
    {
        var read = Article();
        using var open = JsonDocument.Parse(Json(Of(read)));
        using var closed = JsonDocument.Parse(Json(Of(read) with { IsOpen = false }));

        Assert.True(open.RootElement.GetProperty("@graph")[0].GetProperty("isAccessibleForFree").GetBoolean());
        Assert.False(open.RootElement.GetProperty("@graph")[0].TryGetProperty("hasPart", out _));
        var wall = closed.RootElement.GetProperty("@graph")[0];
        Assert.False(wall.GetProperty("isAccessibleForFree").GetBoolean());
        Assert.Matches("^\\.[a-z]+$", wall.GetProperty("hasPart")[0].GetProperty("cssSelector").GetString());
    }

    [Fact]
    public void The_set_holds_every_link_of_the_header_and_of_the_files()
    {
        var landing = Of(Article()) with { PdfAddress = Address + "/a.pdf", Records = [(Address + "/cite.ris", "application/x-research-info-systems")] };
        var links = Signposting.OfPage(landing, Address + "/linkset.json");
        using var set = JsonDocument.Parse(Signposting.LinkSet(landing, Address + "/linkset.json"));

        var contexts = set.RootElement.GetProperty("linkset").EnumerateArray().ToDictionary(context => context.GetProperty("anchor").GetString()!);
        Assert.Equal(links.Count + 2, Encoding.ASCII.GetString(Signposting.PlainLinkSet(landing, Address + "/linkset")).Split(",\n").Length);
        Assert.Equal([Address, Address + "/a.pdf", Address + "/cite.ris"], contexts.Keys);
        Assert.Equal(links.Select(link => link.Address).Order(), contexts[Address].EnumerateObject().Where(member => member.Name != "anchor").SelectMany(member => member.Value.EnumerateArray()).Select(link => link.GetProperty("href").GetString()!).Order());
        Assert.Equal(Address, contexts[Address + "/a.pdf"].GetProperty("collection")[0].GetProperty("href").GetString());
        Assert.Equal(Address, contexts[Address + "/cite.ris"].GetProperty("describes")[0].GetProperty("href").GetString());
        Assert.Contains($"<{Address}/a.pdf>; rel=\"item\"; type=\"application/pdf\"", Signposting.Header(links), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_never_grows_too_long_and_nothing_foreign_ends_it()
    {
        var read = Article();
        var crowd = read.Article with
        {
            Contributors = [.. Enumerable.Range(0, 500).Select(n => new Contributor { Role = "author", Family = "N" + n, Orcid = $"0000-0000-0000-{n:0000}" })],
            Licence = new Licence("https://example.org/a>;\u000d\u000aSet-Cookie: x", null),
        };
        var links = Signposting.OfPage(Of(read) with { Article = crowd }, Address + "/linkset.json");

        var header = Signposting.Header(links);

        Assert.True(header.Length <= Signposting.LongestHeader);
        Assert.DoesNotContain('\n', header);
        Assert.Contains("rel=\"cite-as\"", header, StringComparison.Ordinal);
        Assert.Contains("rel=\"linkset\"", header, StringComparison.Ordinal);
        Assert.Equal(500, links.Count(link => link.Relation == "author"));
    }

    [Fact]
    public void Nothing_that_somebody_wrote_ends_a_tag_or_the_script()
    {
        const string Hostile = "</script><script>alert(1)</script>\" onload=\"x' \u0000\u0008\uD800 \uE000x\uE001 ]]>&amp;";
        var record = Article().Article with
        {
            Title = Hostile,
            Keywords = [Hostile, "\t\n"],
            Licence = new Licence("javascript:alert(1)", Hostile),
            Contributors = [new Contributor { Role = "author", Family = Hostile, Given = Hostile, Affiliations = [Hostile] }],
        };
        var cited = new OutgoingCitation { Key = "a", ArticleTitle = Hostile, Author = Hostile, Unstructured = Hostile };

        var head = Head(Of(Article()) with
        {
            Article = record,
            JournalTitle = Hostile,
            CitedTags = Encoding.UTF8.GetBytes(LandingCitations.Tags([cited])),
            CitedJson = Encoding.UTF8.GetBytes(LandingCitations.Json([cited])),
        });

        Assert.Equal(1, head.Split("</script>").Length - 1);
        Assert.Equal(1, head.Split("<script").Length - 1);
        Assert.DoesNotContain('\0', head);
        Assert.DoesNotContain('\uE000', head);
        Assert.DoesNotContain("javascript:", head, StringComparison.Ordinal);
        Assert.All(head.Split('\n').Where(line => line.StartsWith("<meta", StringComparison.Ordinal)), line => Assert.Matches("^<meta (name|property)=\"[a-z_:]+\" content=\"[^\"<>]*\">$", line));
        using var json = JsonDocument.Parse(head[(head.IndexOf("json\">", StringComparison.Ordinal) + 6)..head.IndexOf("</script>", StringComparison.Ordinal)]);
        Assert.StartsWith("</script>", json.RootElement.GetProperty("@graph")[0].GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_sent_to_a_file_or_a_text_that_is_closed_to_them()
    {
        var landing = Of(Article()) with { PdfAddress = Address + "/a.pdf", IsOpen = false };

        Assert.Equal(Address + "/a.pdf", One(HighwireTags.Of(landing), "citation_pdf_url"));
        Assert.Null(One(HighwireTags.Of(landing with { MayTakePdf = false }), "citation_pdf_url"));
        Assert.Null(One(HighwireTags.Of(landing with { MayRead = false }), "citation_fulltext_html_url"));
        Assert.Contains(Signposting.OfPage(landing with { MayRead = false }, Address + "/linkset"), link => link.Relation == "item"); // That there is one is no secret.
    }

    [Fact]
    public void Entries_that_point_back_and_notes_that_stand_in_a_list_of_references_are_not_told_as_works()
    {
        var read = (JatsArticle)JatsArticle.Read(Encoding.UTF8.GetBytes("""
            <article><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front><body><p>Text.</p></body>
            <back><ref-list><ref id="r1"><mixed-citation>J. Doe, <source>Maps</source> (Paris, <year>1990</year>).</mixed-citation></ref>
            <ref id="r2"><mixed-citation>Ibid., p. 12.</mixed-citation></ref><ref id="r3"><mixed-citation>Там же. С. 7</mixed-citation></ref>
            <ref id="r4"><mixed-citation>J. Doe, <source>Maps</source> (Paris, <year>1990</year>).</mixed-citation></ref></ref-list></back></article>
            """));

        var told = HighwireTags.References(Citations(read)).ToList();

        Assert.Equal("citation_title=Maps; citation_publication_date=1990", Assert.Single(told));
    }

    [Fact]
    public void A_work_that_stands_as_printed_and_as_fields_is_told_once()
    {
        var read = (JatsArticle)JatsArticle.Read(Encoding.UTF8.GetBytes("""
            <article><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front><body><p>Text.</p></body>
            <back><ref-list><ref id="r1"><label>1</label><mixed-citation>1. Doe J. Maps. Paris; 1990. doi:10.5555/Maps</mixed-citation>
            <element-citation publication-type="book"><person-group><name><surname>Doe</surname></name></person-group><source>Maps</source><year>1990</year><pub-id pub-id-type="doi">10.5555/Maps</pub-id></element-citation></ref></ref-list></back></article>
            """));

        var told = Assert.Single(Citations(read));

        Assert.Equal(("Maps", "Doe", "1. Doe J. Maps. Paris; 1990. doi:10.5555/Maps"), (told.VolumeTitle, told.Author, told.Unstructured));
    }

    private static string Printed(Contributor author) => author.IsGroup || author.Given is null ? author.DisplayName : $"{author.Family}, {author.Given}{(author.Suffix is null ? "" : ", " + author.Suffix)}";

    private static string? One(IReadOnlyList<(string Name, string Content)> tags, string name) => tags.Where(tag => tag.Name == name).Select(tag => tag.Content).SingleOrDefault();

    // As Scholar groups them: an author, and what follows until the next.
    private static IEnumerable<(string Name, string[] Places, string? Orcid)> People(IReadOnlyList<(string Name, string Content)> tags)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            if (tags[i].Name == "citation_author")
            {
                var own = tags.Skip(i + 1).TakeWhile(tag => tag.Name.StartsWith("citation_author_", StringComparison.Ordinal)).ToList();
                yield return (tags[i].Content, [.. own.Where(tag => tag.Name == "citation_author_institution").Select(tag => tag.Content)], own.Where(tag => tag.Name == "citation_author_orcid").Select(tag => tag.Content["https://orcid.org/".Length..]).SingleOrDefault());
            }
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static JatsArticle Article() => (JatsArticle)JatsArticle.Read(Encoding.UTF8.GetBytes("""
        <article xml:lang="en"><front><article-meta><title-group><article-title>On Notes</article-title></title-group>
        <contrib-group><contrib contrib-type="author"><name><surname>Doe</surname><given-names>Jane</given-names></name></contrib></contrib-group></article-meta></front><body><p>Text.</p></body></article>
        """));

    private static LandingArticle Of(JatsArticle read) =>
        new()
        {
            Article = read.Article,
            Address = Address,
            JournalTitle = read.Article.Journal?.Title ?? "A Journal",
            JournalAddress = "https://journals.example.org/journals/j",
            PrintIssn = read.Article.Journal?.PrintIssn,
            OnlineIssn = read.Article.Journal?.OnlineIssn,
            Volume = read.Article.Volume,
            Number = read.Article.Issue,
            IsOpen = true,
            MayRead = true,
            MayTakePdf = true,
            Updated = DateTimeOffset.UnixEpoch,
            CitedJson = Encoding.UTF8.GetBytes(LandingCitations.Json(Citations(read))),
        };

    private static IReadOnlyList<OutgoingCitation> Citations(JatsArticle read)
    {
        var body = read.Notes.Where(note => note.Container == NoteContainer.Body).ToList();
        var apparatus = Engine.Read([.. body.Select(note => note.Note)]);
        return OutgoingCitations.Of(read.Document.Jats, Bibliography.Of(apparatus, Engine.Directory), withArchives: false, body);
    }

    private static string Json(LandingArticle landing)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonLd.Write(output, landing);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Head(LandingArticle landing)
    {
        var output = new ArrayBufferWriter<byte>();
        LandingHead.Write(output, landing);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private sealed class PersonComparer : IEqualityComparer<(string Name, string[] Places, string? Orcid)>
    {
        public static PersonComparer Instance { get; } = new();

        public bool Equals((string Name, string[] Places, string? Orcid) one, (string Name, string[] Places, string? Orcid) other) =>
            one.Name == other.Name && one.Places.SequenceEqual(other.Places) && one.Orcid == other.Orcid;

        public int GetHashCode((string Name, string[] Places, string? Orcid) person) => person.Name.GetHashCode(StringComparison.Ordinal);
    }
}
