using System.Text;
using System.Text.Json;
using Recto.Journals.CitedBy;
using Recto.Journals.Identifiers;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.CitedBy;

/// <summary>What Crossref and OpenCitations answer, read whole or not at all.</summary>
public sealed class AnswerTests
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><crossref_result version=\"2.0\" xmlns=\"http://www.crossref.org/qrschema/2.0\"><query_result><head/><body>";
    private const string Foot = "</body></query_result></crossref_result>";

    [Theory]
    [InlineData("cross_ref.xml", 31)]
    [InlineData("cross_ref_one.xml", 1)]
    [InlineData("cross_ref_nil.xml", 0)]
    public void Answers_of_the_register_are_read(string file, int links)
    {
        using var stream = File.OpenRead(SharedData.Require("data/samples/crossref-citedby/" + file));

        var read = ForwardLinks.Read(stream, out var fault);

        Assert.Null(fault);
        Assert.Equal((links, 0), (read!.Links.Count, read.Unreadable));
        Assert.All(read.Links, link => Assert.True(link is { Cited.Value: "10.1371/journal.pone.0000001", Work: { Kind: CitingKind.Article, Title: not null, Container: not null, Year: > 2000 } } && link.Work.Authors.Count > 0));
    }

    [Fact]
    public void An_answer_of_the_register_gives_every_field()
    {
        using var stream = File.OpenRead(SharedData.Require("data/samples/crossref-citedby/cross_ref_one.xml"));

        var work = ForwardLinks.Read(stream, out _)!.Links.Single().Work;

        Assert.Equal(("10.3758/s13423-011-0070-4", "Audiotactile interactions in temporal perception", "Psychonomic Bulletin & Review", "18", "3", "429", 2011), (work.Doi?.Value, work.Title, work.Container, work.Volume, work.Issue, work.FirstPage, work.Year));
        Assert.Equal(["Occelli, Valeria", "Spence, Charles", "Zampini, Massimiliano"], work.Authors.Select(author => $"{author.Family}, {author.Given}"));
        Assert.Equal(["1069-9384", "1531-5320"], work.Issns);
    }

    [Theory]
    [InlineData("journal_cite", "<journal_title>Annals</journal_title><article_title>T</article_title><item_number>e7</item_number>", CitingKind.Article, "T", "Annals", "e7")]
    [InlineData("book_cite", "<volume_title>T</volume_title><series_title>Series</series_title>", CitingKind.Book, "T", "Series", null)]
    [InlineData("book_cite", "<volume_title>The Book</volume_title><chapter_title>T</chapter_title><first_page>9</first_page>", CitingKind.Chapter, "T", "The Book", "9")]
    [InlineData("conf_cite", "<volume_title>Proceedings</volume_title><paper_title>T</paper_title>", CitingKind.Conference, "T", "Proceedings", null)]
    [InlineData("dissertation_cite", "<title>T</title>", CitingKind.Thesis, "T", null, null)]
    [InlineData("posted_content_cite", "<title>T</title><group_title>History</group_title>", CitingKind.Preprint, "T", "History", null)]
    [InlineData("report_cite", "<title>T</title>", CitingKind.Report, "T", null, null)]
    [InlineData("standard_cite", "<title>T</title>", CitingKind.Standard, "T", null, null)]
    [InlineData("database_cite", "<title>T</title>", CitingKind.Dataset, "T", null, null)]
    [InlineData("peer_review_cite", "<title>T</title>", CitingKind.Review, "T", null, null)]
    [InlineData("hologram_cite", "<whatever>x</whatever>", CitingKind.Unknown, null, null, null)] // No schema names it: kept by its DOI.
    public void Every_kind_of_cite_is_read(string element, string fields, object kind, string? title, string? container, string? page)
    {
        var xml = $"{Head}<forward_link doi=\"10.5555/ours\"><{element} fl_count=\"3\">{fields}<contributors><organization>A Society</organization><contributor sequence=\"first\" contributor_role=\"author\"><given_name>Ida</given_name><surname>Quell</surname></contributor><contributor sequence=\"additional\" contributor_role=\"editor\"><surname>Nobody</surname></contributor></contributors><year>2024</year><doi>10.1234/X</doi></{element}></forward_link>{Foot}";

        var work = Read(xml)!.Links.Single().Work;

        Assert.Equal(((CitingKind)kind, title, container, page, 2024), (work.Kind, work.Title, work.Container, work.FirstPage, work.Year));
        Assert.Equal(["Quell", "A Society"], work.Authors.Select(author => author.Family));
    }

    [Fact]
    public void A_link_without_a_doi_is_counted_and_the_others_are_read()
    {
        var read = Read($"{Head}<forward_link doi=\"10.5555/a\"><journal_cite><article_title>No DOI</article_title></journal_cite><journal_cite><doi>10.1/two</doi></journal_cite><journal_cite><doi>10.1234/two</doi></journal_cite></forward_link><forward_link doi=\"nonsense\"><book_cite><doi>10.1234/three</doi></book_cite></forward_link>{Foot}")!;

        Assert.Equal((1, 3), (read.Links.Count, read.Unreadable));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Service & more</body></html>")]
    [InlineData("Incorrect login")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><crossref_result>&e;</crossref_result>")]
    [InlineData(Head + "<query status=\"error\"><msg>Invalid range</msg></query>" + Foot)]
    public void What_is_no_answer_is_told_to_be_none(string text)
    {
        Assert.Null(ForwardLinks.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), out var fault));
        Assert.NotNull(fault);
        Assert.DoesNotContain("root:", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_is_cut_anywhere_is_none()
    {
        var whole = Encoding.UTF8.GetBytes($"{Head}<forward_link doi=\"10.5555/a\"><journal_cite><article_title>Ein „Titel“</article_title><doi>10.1234/two</doi></journal_cite></forward_link>{Foot}");

        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Null(ForwardLinks.Read(new MemoryStream(whole, 0, length), out _));
        }

        Assert.Single(ForwardLinks.Read(new MemoryStream(whole), out _)!.Links);
    }

    [Fact]
    public void The_index_tells_names_dates_and_who_cites_himself()
    {
        using var examples = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("data/samples/opencitations/api-examples.json")));
        var example = examples.RootElement.EnumerateArray().First(one => one.GetProperty("api").GetString() == "index_v2" && one.GetProperty("operation").GetString()!.StartsWith("/citations/", StringComparison.Ordinal)).GetProperty("response").GetString()!;

        // The documentation breaks its example off with three points.
        var works = OpenCitationsAnswer.Read(Encoding.UTF8.GetBytes(example.Replace(",\n    ...", "", StringComparison.Ordinal)), Of("10.1108/JD-12-2013-0166"), out var fault);
        var broken = OpenCitationsAnswer.Read(Encoding.UTF8.GetBytes(example), Of("10.1108/jd-12-2013-0166"), out var why);

        Assert.Null(fault);
        Assert.Equal([("10.7717/peerj-cs.421", 2021, false), ("10.3233/ds-190019", 2019, false), ("10.3233/ds-190016", 2019, true)], works!.Select(one => (one.Work.Doi!.Value.Value, one.Work.Year!.Value, one.IsSelf)));
        Assert.Equal(["omid:br/06101801781", "pmid:33817056"], works![0].Work.OtherKeys);
        Assert.True(broken is null && why is not null);
    }

    [Fact]
    public void The_index_may_know_a_work_without_a_doi_and_one_with_two()
    {
        var works = OpenCitationsAnswer.Read("""[{"citing":"omid:br/1","cited":"doi:10.5555/a","creation":"2020"},{"citing":"doi:10.1234/B doi:10.1234/b2 omid:br/2","cited":"omid:br/9 doi:10.5555/A"},{"citing":"doi:10.1234/other","cited":"doi:10.5555/elsewhere"},{"citing":7},[]]"""u8.ToArray(), Of("10.5555/a"), out _)!;

        Assert.Equal(["omid:br/1", "10.1234/B"], works.Select(one => one.Work.Key));
        Assert.Equal(["10.1234/B2", "omid:br/2"], works[1].Work.OtherKeys);
    }

    [Theory]
    [InlineData("crossref-dump-with-references.json")]
    [InlineData("lagotto-crossref_import.json")]
    [InlineData("search-unstructured-ref-response-1.json")]
    public void Records_of_the_register_are_read(string file)
    {
        var works = CrossrefWorks.Read(File.ReadAllBytes(SharedData.Require("data/samples/crossref-rest/" + file)), out var fault);

        Assert.True(fault is null || file.Contains("dump", StringComparison.Ordinal), fault); // A dump is no answer.
        Assert.True(works is null || works.Count > 0 && works.Count(work => work.Work.Title is not null) > works.Count / 2);
    }

    [Fact]
    public void A_record_says_of_which_it_is_a_version_and_whether_it_was_taken_back()
    {
        var works = CrossrefWorks.Read("""
            {"status":"ok","message-type":"work-list","message":{"items":[
              {"DOI":"10.1234/a","title":["A <i>title</i> &amp; more"],"subtitle":["With a subtitle"],"type":"journal-article","page":"11-20","published":{"date-parts":[[2025,3]]},"relation":{"has-preprint":[{"id-type":"doi","id":"10.1234/P"}],"cites":[{"id-type":"doi","id":"10.1234/no"}]},"is-referenced-by-count":12,"author":[{"family":"Brandt","given":"Ole","ORCID":"https://orcid.org/0000-0002-1825-0097"},{"name":"A Society"}]},
              {"DOI":"10.1234/b","title":["RETRACTED: B"]}, {"DOI":"10.1234/c","updated-by":[{"type":"retraction"}]}, {"DOI":"10.1234/d","update-to":[{"DOI":"10.1234/E","type":"retraction"},{"DOI":"10.1234/f","type":"correction"}]}, {"title":["none"]}, 5]}}
            """u8.ToArray(), out _)!;

        Assert.Equal(("A title & more: With a subtitle", CitingKind.Article, "11", 2025, 12), (works[0].Work.Title, works[0].Work.Kind, works[0].Work.FirstPage, works[0].Work.Year, works[0].CitedBy));
        Assert.Equal(["10.1234/P"], works[0].Work.Versions);
        Assert.Equal(["0000-0002-1825-0097", null], works[0].Work.Authors.Select(author => author.Orcid));
        Assert.Equal([false, true, true, false], works.Select(work => work.Work.IsRetracted));
        Assert.Equal(["10.1234/E"], works[3].Work.Retracts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"message\":{\"items\":[{\"DOI\":")]
    [InlineData("Resource not found.")]
    public void What_is_no_record_is_told_to_be_none(string text)
    {
        Assert.Null(CrossrefWorks.Read(Encoding.UTF8.GetBytes(text), out var fault));
        Assert.NotNull(fault);
    }

    private static ForwardLinks? Read(string xml) => ForwardLinks.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)), out _);

    private static Doi Of(string text) => Doi.TryParse(text, out var doi) ? doi : throw new ArgumentException(text);
}
