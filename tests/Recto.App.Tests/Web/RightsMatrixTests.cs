using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recto.App.Shell.Persons;
using Recto.App.Tests.Features.Api;
using Recto.Journals.Access;
using Recto.Journals.Desk;

namespace Recto.App.Tests.Web;

/// <summary>Every way of opening an article, every sort of right and its edge, every door: each answers as the one rule decides.</summary>
public sealed class RightsMatrixTests(RightsMatrixSite fixture) : IClassFixture<RightsMatrixSite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Web;

    public static TheoryData<string> Readers => [.. MatrixReaders.All.Select(reader => reader.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task The_page_shows_what_the_rule_opens_and_says_why_fresh_and_from_the_cache(string who)
    {
        var reader = MatrixReaders.Of(who);
        await EachAsync(async one =>
        {
            var decision = Decide(one, reader);
            var isOpen = Decide(one, MatrixReaders.Anybody).Body;
            for (var round = 0; round < 2; round++)
            {
                using var answer = await GetAsync(one.Address, reader, one);
                var page = await answer.Content.ReadAsStringAsync(Ct);
                bool Has(string words) => page.Contains(words, StringComparison.Ordinal);

                Same(one, who, decision.Record ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
                if (!decision.Record)
                {
                    Assert.False(Has("ABSTRACTMARK") || Has("NOTEMARK") || Has("BODYMARK"));
                    return;
                }

                Same(one, who, (true, decision.Notes, decision.Body), (Has("ABSTRACTMARK"), Has("NOTEMARK"), Has("BODYMARK")));
                Same(one, who + ": why", Why(decision), Regex.Match(page, "<span class=\"badge (?:free|paid)\">(?<why>[^<]+)</span>").Groups["why"].Value is var said && said.StartsWith(Why(decision), StringComparison.Ordinal) ? Why(decision) : said);
                Same(one, who + ": source", decision.Files, Has($"{one.Address}/source\""));
                if (one.Terms.IsPublished)
                {
                    Same(one, who + ": files", (decision.Pdf, decision.Epub, decision.Jats, decision.Notes), (Has($"href=\"{one.Address}/{one.Slug}.pdf\""), Has($"href=\"{one.Address}/{one.Slug}.epub\""), Has($"href=\"{one.Address}/{one.Slug}.jats.xml\""), Has($"href=\"{one.Address}/{one.Slug}-apparatus.pdf\"")));
                    Same(one, who + ": JSON-LD", isOpen, Has("\"isAccessibleForFree\":true"));
                }
            }
        });
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Every_other_door_of_an_article_answers_as_the_rule_decides(string who)
    {
        var reader = MatrixReaders.Of(who);
        await EachAsync(async one =>
        {
            var decision = Decide(one, reader);
            var made = new[] { (".pdf", decision.Pdf), (".epub", decision.Epub), (".jats.xml", decision.Jats), ("-apparatus.pdf", decision.Notes), (".png", decision.Record) };
            List<(string Path, bool Open)> doors =
            [
                ("/notes/1", decision.Notes), ("/notes.json", decision.Notes), ("/source", decision.Files), ("/files/fig1.png", decision.Body), ("/cite.ris", decision.Record),
                ("/sources", decision.Record), ("/cited-by", decision.Record), .. one.Terms.IsPublished ? made.Where(file => file.Item1 != ".png").Select(file => ($"/{one.Slug}{file.Item1}", file.Item2)) : [],
            ];
            foreach (var (path, open) in doors)
            {
                using var answer = await GetAsync(one.Address + path, reader, one);

                Same(one, $"{who} at {path}", open ? HttpStatusCode.OK : decision.Record ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound, answer.StatusCode);
                if (!open)
                {
                    var said = await answer.Content.ReadAsStringAsync(Ct);
                    Assert.False(said.Contains("NOTEMARK", StringComparison.Ordinal) || said.Contains("BODYMARK", StringComparison.Ordinal), $"{one.Name}, {who} at {path}: said what is closed");
                }
            }
        });
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task The_interface_for_programs_opens_what_a_right_opens_and_nothing_by_a_place_at_the_desk(string who)
    {
        var reader = MatrixReaders.Of(who);
        var key = await _site.KeyAsync(); // One each: the limit counts by it.
        await EachAsync(async one =>
        {
            var known = reader.Holds.Count > 0 ? reader with { Desk = null, IsCrawler = false } : MatrixReaders.Anybody;
            var decision = Decide(one, known);
            foreach (var (path, open) in new[] { ("", decision.Record), ("/notes", decision.Notes), ("/notes/1", decision.Notes), ("/body", decision.Body) })
            {
                using var answer = await GetAsync("/api/v1" + one.Address + path, reader, one, key);
                var said = await answer.Content.ReadAsStringAsync(Ct);

                Same(one, $"{who} at {path}", open ? HttpStatusCode.OK : decision.Record ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound, answer.StatusCode);
                Same(one, $"{who} at {path}", (open && path.StartsWith("/notes", StringComparison.Ordinal), open && path == "/body"), (said.Contains("NOTEMARK", StringComparison.Ordinal), said.Contains("BODYMARK", StringComparison.Ordinal)));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_badge_in_a_list_is_what_the_rule_says(string who)
    {
        var reader = MatrixReaders.Of(who);
        foreach (var journal in fixture.Journals)
        {
            var ofIt = fixture.Cases.Where(one => one.Terms.JournalId == journal.Id).ToList();
            for (var round = 0; round < 2; round++)
            {
                using var answer = await GetAsync($"/journals/{journal.Key}/articles", reader, ofIt[0]);
                var shown = Regex.Matches(await answer.Content.ReadAsStringAsync(Ct), "<p class=\"title\"><a href=\"([^\"]+)\".*?<span class=\"badge [a-z]+\">([^<]+)</span>", RegexOptions.Singleline).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

                Assert.Equal(ofIt.Where(one => one.Terms.IsPublished).Select(one => one.Address).Order(), shown.Keys.Order());
                foreach (var one in ofIt.Where(one => one.Terms.IsPublished))
                {
                    Same(one, who, Short(Decide(one, reader)), shown[one.Address]);
                }
            }
        }
    }

    [Fact]
    public async Task Link_resolvers_are_told_what_the_networks_of_institutions_open()
    {
        foreach (var reader in MatrixReaders.All.Where(reader => reader.Network is not null && !reader.IsCrawler))
        {
            var known = reader with { Holds = [.. reader.Holds.Where(hold => hold.Institution is not null)] };
            foreach (var some in fixture.Cases.Chunk(16))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/getftr/v2/entitlements") { Content = JsonContent.Create(reader.Network!.Contains(':', StringComparison.Ordinal) ? (object)new { org = new { ipv6 = reader.Network }, dois = some.Select(one => one.Doi) } : new { org = new { ipv4 = reader.Network }, dois = some.Select(one => one.Doi) }) };
                request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + fixture.GetFtrKey);
                using var answer = await _site.Client.SendAsync(request, Ct);
                var told = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("entitlements").EnumerateArray().ToList();
                foreach (var (one, item) in some.Zip(told))
                {
                    var decision = Decide(one, known);
                    Same(one, reader.Name, decision.Record ? decision.Body ? "yes" : "no" : "none", item.TryGetProperty("entitled", out var entitled) ? entitled.GetString() : "none");
                }
            }
        }
    }

    [Fact]
    public async Task Harvesters_and_knowledge_bases_are_told_what_anybody_may_read()
    {
        var open = await _site.TextAsync("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=openaccess");
        Assert.Equal(
            fixture.Cases.Where(one => Decide(one, MatrixReaders.Anybody).Body).Select(one => one.Terms.ArticleId.ToString()).Order(),
            Regex.Matches(open, "<header(?! status)>\\s*<identifier>[^<]*/([0-9a-f-]{36})</identifier>").Select(match => match.Groups[1].Value).Where(id => fixture.Cases.Any(one => one.Terms.ArticleId.ToString() == id)).Order());

        var kbart = await _site.TextAsync(Regex.Match(await _site.TextAsync("/kbart"), "href=\"(/kbart/[^\"]*AllTitles[^\"]*\\.txt)\"").Groups[1].Value is { Length: > 0 } all ? all : Regex.Match(await _site.TextAsync("/kbart"), "href=\"(/kbart/[^\"]+\\.txt)\"").Groups[1].Value);
        var rows = kbart.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t')).ToList();
        foreach (var journal in fixture.Journals)
        {
            var published = fixture.Cases.Where(one => one.Terms.JournalId == journal.Id && one.Terms.IsPublished).Select(one => Decide(one, MatrixReaders.Anybody)).ToList();
            var told = rows.Where(row => row[0] == journal.Title).ToList();
            var kinds = published.All(decision => decision.Body) ? ["F"] : published.Any(decision => decision.Reason == AccessReason.MovingWall) ? new[] { "F", "P" } : ["P"];

            Assert.Equal(kinds, told.Select(row => row[24].TrimEnd('\r')).Distinct().Order());
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_feed_tells_everybody_the_records_that_anybody_may_see_and_nothing_that_a_right_opens(string who)
    {
        foreach (var journal in fixture.Journals)
        {
            var ofIt = fixture.Cases.Where(one => one.Terms.JournalId == journal.Id).ToList();
            foreach (var ending in Shell.Feeds.FeedAnswer.Endings)
            {
                using var answer = await GetAsync($"/journals/{journal.Key}/feed.{ending}", MatrixReaders.Of(who), ofIt[0]);
                var feed = await answer.Content.ReadAsStringAsync(Ct);

                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Equal(ofIt.Where(one => Decide(one, MatrixReaders.Anybody).Record).Select(one => one.Slug).Order(), ofIt.Where(one => Regex.IsMatch(feed, Regex.Escape("/articles/" + one.Slug) + "[\"<]")).Select(one => one.Slug).Order());
                Assert.Contains("ABSTRACTMARK", feed, StringComparison.Ordinal);
                Assert.False(feed.Contains("NOTEMARK", StringComparison.Ordinal) || feed.Contains("BODYMARK", StringComparison.Ordinal), $"{journal.Key}, {who}: the feed says what is closed");
            }
        }
    }

    private static string Why(AccessDecision decision) => (decision.Reason, decision.Right?.InstitutionId is not null) switch
    {
        (AccessReason.Unpublished, _) => "Draft, not public",
        (AccessReason.OpenLicence, _) => "Open access",
        (AccessReason.FreeToRead, _) => "Free to read",
        (AccessReason.MovingWall, _) => "Free to read since",
        (AccessReason.FreeWindow, _) => "Open for Leaf Week until",
        (AccessReason.Staff, _) => decision.Open == AccessParts.None ? "Draft, not public" : "",
        (AccessReason.Subscription or AccessReason.Trial or AccessReason.Grace or AccessReason.Perpetual or AccessReason.Token, true) => "Access provided by Library",
        (AccessReason.Subscription, false) => "You subscribe",
        (AccessReason.Perpetual, false) => "Yours to read for good",
        (AccessReason.Grace, false) => "Your subscription has ended; you can still read until",
        (AccessReason.Trial, false) => "On trial",
        (AccessReason.Purchase, false) => "You have bought access",
        (AccessReason.Token, false) => "Access was given to you",
        _ => "Subscribers",
    };

    private static string Short(AccessDecision decision) => decision.Reason switch
    {
        AccessReason.OpenLicence => "open",
        AccessReason.FreeToRead or AccessReason.MovingWall => "free",
        AccessReason.FreeWindow => "free for now",
        AccessReason.Staff => "subscribers and you",
        AccessReason.Closed or AccessReason.Crawler => "subscribers",
        _ => "open to you",
    };

    private static void Same<T>(RightsCase one, string who, T expected, T found) => Assert.True(Equals(expected, found), $"{one.Name}, {who}: {found}, and the rule says {expected}.");

    private AccessDecision Decide(RightsCase one, MatrixReader reader) => AccessRule.Decide(one.Terms, fixture.Known(reader, one), RightsMatrixSite.Now);

    private Task EachAsync(Func<RightsCase, Task> of) => Parallel.ForEachAsync(fixture.Cases, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Ct }, async (one, _) => await of(one));

    private Task<HttpResponseMessage> GetAsync(string path, MatrixReader reader, RightsCase one, params (string, string)[] more)
    {
        var headers = new List<(string, string)>(more);
        if (reader.Network is { } network)
        {
            headers.Add(("X-Forwarded-For", network));
        }

        if (reader.Holds.Any(hold => hold.Institution is null))
        {
            headers.Add((FiveReadersTests.Buyer, reader.Key));
        }

        if (reader.Desk is not null)
        {
            headers.Add(fixture.Cookie(reader, one));
        }

        return _site.GetAsync(path, [.. headers]);
    }
}

/// <summary>A right that a reader of the matrix holds.</summary>
/// <param name="Kind">From what it comes.</param>
/// <param name="Institution">Key of the institution that holds it; null where it is the reader's own.</param>
internal sealed record MatrixHold(RightKind Kind, string? Institution)
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary><c>site</c>, the key of a journal, <c>list</c> for the list of titles, <c>article</c> or <c>issue</c> for those of the case <see cref="RightsMatrixSite.Sold"/>.</summary>
    public string What { get; init; } = "site";

    public YearRange? Years { get; init; }

    public DateTimeOffset From { get; init; } = RightsMatrixSite.Now - Year;

    public DateTimeOffset? Until { get; init; } = RightsMatrixSite.Now + Year;

    public int GraceDays { get; init; }

    public YearRange? Perpetual { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public RightUses Uses { get; init; } = RightUses.Download | RightUses.Print;
}

/// <summary>A reader of the matrix.</summary>
/// <param name="Name">What the tests call them.</param>
internal sealed record MatrixReader(string Name)
{
    /// <summary>The address that they come from; null for one that nobody knows.</summary>
    public string? Network { get; init; }

    public IReadOnlyList<MatrixHold> Holds { get; init; } = [];

    /// <summary>The institution that stands between them and the holder, whose name is shown; null where the holder is their own.</summary>
    public string? Through { get; init; }

    /// <summary>Whether the institution is no customer any more.</summary>
    public bool IsClosed { get; init; }

    /// <summary><c>none</c>, <c>own</c>, <c>other</c> or <c>all</c>: signed in, with which place at the desk; null where they are not signed in.</summary>
    public string? Desk { get; init; }

    public bool IsCrawler { get; init; }

    /// <summary>By what their own rights are known.</summary>
    public string Key => "READER-" + Name.Replace(' ', '-').ToUpperInvariant();
}

/// <summary>All of them.</summary>
internal static class MatrixReaders
{
    private static readonly DateTimeOffset Now = RightsMatrixSite.Now;
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(10); // A microsecond: what is kept of an instant.

    public static MatrixReader Anybody { get; } = new("anybody");

    public static IReadOnlyList<MatrixReader> All { get; } =
    [
        Anybody,
        new("signed in without a place") { Desk = "none" },
        new("copy editor of the journal") { Desk = "own" },
        new("editor of another journal") { Desk = "other" },
        new("administrator") { Desk = "all" },
        new("crawler") { Network = "66.249.64.5", IsCrawler = true },
        OfInstitution("one journal", "130.92.4.7", new MatrixHold(RightKind.Subscription, "one-journal") { What = "plain" }),
        OfInstitution("recent years", "2001:620::7", new MatrixHold(RightKind.Subscription, "recent-years") { Years = new(2025, null) }),
        OfInstitution("trial", "131.152.1.1", new MatrixHold(RightKind.Trial, "trial")),
        OfInstitution("in grace by a moment", "131.153.1.1", new MatrixHold(RightKind.Subscription, "in-grace-by-a-moment") { Until = Now.AddDays(-30) + Tick, GraceDays = 30 }),
        OfInstitution("grace is over", "131.154.1.1", new MatrixHold(RightKind.Subscription, "grace-is-over") { Until = Now.AddDays(-30), GraceDays = 30 }),
        OfInstitution("old years for good", "131.155.1.1", new MatrixHold(RightKind.Subscription, "old-years-for-good") { Until = Now.AddDays(-1), Perpetual = new(2018, 2024) }),
        OfInstitution("ended this moment", "131.156.1.1", new MatrixHold(RightKind.Subscription, "ended-this-moment") { Until = Now }),
        OfInstitution("no customer any more", "131.157.1.1", new MatrixHold(RightKind.Subscription, "no-customer-any-more")) with { IsClosed = true },
        new("member of a consortium") { Network = "2001:db8:77::1", Through = "member", Holds = [new(RightKind.Subscription, "consortium") { What = "list" }] },
        OfInstitution("online only", "131.158.1.1", new MatrixHold(RightKind.Subscription, "online-only") { Uses = RightUses.None }),
        Own("subscribes", new MatrixHold(RightKind.Subscription, null) { What = "wall" }),
        Own("bought the article", new MatrixHold(RightKind.Purchase, null) { What = "article", Until = Now.AddHours(48) }),
        Own("bought the issue to read online", new MatrixHold(RightKind.Purchase, null) { What = "issue", Uses = RightUses.None }),
        Own("bought and not begun", new MatrixHold(RightKind.Purchase, null) { From = Now + Tick }),
        Own("begins this moment", new MatrixHold(RightKind.Purchase, null) { From = Now }),
        Own("paid back", new MatrixHold(RightKind.Purchase, null) { RevokedAt = Now }),
        Own("paid back in a moment", new MatrixHold(RightKind.Purchase, null) { RevokedAt = Now + Tick }),
        Own("bought and ended", new MatrixHold(RightKind.Purchase, null) { Until = Now }),
        Own("bought and ending", new MatrixHold(RightKind.Purchase, null) { Until = Now + Tick }),
        Own("given without printing", new MatrixHold(RightKind.Token, null) { Uses = RightUses.Download }),
        Own("own years for good and one article", new MatrixHold(RightKind.Subscription, null) { Until = Now.AddDays(-3), Perpetual = new(null, 2024) }, new MatrixHold(RightKind.Purchase, null) { What = "article" }),
        OfInstitution("at the library and bought", "131.159.1.1", new MatrixHold(RightKind.Subscription, "at-the-library-and-bought") { Years = new(null, 2024) }, new MatrixHold(RightKind.Purchase, null) { What = "issue", Until = null }),
    ];

    public static MatrixReader Of(string name) => All.Single(reader => reader.Name == name);

    private static MatrixReader OfInstitution(string name, string network, params MatrixHold[] holds) => new(name) { Network = network, Holds = holds };

    private static MatrixReader Own(string name, params MatrixHold[] holds) => new(name) { Holds = holds };
}

/// <summary>An article of the matrix.</summary>
internal sealed record RightsCase(string Name, string Slug, string Doi, AccessTerms Terms)
{
    public string Address => "/articles/" + Slug;
}
