using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.CitedBy;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Identifiers;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.CitedBy;

/// <summary>Every citing work stands once, whoever tells of it.</summary>
public sealed class CitationMergeTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 14, 0, 0, 0, TimeSpan.Zero);
    private static readonly CitedArticle Cited = new(["10.5555/OURS"], [new("Marchmont", "Edith", "0000-0002-1825-0097"), new("Müller", "Jan", null)]);

    [Fact]
    public void One_doi_is_one_work_however_it_is_written_and_however_often_it_is_told()
    {
        var merged = Merge(Told(CitationSource.Crossref, Work("10.1234/A", "Title of the work", 2025), 5), Told(CitationSource.OpenCitations, Work("10.1234/a"), 2), Told(CitationSource.OpenCitations, Work("10.1234/a"), 7));

        var one = Assert.Single(merged);
        Assert.Equal("Title of the work", one.Work.Title);
        Assert.Equal([(CitationSource.Crossref, Day.AddDays(5)), (CitationSource.OpenCitations, Day.AddDays(2))], one.SeenBy.Select(seen => (seen.Source, seen.First)));
        Assert.Equal(Day.AddDays(2), one.FirstSeen);
    }

    [Fact]
    public void Two_names_of_one_work_in_the_index_make_one()
    {
        var merged = Merge(Told(CitationSource.Crossref, Work("10.1234/b2", "Under its second name", 2025)), Told(CitationSource.OpenCitations, Work("10.1234/b") with { OtherKeys = ["10.1234/B2", "omid:br/2"] }));

        Assert.Equal(["10.1234/B"], Assert.Single(merged).OtherVersions.Append(merged[0].Key).Where(key => key == "10.1234/B"));
    }

    [Fact]
    public void A_preprint_and_its_article_are_one_by_what_they_state_whatever_they_are_called()
    {
        var known = new Dictionary<string, CitingWork> { ["10.1234/PRE"] = Work("10.1234/pre", "An early title", 2020) with { Kind = CitingKind.Preprint, Versions = ["10.1234/ART"] } };

        var one = Assert.Single(Merge(known, Told(CitationSource.OpenCitations, Work("10.1234/pre")), Told(CitationSource.Crossref, Work("10.1234/art", "A late title altogether", 2025))));

        Assert.Equal(("10.1234/ART", "A late title altogether"), (one.Key, one.Work.Title));
        Assert.Equal(["10.1234/PRE"], one.OtherVersions);
    }

    [Theory]
    [InlineData(CitingKind.Preprint, 2024, "Brandt", 1)]
    [InlineData(CitingKind.Preprint, 2018, "Brandt", 2)] // Too long ago.
    [InlineData(CitingKind.Preprint, 2024, "Corvo", 2)] // Another’s work.
    [InlineData(CitingKind.Article, 2024, "Brandt", 2)] // Two articles of one title: a yearly report, say.
    public void Title_author_and_year_make_a_preprint_and_its_article_one(object kind, int year, string family, int works)
    {
        var merged = Merge(Told(CitationSource.Crossref, Work("10.1234/art", "How margins were printed", 2025, "Brandt")), Told(CitationSource.Crossref, Work("10.1234/pre", "How Margins Were Printed", year, family) with { Kind = (CitingKind)kind }));

        Assert.Equal(works, merged.Count);
    }

    [Fact]
    public void An_article_of_this_site_without_a_doi_is_the_one_that_others_tell()
    {
        var id = Guid.CreateVersion7();

        var one = Assert.Single(Merge(Told(CitationSource.OwnNotes, (Work(null, "How margins were printed", 2025, "Brandt") with { Address = "/articles/brandt" })) with { ArticleId = id }, Told(CitationSource.Crossref, Work("10.1234/art", "How margins were printed", 2025, "Brandt"))));

        Assert.Equal((id, "/articles/brandt", "10.1234/art"), (one.ArticleId, one.Work.Address, one.Work.Doi?.Value));
    }

    [Theory]
    [InlineData("Marchmont", "E.", null, true)]
    [InlineData("Marchmont", "Edith", "0000-0003-0000-0000", false)] // Another Edith Marchmont, and she says so.
    [InlineData("Marchmont-Brown", "E.", "0000-0002-1825-0097", true)]
    [InlineData("Muller", "J.", null, true)]
    [InlineData("Müller", "Karl", null, false)]
    [InlineData("Müller", null, null, false)]
    public void Authors_who_cite_themselves_are_marked(string family, string? given, string? orcid, bool isSelf)
    {
        var one = Assert.Single(Merge(Told(CitationSource.Crossref, Work("10.1234/a", "A title of its own", 2025) with { Authors = [new("Aster", "Mina", null), new(family, given, orcid)] })));

        Assert.Equal(isSelf, one.IsSelf);
    }

    [Fact]
    public void What_was_retracted_is_marked_also_where_the_notice_alone_says_so_and_a_withdrawn_preprint_retracts_no_article()
    {
        var known = new Dictionary<string, CitingWork> { ["10.1234/PRE"] = Work("10.1234/pre", "How margins were printed", 2024, "Brandt") with { Kind = CitingKind.Preprint, IsRetracted = true } };
        var merged = Merge(known, Told(CitationSource.Crossref, Work("10.1234/gone", "Taken back", 2025)), Told(CitationSource.Crossref, Work("10.1234/notice", "Notice", 2026) with { Retracts = ["10.1234/GONE"] }),
            Told(CitationSource.Crossref, Work("10.1234/art", "How margins were printed", 2025, "Brandt")), Told(CitationSource.Crossref, Work("10.1234/pre")));

        Assert.Equal([("10.1234/ART", false), ("10.1234/GONE", true), ("10.1234/NOTICE", false)], merged.Select(one => (one.Key, one.IsRetracted)));
    }

    [Fact]
    public void Nothing_cites_itself()
    {
        Assert.Empty(Merge(Told(CitationSource.Crossref, Work("10.5555/ours", "Ours", 2025))));
    }

    [Theory]
    [InlineData("The footnote: a history", null, "Footnote, The. A History", false)]
    [InlineData("‘Nothing but the reference’: from Bayle to Ranke", null, "Nothing but the reference: from Bayle to Ranke", true)]
    [InlineData("Nothing but the reference", "From Bayle to Ranke", "Nothing but the reference", true)] // Cited without its subtitle.
    [InlineData("Nothing but the reference", null, "Nothing but the reference: from Bayle to Ranke", true)] // The site does not know the subtitle.
    [InlineData("Nothing but the reference", "Part one", "Nothing but the reference: part two", false)]
    [InlineData("Введение", null, "Введение", false)] // Too short to say what it is.
    public void A_title_stands_for_a_work_where_it_says_enough(string title, string? subtitle, string printed, bool isSame)
    {
        var article = WorkKeys.Of(new Article { Title = title, Subtitle = subtitle, PublishedOnline = new PartialDate(2026), Contributors = [new() { Role = "author", Family = "Marchmont", Given = "Edith" }] });
        var cited = WorkKeys.Of(new Recto.Journals.Exchange.Bibliographies.OutgoingCitation { Key = "k", ArticleTitle = printed, Author = "MARCHMONT", Year = "2026a" });

        Assert.Equal(isSame, cited.Whole is not null && (cited.Whole == article.Whole || cited.Whole == article.Main) || cited.Main is not null && cited.Main == article.Whole);
    }

    [Theory]
    [InlineData("Tkaczyk, D., Szostek, P., Fedoryszak, M., Dendek, P., Bolikowski, L.: CERMINE: automatic extraction of structured metadata from scientific literature. IJDAR 18(4), 317–335 (2015)", "10.1007/s10032-015-0249-8")]
    [InlineData("Tkaczyk, D.: CERMINE: automatic extraction of structured metadata from scientific literature. 18, 317 (2014)", null)] // Another year.
    [InlineData("Szostek, P.: CERMINE: automatic extraction of structured metadata from scientific literature. 18, 317 (2015)", null)] // Another first author.
    [InlineData("Tkaczyk, D.: CERMINE: automatic extraction of structured metadata from scientific literature (2015), 9, 101", null)] // Another place.
    [InlineData("Tkaczyk, D.: Automatic extraction, 2015, 18", null)] // Little of the title.
    public void A_registers_best_answer_is_taken_where_everything_agrees(string printed, string? doi)
    {
        var answers = CrossrefWorks.Read(File.ReadAllBytes(SharedData.Require("data/samples/crossref-rest/search-unstructured-ref-response-1.json")), out _)!;

        var found = ReferenceLookup.Choose(printed, answers);
        var close = ReferenceLookup.Choose(printed, [.. answers.Select((answer, i) => answer with { Score = 100 - i })]); // The next is hardly worse.

        Assert.Equal(doi, found?.Doi.Value);
        Assert.True(found is null || found.Confidence is > 0.7 and < 1);
        Assert.Null(close);
    }

    [Fact]
    public void The_same_string_has_one_key_and_nothing_is_asked_about_too_little()
    {
        Assert.Equal(ReferenceLookup.KeyOf("Grafton, A.: The Footnote (1997)."), ReferenceLookup.KeyOf("GRAFTON A  the footnote, 1997"));
        Assert.Null(ReferenceLookup.StringOf("Ibid., 72."));
        Assert.Equal(ReferenceLookup.LongestString, ReferenceLookup.StringOf(string.Concat(Enumerable.Repeat("Grafton The Footnote ", 200)))!.Length);
    }

    [Fact]
    public void A_list_goes_out_as_a_table_that_no_spreadsheet_runs()
    {
        var merged = Merge(Told(CitationSource.Crossref, Work("10.1234/a", "=cmd|'/c calc'!A1, \"quoted\"", 2025)));

        var table = Encoding.UTF8.GetString(CitingWorks.Csv(merged));
        var bibTex = Encoding.UTF8.GetString(CitationFormat.BibTex.Write([.. merged.Select(one => CitingWorks.ToCited(one.Work))]));

        Assert.Contains("10.1234/a,article,\"'=cmd|'/c calc'!A1, \"\"quoted\"\"\",\"Quell, Ida\",", table, StringComparison.Ordinal);
        Assert.Contains("@article{quell-2025", bibTex, StringComparison.Ordinal);
    }

    private static IReadOnlyList<MergedCitation> Merge(params ToldCitation[] told) => Merge(new Dictionary<string, CitingWork>(), told);

    // In every order: who tells first makes no difference.
    private static IReadOnlyList<MergedCitation> Merge(Dictionary<string, CitingWork> known, params ToldCitation[] told)
    {
        var merged = CitationMerge.Of(Cited, told, known);
        var turned = CitationMerge.Of(Cited, [.. told.Reverse()], known);
        Assert.Equal(merged.Select(CitingWorkJson.WriteMerged), turned.Select(CitingWorkJson.WriteMerged));
        return merged;
    }

    private static ToldCitation Told(CitationSource source, CitingWork work, int day = 0) => new(source, work, Day.AddDays(day), Day.AddDays(day + 1));

    private static CitingWork Work(string? doi, string? title = null, int? year = null, string family = "Quell") => new()
    {
        Doi = doi is null ? null : Doi.TryParse(doi, out var read) ? read : throw new ArgumentException(doi),
        Kind = title is null ? CitingKind.Unknown : CitingKind.Article,
        Title = title,
        Year = year,
        Authors = title is null ? [] : [new(family, "Ida", null)],
    };
}
