using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Recto.App.Tests.Import;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Web;

/// <summary>Every state of an article, every sort of reader, every door: each answers as the one rule decides.</summary>
public sealed class AccessMatrixTests(MatrixSite fixture) : IClassFixture<MatrixSite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    public static TheoryData<string> Readers => ["anybody", "signed in without a place", "copy editor of the journal", "editor of another journal", "administrator"];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task The_page_of_an_article_shows_what_the_rule_opens_and_nothing_else(string who)
    {
        foreach (var one in fixture.Cases)
        {
            var decision = AccessRule.Decide(one.Terms, Reader(who, one), DateTimeOffset.UtcNow);
            using var answer = await GetAsync(one.Address, who, one);
            var page = await answer.Content.ReadAsStringAsync(Ct);

            Same(one, who, decision.Record ? HttpStatusCode.OK : Absent(one), answer.StatusCode);
            Same(one, who, (decision.Record, decision.Notes, decision.Body), (page.Contains("ABSTRACTMARK", StringComparison.Ordinal), page.Contains("NOTEMARK", StringComparison.Ordinal), page.Contains("BODYMARK", StringComparison.Ordinal)));
            Same(one, who, decision.Files, page.Contains($"{one.Address}/source\"", StringComparison.Ordinal));
            Same(one, who, decision.Record && !decision.Body, page.Contains("Only subscribers can read this article", StringComparison.Ordinal));
            Same(one, who, decision.Record && !one.Terms.IsPublished, page.Contains("Only people of the journal see this page", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Notes_at_the_end_open_no_more_than_notes_in_their_place(string who)
    {
        foreach (var one in fixture.Cases)
        {
            var decision = AccessRule.Decide(one.Terms, Reader(who, one), DateTimeOffset.UtcNow);
            using var answer = await GetAsync(one.Address + "?notes=end", who, one);
            var page = await answer.Content.ReadAsStringAsync(Ct);

            Same(one, who, (decision.Notes, decision.Body), (page.Contains("NOTEMARK", StringComparison.Ordinal), page.Contains("BODYMARK", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Every_other_door_answers_as_the_rule_decides(string who)
    {
        foreach (var one in fixture.Cases)
        {
            var decision = AccessRule.Decide(one.Terms, Reader(who, one), DateTimeOffset.UtcNow);
            foreach (var (path, open) in new[]
            {
                ("/notes/1", decision.Notes), ("/notes.json", decision.Notes), ("/source", decision.Files), ("/files/fig1.png", decision.Files),
                ("/cite.ris", decision.Record), ("/cite.bib", decision.Record), ("/cite.enw", decision.Record), ("/cite.json", decision.Record),
                ("/cited-by", decision.Record), ("/cited-by.csv", decision.Record), ("/cited-by.json", decision.Record),
                ("/notes/1/cite.ris", decision.Notes), ("/notes/1/cite.json", decision.Notes),
            })
            {
                using var answer = await GetAsync(one.Address + path, who, one);

                Same(one, who + " at " + path, open ? HttpStatusCode.OK : decision.Record ? HttpStatusCode.Forbidden : Absent(one), answer.StatusCode);
                if (!open)
                {
                    var said = await answer.Content.ReadAsStringAsync(Ct);
                    Assert.DoesNotContain("NOTEMARK", said, StringComparison.Ordinal);
                    Assert.DoesNotContain("BODYMARK", said, StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Lists_name_what_is_published_with_the_badge_of_the_rule_and_no_draft(string who)
    {
        foreach (var journal in fixture.Journals)
        {
            var ofIt = fixture.Cases.Where(one => one.Terms.JournalId == journal.Id).ToList();
            foreach (var path in new[] { $"/journals/{journal.Key}/articles", $"/journals/{journal.Key}/1-1", $"/journals/{journal.Key}/sections/articles", $"/authors/ada-{journal.Key}" })
            {
                using var answer = await GetAsync(path, who, ofIt[0]);
                var page = await answer.Content.ReadAsStringAsync(Ct);
                var shown = Regex.Matches(page, "<p class=\"title\"><a href=\"([^\"]+)\".*?<span class=\"badge ([a-z]+)\">([^<]+)</span>", RegexOptions.Singleline)
                    .ToDictionary(match => match.Groups[1].Value, match => (match.Groups[2].Value, match.Groups[3].Value));

                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Equal(ofIt.Where(one => one.Terms.IsPublished).Select(one => one.Address).Order(), shown.Keys.Order());
                foreach (var one in ofIt.Where(one => one.Terms.IsPublished))
                {
                    Same(one, who + " at " + path, Badge(AccessRule.Decide(one.Terms, Reader(who, one), DateTimeOffset.UtcNow)), shown[one.Address]);
                }
            }
        }
    }

    [Fact]
    public async Task What_staff_were_shown_is_not_kept_for_others()
    {
        var draft = fixture.Cases.First(one => !one.Terms.IsPublished && !one.IsWithdrawn);
        var closed = fixture.Cases.First(one => AccessRule.Decide(one.Terms, AccessReader.Anybody, DateTimeOffset.UtcNow).Reason == AccessReason.Closed);
        foreach (var who in new[] { "administrator", "anybody", "copy editor of the journal", "anybody" })
        {
            using var ofDraft = await GetAsync(draft.Address, who, draft);
            using var ofClosed = await GetAsync(closed.Address, who, closed);

            Assert.Equal(who == "anybody" ? HttpStatusCode.NotFound : HttpStatusCode.OK, ofDraft.StatusCode);
            Assert.Equal(who != "anybody", (await ofClosed.Content.ReadAsStringAsync(Ct)).Contains("BODYMARK", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_browser_that_was_shown_more_is_not_told_that_nothing_has_changed()
    {
        var closed = fixture.Cases.First(one => AccessRule.Decide(one.Terms, AccessReader.Anybody, DateTimeOffset.UtcNow).Reason == AccessReason.Closed);
        using var asStaff = await GetAsync(closed.Address, "administrator", closed);

        using var afterwards = await _site.GetAsync(closed.Address, ("If-None-Match", asStaff.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, afterwards.StatusCode);
    }

    [Fact]
    public async Task No_link_of_a_wall_leads_to_a_place_that_is_not_on_the_page()
    {
        foreach (var one in fixture.Cases.Where(one => AccessRule.Decide(one.Terms, AccessReader.Anybody, DateTimeOffset.UtcNow) is { Record: true, Body: false }))
        {
            var page = await _site.TextAsync(one.Address);
            var known = Regex.Matches(page, " id=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

            Assert.All(Regex.Matches(page, " href=\"#([^\"]+)\"").Select(match => match.Groups[1].Value), id => Assert.Contains(id, known));
        }
    }

    [Fact]
    public async Task An_address_that_a_draft_once_had_tells_nobody_but_its_own_people()
    {
        var draft = fixture.Cases.First(one => !one.Terms.IsPublished && !one.IsWithdrawn);
        foreach (var who in Readers.Select(row => row.Data))
        {
            using var answer = await GetAsync("/articles/once-" + draft.Address["/articles/".Length..], who, draft);

            Same(draft, who, who is "copy editor of the journal" or "administrator" ? HttpStatusCode.MovedPermanently : HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static (string Ring, string Word) Badge(AccessDecision decision) => decision.Reason switch
    {
        AccessReason.OpenLicence => ("free", "open"),
        AccessReason.FreeToRead => ("free", "free"),
        AccessReason.Staff => ("free", "subscribers and you"),
        _ => ("paid", "subscribers"),
    };

    private static HttpStatusCode Absent(MatrixCase one) => one.IsWithdrawn ? HttpStatusCode.Gone : HttpStatusCode.NotFound;

    private static void Same<T>(MatrixCase one, string who, T expected, T found) => Assert.True(Equals(expected, found), $"{one.Name}, {who}: {found}, and the rule says {expected}.");

    private AccessReader Reader(string who, MatrixCase one) => who switch
    {
        "administrator" => new() { IsAdministrator = true },
        "copy editor of the journal" => new() { StaffOf = new HashSet<Guid> { one.Terms.JournalId } },
        "editor of another journal" => new() { StaffOf = new HashSet<Guid> { Other(one) } },
        _ => AccessReader.Anybody,
    };

    private Guid Other(MatrixCase one) => fixture.Journals.First(journal => journal.Id != one.Terms.JournalId).Id;

    private Task<HttpResponseMessage> GetAsync(string path, string who, MatrixCase one) => who switch
    {
        "administrator" => _site.GetAsync(path, _site.Administrator()),
        "copy editor of the journal" => _site.GetAsync(path, _site.SignedIn(new DeskGrant(DeskRole.CopyEditor, one.Terms.JournalId))),
        "editor of another journal" => _site.GetAsync(path, _site.SignedIn(new DeskGrant(DeskRole.Editor, Other(one)))),
        "signed in without a place" => _site.GetAsync(path, _site.SignedIn()),
        _ => _site.GetAsync(path),
    };
}

/// <summary>One state of an article.</summary>
internal sealed record MatrixCase(string Name, string Address, AccessTerms Terms, bool IsWithdrawn);

/// <summary>A site with an article in every state.</summary>
public sealed class MatrixSite : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    internal WebSite Site { get; private set; } = null!;

    internal List<MatrixCase> Cases { get; } = [];

    internal List<(Guid Id, string Key)> Journals { get; } = [];

    public async ValueTask InitializeAsync()
    {
        Site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        foreach (var (key, reading, notesAreOpen) in new[] { ("free", ReadingPolicy.Free, true), ("closed", ReadingPolicy.Closed, true), ("shut", ReadingPolicy.Closed, false) })
        {
            await JournalAsync(key, reading, notesAreOpen);
        }
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    private async Task JournalAsync(string key, ReadingPolicy reading, bool notesAreOpen)
    {
        Guid journal;
        await using (var tx = await Site.Database.BeginAsync(Ct))
        {
            journal = (await new JournalStore(Site.Database).SaveAsync(tx, new Journal { Key = key, Title = "Journal " + key, Reading = reading, NotesAreOpen = notesAreOpen }, DateTimeOffset.UnixEpoch, Ct)).Id;
            await tx.CommitAsync(Ct);
        }

        Journals.Add((journal, key));
        Site.Commands.Write($"{key}/fig1.png", Samples.Png);
        var files = new List<string>();
        var states = (from own in new ReadingPolicy?[] { null, ReadingPolicy.Free, ReadingPolicy.Closed } from open in new[] { false, true } from state in new[] { "published", "draft", "withdrawn" } select (own, open, state)).ToList();
        foreach (var (i, _) in states.Index())
        {
            files.Add(Site.Commands.Write($"{key}/{i:00}.xml", Jats($"Case {key} {i:00}", key, i)));
        }

        Assert.True(await Site.Commands.ImportAsync([.. files, "--journal", key]) == 0, Site.Commands.Error + Site.Commands.Out);
        await using var connection = await Site.Database.Source.OpenConnectionAsync(Ct);
        foreach (var (i, (own, open, state)) in states.Index())
        {
            var slug = $"{key}-case-{key}-{i:00}";
            await using var command = connection.CreateCommand();
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
                UPDATE articles SET has_open_licence = {(open ? 1 : 0)}, is_draft = {(state == "published" ? 0 : 1)}, withdrawn_at = {(state == "withdrawn" ? "1" : "NULL")}
                WHERE slug = '{slug}';
                INSERT INTO old_slugs (slug, article_id, since) SELECT 'once-' || slug, id, 1 FROM articles WHERE slug = '{slug}';
                SELECT id, issue_id FROM articles WHERE slug = '{slug}';
                """);
            Guid id, issue;
            await using (var row = await command.ExecuteReaderAsync(Ct))
            {
                Assert.True(await row.ReadAsync(Ct));
                (id, issue) = (row.GetGuid(0), row.GetGuid(1));
            }

            await using (var tx = await Site.Database.BeginAsync(Ct))
            {
                await new ArticleStore(Site.Database).SetReadingAsync(tx, id, own, DateTimeOffset.UtcNow, Ct);
                await tx.CommitAsync(Ct);
            }

            Cases.Add(new MatrixCase($"{key}, own {own}, {(open ? "open licence" : "no licence")}, {state}", "/articles/" + slug,
                new AccessTerms
                {
                    ArticleId = id,
                    JournalId = journal,
                    IssueId = issue,
                    Year = 2024,
                    IsPublished = state == "published",
                    HasOpenLicence = open,
                    Opening = OpeningRule.Of(reading, AccessPolicy.None, own, "articles", new PartialDate(2024), DateTimeOffset.UtcNow),
                    NotesAreOpen = notesAreOpen,
                }, state == "withdrawn"));
        }
    }

    private static string Jats(string title, string key, int page) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">
          <front><article-meta><article-categories><subj-group subj-group-type="heading"><subject>Articles</subject></subj-group></article-categories>
          <title-group><article-title>{title}</article-title></title-group>
          <contrib-group><contrib contrib-type="author"><name><surname>{key}</surname><given-names>Ada</given-names></name></contrib></contrib-group>
          <pub-date date-type="pub" publication-format="print"><year>2024</year></pub-date><volume>1</volume><issue>1</issue><fpage>{page + 1}</fpage><lpage>{page + 1}</lpage>
          <abstract><p>ABSTRACTMARK<xref ref-type="fn" rid="n1">1</xref></p></abstract></article-meta></front>
          <body><p>BODYMARK {title}.<xref ref-type="fn" rid="n1">1</xref></p><fig id="f1"><caption><p>A leaf.</p></caption><graphic xlink:href="fig1.png"/></fig></body>
          <back><fn-group><fn id="n1"><label>1</label><p>NOTEMARK says otherwise. RGASPI 558/11/431/94.</p></fn></fn-group></back>
        </article>
        """;
}
