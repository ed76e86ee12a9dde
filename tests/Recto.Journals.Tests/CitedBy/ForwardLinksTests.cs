using System.Text;
using Recto.Journals.CitedBy;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.CitedBy;

/// <summary>What Crossref answers about its members’ articles, read whole or not at all.</summary>
public sealed class ForwardLinksTests
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

    private static ForwardLinks? Read(string xml) => ForwardLinks.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)), out _);
}
