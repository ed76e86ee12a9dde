using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Crossref;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Identifiers;
using Recto.Journals.Tests.Exchange.Jats;
using Recto.Notes;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Crossref;

/// <summary>Deposits for Crossref.</summary>
public sealed class DepositTests
{
    private static readonly NotesEngine Engine = new();

    [Theory]
    [InlineData(DepositSchema.V540)]
    [InlineData(DepositSchema.V531)]
    public void Every_real_article_makes_a_valid_deposit(DepositSchema schema)
    {
        var (articles, citations) = (0, 0);
        foreach (var (name, bytes) in JatsCorpus.Files())
        {
            if (bytes.Length > 4_000_000 || JatsArticle.Read(bytes) is not JatsArticle read || string.IsNullOrWhiteSpace(read.Article.Title))
            {
                continue;
            }

            var deposit = DepositOf(read, schema);

            var written = DepositWriter.WriteBytes(deposit);

            var faults = CrossrefSchema.Faults(written);
            Assert.True(faults.Count == 0, $"{name}: {string.Join('\n', faults.Distinct())}");
            var keys = deposit.Articles[0].Citations.Select(citation => citation.Key).ToList();
            Assert.Equal(keys.Count, keys.Distinct().Count());
            articles++;
            citations += keys.Count;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{articles} articles, {citations} citations.");
        Assert.True(articles > 400 && citations > 10_000, $"{articles} articles, {citations} citations.");
    }

    [Theory]
    [InlineData(DepositSchema.V540)]
    [InlineData(DepositSchema.V531)]
    public void The_schema_is_really_asked(DepositSchema schema)
    {
        var written = DepositWriter.Write(DepositOf(Article("<p>Text.</p>", ""), schema));
        written.Descendants().First(element => element.Name.LocalName == "doi_data").Remove();

        Assert.NotEmpty(CrossrefSchema.Faults(System.Text.Encoding.UTF8.GetBytes(written.ToString())));
    }

    [Fact]
    public void A_note_that_repeats_another_deposits_its_source_once_and_never_the_word_ibid()
    {
        var read = Article("""
            <p>One<xref ref-type="fn" rid="n1">1</xref> two<xref ref-type="fn" rid="n2">2</xref> three<xref ref-type="fn" rid="n3">3</xref>.</p>
            """, """
            <fn id="n1"><label>1</label><p>Patricia Grimsted, Archives and Manuscript Repositories in the USSR (Princeton: Princeton University Press, 1972), 12.</p></fn>
            <fn id="n2"><label>2</label><p>Ibid., 14.</p></fn>
            <fn id="n3"><label>3</label><p>RGASPI, f. 558, op. 11, d. 431, l. 94.</p></fn>
            """);

        var without = DepositOf(read, DepositSchema.V540);
        var with = DepositOf(read, DepositSchema.V540, withArchives: true);

        var book = Assert.Single(without.Articles[0].Citations);
        Assert.Equal(("Grimsted", "Archives and Manuscript Repositories in the USSR", "1972", "book"), (book.Author, book.VolumeTitle, book.Year, book.Type));
        Assert.Equal(2, with.Articles[0].Citations.Count);
        Assert.Contains("558", with.Articles[0].Citations[1].Unstructured, StringComparison.Ordinal);
        Assert.DoesNotContain("Ibid", DepositWriter.Write(with).ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(CrossrefSchema.Faults(DepositWriter.WriteBytes(with)));
    }

    [Fact]
    public void A_work_with_a_doi_is_sent_by_it_alone_and_once()
    {
        var read = Article("<p>Text<xref ref-type=\"fn\" rid=\"n1\">1</xref>.</p>", """
            <fn id="n1"><label>1</label><p>Jane Doe, ‘A Title of Some Length’, Journal of Notes 3 (2001): 4–9, https://doi.org/10.5555/abc.1.</p></fn>
            """, "<ref-list><ref id=\"r1\"><mixed-citation>Doe. <article-title>A Title</article-title> <pub-id pub-id-type=\"doi\">10.5555/ABC.1</pub-id></mixed-citation></ref><ref id=\"r2\"><mixed-citation>Roe, Words.</mixed-citation></ref></ref-list>");

        var deposit = DepositOf(read, DepositSchema.V540);

        Assert.Equal(["r1", "r2"], deposit.Articles[0].Citations.Select(citation => citation.Key));
        var citation = DepositWriter.Write(deposit).Descendants().First(element => element.Name.LocalName == "citation");
        Assert.Equal(["doi"], citation.Elements().Select(element => element.Name.LocalName));
    }

    [Fact]
    public void Crossmark_holds_funding_licence_and_updates()
    {
        var read = Article("<p>Text.</p>", "");
        var deposit = DepositOf(read, DepositSchema.V540);
        var (policy, first) = (Named("10.5555/policy"), Named("10.5555/first"));
        deposit = deposit with
        {
            Journal = deposit.Journal with { CrossmarkPolicy = policy, Archives = ["CLOCKSS", "my cupboard"] },
            Articles =
            [
                deposit.Articles[0] with
                {
                    Article = read.Article with { Funding = [new Funding("A Council", ["MK-6084.2018.6"], null), new Funding("Another", [], null)], Licence = new Licence("https://creativecommons.org/licenses/by/4.0/", null) },
                    Relations = [new DepositRelation(RelationKind.Retraction, first, new DateOnly(2026, 2, 3)), new DepositRelation(RelationKind.Commentary, first, new DateOnly(2026, 2, 3))],
                    FreeSince = new DateOnly(2026, 1, 1),
                    PdfAddress = "https://journals.example.org/articles/a/a.pdf",
                },
            ],
        };

        var written = DepositWriter.Write(deposit);

        Assert.Empty(CrossrefSchema.Faults(DepositWriter.WriteBytes(deposit)));
        var crossmark = written.Descendants().Single(element => element.Name.LocalName == "crossmark");
        Assert.Equal("retraction", (string?)crossmark.Descendants().Single(element => element.Name.LocalName == "update").Attribute("type"));
        Assert.Equal(["fundgroup", "fundgroup"], crossmark.Descendants().Where(element => (string?)element.Attribute("name") == "fundgroup").Select(element => (string?)element.Attribute("name")));
        Assert.Contains(crossmark.Descendants(), element => element.Name.LocalName == "free_to_read");
        Assert.Equal(["CLOCKSS", "CLOCKSS"], written.Descendants().Where(element => element.Name.LocalName == "archive").Select(element => (string?)element.Attribute("name")));
        Assert.Equal("isCommentOn", (string?)written.Descendants().Single(element => element.Name.LocalName == "inter_work_relation").Attribute("relationship-type"));
    }

    [Fact]
    public void Hostile_and_endless_words_still_make_a_valid_deposit()
    {
        var read = Article("<p>Text.</p>", "");
        var deposit = DepositOf(read, DepositSchema.V540);
        deposit = deposit with
        {
            BatchId = new string('b', 300),
            DepositorName = new string('d', 500),
            Journal = deposit.Journal with { Title = string.Concat(Enumerable.Repeat("Annals of Everything ", 40)), Language = "zxx-Latn" },
            Articles = [deposit.Articles[0] with { Article = read.Article with
            {
                Title = "<script>alert(1)</script> & \u0001\uFFFE title",
                Contributors =
                [
                    new Contributor { Role = "author", Family = "12345", Given = "?" }, new Contributor { Role = "author", Family = new string('x', 100) + "😀", Given = string.Concat(Enumerable.Repeat("😀", 60)), Suffix = "the Third of that Name" },
                    new Contributor { Role = "author", Family = "A very long society " + new string('s', 600), IsGroup = true }, new Contributor { Role = "nobody", Family = "X" },
                ],
                FirstPage = new string('1', 90), ElocationId = new string('e', 90), Abstracts = [new Abstract(null, "en", "\u0001 \uD800 words\n\u0002\n")], TranslatedTitles = [.. Enumerable.Range(0, 40).Select(i => new TranslatedText("fr", $"\uDFFF {i}"))],
            }, Citations = [new OutgoingCitation { Key = "r1", Doi = Named("10.abcde/\u0416"), Unstructured = "Words \uD800" }], Relations = [new DepositRelation(RelationKind.Commentary, Named("10.abcde/x"), new DateOnly(2026, 1, 1))] }],
        };

        Assert.Empty(CrossrefSchema.Faults(DepositWriter.WriteBytes(deposit)));
    }

    [Fact]
    public void A_deposit_without_an_article_is_refused() =>
        Assert.Throws<ArgumentException>(() => DepositWriter.Write(DepositOf(Article("<p/>", ""), DepositSchema.V540) with { Articles = [] }));

    [Fact]
    public void Institutions_and_funders_are_named_by_their_identifiers_and_titles_in_all_languages()
    {
        var read = (JatsArticle)JatsArticle.Read("""
            <article xml:lang="en" xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group><article-title>On Notes</article-title><trans-title-group xml:lang="fr"><trans-title>Des notes</trans-title></trans-title-group></title-group>
            <contrib-group><contrib contrib-type="author"><contrib-id contrib-id-type="orcid">https://orcid.org/0000-0002-1825-0097</contrib-id><name><surname>Doe</surname><given-names>Jane</given-names></name><xref ref-type="aff" rid="a1"/></contrib></contrib-group>
            <aff id="a1"><institution-wrap><institution-id institution-id-type="ror">https://ror.org/05gq02987</institution-id><institution>Brown University</institution></institution-wrap>, <country>USA</country></aff>
            <pub-date date-type="pub"><year>2026</year></pub-date>
            <abstract><p>About notes.</p></abstract><trans-abstract xml:lang="fr"><p>Des notes.</p></trans-abstract>
            <funding-group><award-group><funding-source><institution-wrap><institution-id institution-id-type="FundRef">http://dx.doi.org/10.13039/501100000265</institution-id><institution>A Council</institution></institution-wrap></funding-source><award-id>7</award-id></award-group></funding-group></article-meta></front>
            <body><p>Text.</p></body></article>
            """u8.ToArray());
        foreach (var schema in new[] { DepositSchema.V540, DepositSchema.V531 })
        {
            var deposit = DepositOf(read, schema);

            var written = DepositWriter.Write(deposit);

            Assert.Empty(CrossrefSchema.Faults(DepositWriter.WriteBytes(deposit)));
            string[] Values(string name) => [.. written.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value)];
            Assert.Equal(["https://ror.org/05gq02987"], Values("institution_id"));
            Assert.Equal(["On Notes", "Des notes"], Values("title"));
            Assert.Equal(["en", "fr"], written.Descendants().Where(element => element.Name.LocalName == "abstract").Select(element => (string?)element.Attribute(XNamespace.Xml + "lang") ?? "en"));
            Assert.Equal("https://doi.org/10.13039/501100000265", written.Descendants().Single(element => (string?)element.Attribute("name") == "funder_identifier").Value);
            Assert.Equal("funder_name", (string?)written.Descendants().Single(element => (string?)element.Attribute("name") == "funder_identifier").Parent!.Attribute("name"));
        }
    }

    [Fact]
    public void A_journal_and_an_issue_can_have_DOIs_of_their_own_with_articles_or_without()
    {
        var deposit = DepositOf(Article("<p>Text.</p>", ""), DepositSchema.V540);
        var places = deposit with
        {
            Journal = deposit.Journal with { Place = new DepositPlace(Named("10.5555/journal"), "https://journals.example.org/journals/a") },
            Issue = deposit.Issue! with { Published = new PartialDate(2026), Place = new DepositPlace(Named("10.5555/issue"), "https://journals.example.org/journals/a/1-1") },
        };

        foreach (var one in new[] { places, places with { Articles = [] }, places with { Articles = [], Issue = null }, places with { Schema = DepositSchema.V531 } })
        {
            Assert.Empty(CrossrefSchema.Faults(DepositWriter.WriteBytes(one)));
        }

        Assert.Equal(["10.5555/journal", "10.5555/issue", deposit.Articles[0].Doi.Value], DepositWriter.Write(places).Descendants().Where(element => element.Name.LocalName == "doi_data").Select(element => element.Elements().First().Value));
    }

    [Fact]
    public void The_fingerprint_knows_what_is_said_and_not_when_or_by_which_schema()
    {
        var deposit = DepositOf(Article("<p>Text.</p>", ""), DepositSchema.V540);

        var print = DepositFingerprint.Of(deposit, "live");

        Assert.Equal(print, DepositFingerprint.Of(deposit with { Timestamp = 20300101000000000, BatchId = "other", Schema = DepositSchema.V531, DepositorEmail = "other@example.org" }, "live"));
        Assert.NotEqual(print, DepositFingerprint.Of(deposit, "test"));
        Assert.NotEqual(print, DepositFingerprint.Of(deposit with { Articles = [deposit.Articles[0] with { Address = "https://journals.example.org/articles/b" }] }, "live"));
    }

    [Theory]
    [InlineData("<html><head><title>SUCCESS</title></head><body><h2>SUCCESS</h2><p>Your batch submission was successfully received.</p></body></html>", UploadOutcome.Received)]
    [InlineData("<html><head><title>SUCC", UploadOutcome.Unclear)]
    [InlineData("", UploadOutcome.Unclear)]
    [InlineData("<html><body><h2>FAILURE</h2><p>Not today.</p></body></html>", UploadOutcome.Refused)]
    public void The_page_after_an_upload_is_read(string page, UploadOutcome outcome) => Assert.Equal(outcome, UploadReply.Read(page).Outcome);

    [Theory]
    [InlineData("<doi_batch_diagnostic status=\"queued\"><submission_id>1</submission_id></doi_batch_diagnostic>", false, false)]
    [InlineData("<doi_batch_diagnostic status=\"unknown_submission\" sp=\"a-cs1\"></doi_batch_diagnostic>", false, true)]
    [InlineData("<doi_batch_diagnostic><batch_data><record_count>0</record_count></batch_data></doi_batch_diagnostic>", true, false)]
    public void A_batch_in_the_queue_and_an_unknown_one_are_told_apart(string answer, bool isDone, bool isUnknown)
    {
        var result = DepositResult.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(answer)))!;

        Assert.Equal((isDone, isUnknown), (result.IsDone, result.IsUnknown));
    }

    [Fact]
    public void The_answer_is_read_record_by_record_and_a_warning_is_no_failure()
    {
        var answer = """
            <?xml version="1.0" encoding="UTF-8"?>
            <doi_batch_diagnostic status="completed" sp="cskAir.local">
              <submission_id>1407395745</submission_id>
              <batch_id>test201707181318</batch_id>
              <record_diagnostic status="Success"><doi>10.5555/1</doi><msg>Successfully updated</msg><citations_diagnostic deferred="1407395745"><citation key="r1" status="resolved_reference">10.5555/9</citation><citation key="r2" status="stored_query"/></citations_diagnostic></record_diagnostic>
              <record_diagnostic status="Warning"><doi>10.5555/2</doi><msg>Added with conflict</msg><conflict_id>1423608</conflict_id></record_diagnostic>
              <record_diagnostic status="Failure" msg_id="4"><doi>10.5555/3</doi><msg>Record not processed because submitted version: 1 is less or equal to previously submitted version</msg></record_diagnostic>
              <batch_data><record_count>3</record_count><success_count>1</success_count><warning_count>1</warning_count><failure_count>1</failure_count></batch_data>
            </doi_batch_diagnostic>
            """u8.ToArray();

        var result = DepositResult.Read(new MemoryStream(answer))!;

        Assert.Equal((true, "test201707181318", "1407395745"), (result.IsDone, result.BatchId, result.SubmissionId));
        Assert.Equal([DepositStatus.Success, DepositStatus.Warning, DepositStatus.Failure], result.Records.Select(record => record.Status));
        Assert.Equal([("r1", "10.5555/9")], result.Records[0].MatchedCitations);
        Assert.True(result.Records[0].CitationsAreDeferred);
        Assert.Equal("1423608", result.Records[1].ConflictId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>503</body></html>")]
    [InlineData("<doi_batch_diagnostic status=\"completed\"><record_diag")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><doi_batch_diagnostic>&x;</doi_batch_diagnostic>")]
    public void Half_an_answer_is_none(string answer) => Assert.Null(DepositResult.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(answer))));

    private static Doi Named(string text) => Doi.TryParse(text, out var doi) ? doi : throw new ArgumentException(text);

    private static JatsArticle Article(string body, string notes, string lists = "") => (JatsArticle)JatsArticle.Read(System.Text.Encoding.UTF8.GetBytes($"""
        <article xml:lang="en"><front><article-meta><title-group><article-title>On Notes</article-title></title-group><pub-date date-type="pub"><year>2026</year></pub-date></article-meta></front>
        <body>{body}</body><back>{(notes.Length > 0 ? $"<fn-group>{notes}</fn-group>" : "")}{lists}</back></article>
        """));

    internal static Deposit DepositOf(JatsArticle read, DepositSchema schema, bool withArchives = false)
    {
        var doi = read.Article.Doi ?? Named("10.5555/recto.1");
        var apparatus = Engine.Read([.. read.Notes.Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)]);
        return new Deposit
        {
            Schema = schema,
            BatchId = "recto-1",
            Timestamp = 20261126105900000,
            DepositorName = "A Society",
            DepositorEmail = "doi@example.org",
            Registrant = "A Society",
            Journal = new DepositJournal { Title = read.Article.Journal?.Title ?? "A Journal", PrintIssn = read.Article.Journal?.PrintIssn, OnlineIssn = read.Article.Journal?.OnlineIssn, Language = read.Article.Language },
            Issue = new DepositIssue(read.Article.Volume, read.Article.Issue, null, read.Article.Published),
            Articles = [new DepositArticle { Article = read.Article, Doi = doi, Address = "https://journals.example.org/articles/a", Institutions = DepositInstitutions.Of(read.Document.Jats), Citations = OutgoingCitations.Of(read.Document.Jats, Bibliography.Of(apparatus, Engine.Directory), withArchives) }],
        };
    }
}
