using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Recto.App.Features.Files;
using Recto.App.Features.Files.Makers;
using Recto.App.Shell.Persons;
using Recto.App.Tests.Features.Files;
using Recto.App.Tests.Import;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Access;
using Recto.Storage.Articles;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Web;

/// <summary>A site with journals of every policy, and readers with rights of every sort, on one day in 2027.</summary>
public sealed class RightsMatrixSite : IAsyncLifetime
{
    /// <summary>The day, at whose first instant every request is made.</summary>
    public static readonly DateTimeOffset Now = new(2027, 12, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly ConcurrentDictionary<(string, Guid), (string, string)> _cookies = new();
    private readonly Dictionary<string, Guid> _institutions = [];
    private InstitutionSite _home = null!;

    internal WebSite Web => _home.Site;

    internal List<RightsCase> Cases { get; } = [];

    internal List<(Guid Id, string Key, string Title)> Journals { get; } = [];

    /// <summary>The article that some have bought, and whose issue others have.</summary>
    internal RightsCase Sold => Cases.First(one => one.Slug == "plain-case-plain-recent");

    internal string GetFtrKey { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var crawlers = new CommandLine.Run();
        crawlers.Write("crawlers/googlebot.json", """{"prefixes": [{"ipv4Prefix": "66.249.64.0/27"}]}""");
        var web = await WebSite.StartAsync(builder =>
        {
            FiveReadersTests.KnowBuyers(builder);
            builder.Services.AddSingleton<TimeProvider>(new SteadyClock(Now));
            builder.Services.RemoveAll<IFileMaker>();
            foreach (var maker in new FilesMakers().All)
            {
                builder.Services.AddSingleton<IFileMaker>(maker);
            }
        }, TimeSpan.FromHours(1), options => options with { MakesFiles = false, CrawlerLists = Path.GetDirectoryName(crawlers.Write("crawlers/read.txt", "")) });
        _home = new InstitutionSite(web);
        await JournalAsync("forms", ReadingPolicy.Free, true, AccessPolicy.None with { FreeForms = AccessParts.Pdf });
        await JournalAsync("plain", ReadingPolicy.Closed, false, AccessPolicy.None);
        await JournalAsync("wall", ReadingPolicy.Closed, true, AccessPolicy.None with { MovingWallMonths = 24, LetsCrawlersIn = true });
        await JournalAsync("shown", ReadingPolicy.Closed, true, AccessPolicy.None with { Sections = new Dictionary<string, ReadingPolicy> { ["reports"] = ReadingPolicy.Free }, Windows = [new(Now, Now.AddDays(7), "articles", "Leaf Week")] });
        await JournalAsync("past", ReadingPolicy.Closed, true, AccessPolicy.None with { Windows = [new(Now.AddDays(-7), Now, null, "Leaf Week"), new(Now.AddTicks(10), Now.AddDays(7), null, "Leaf Week")] });
        await MakeFilesAsync();
        await RightsAsync();
        await using (var tx = await Web.Database.BeginAsync(Ct))
        {
            (GetFtrKey, var hash, var hint) = AccessKey.Make();
            Assert.True(await new AccessKeyStore(Web.Database).AddAsync(tx, new(Guid.CreateVersion7(), AccessKeyPurpose.GetFtr, null, "GetFTR", hint, Now, null), hash, Ct));
            await tx.CommitAsync(Ct);
        }

        await _home.Known.RenewAsync(Ct);
        await Web.Services.GetRequiredService<Shell.PublishedPages>().RenewAsync(Ct);
    }

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    /// <summary>What the rule is to know of a reader.</summary>
    internal AccessReader Known(MatrixReader reader, RightsCase one) => new()
    {
        IsAdministrator = reader.Desk == "all",
        StaffOf = reader.Desk is "own" or "other" ? new HashSet<Guid> { reader.Desk == "own" ? one.Terms.JournalId : Other(one) } : new HashSet<Guid>(),
        IsCrawler = reader.IsCrawler,
        Rights = reader.IsClosed ? [] : [.. reader.Holds.Select(hold => Held(reader, hold))],
    };

    /// <summary>The cookie of a reader who is signed in.</summary>
    internal (string Name, string Value) Cookie(MatrixReader reader, RightsCase one) => _cookies.GetOrAdd((reader.Name, one.Terms.JournalId), _ => reader.Desk switch
    {
        "all" => Web.Administrator(),
        "own" => Web.SignedIn(new DeskGrant(DeskRole.CopyEditor, one.Terms.JournalId)),
        "other" => Web.SignedIn(new DeskGrant(DeskRole.Editor, Other(one))),
        _ => Web.SignedIn(),
    });

    private Guid Other(RightsCase one) => Journals.First(journal => journal.Id != one.Terms.JournalId).Id;

    private Guid JournalOf(string key) => Journals.Single(journal => journal.Key == key).Id;

    private HeldRight Held(MatrixReader reader, MatrixHold hold) => new()
    {
        Id = hold.Id,
        Kind = hold.Kind,
        Scope = hold.What switch
        {
            "site" => new RightScope { Years = hold.Years },
            "article" => new RightScope { ArticleId = Sold.Terms.ArticleId },
            "issue" => new RightScope { IssueId = Sold.Terms.IssueId },
            "list" => new RightScope { JournalIds = new HashSet<Guid> { JournalOf("wall"), JournalOf("past") }, Years = hold.Years },
            var key => new RightScope { JournalIds = new HashSet<Guid> { JournalOf(key) }, Years = hold.Years },
        },
        InstitutionId = hold.Institution is null ? null : _institutions[reader.Through ?? hold.Institution],
        Provider = hold.Institution is null ? null : "Library " + (reader.Through ?? hold.Institution),
        From = hold.From,
        Until = hold.Until,
        Grace = TimeSpan.FromDays(hold.GraceDays),
        Perpetual = hold.Perpetual,
        RevokedAt = hold.RevokedAt,
        Uses = hold.Uses,
    };

    private async Task JournalAsync(string key, ReadingPolicy reading, bool notesAreOpen, AccessPolicy policy)
    {
        Guid journal;
        await using (var tx = await Web.Database.BeginAsync(Ct))
        {
            journal = (await new JournalStore(Web.Database).SaveAsync(tx, new Journal { Key = key, Title = "Journal " + key, Reading = reading, NotesAreOpen = notesAreOpen }, DateTimeOffset.UnixEpoch, Ct)).Id;
            await tx.CommitAsync(Ct);
        }

        Journals.Add((journal, key, "Journal " + key));
        Web.Commands.Write($"{key}/fig1.png", Samples.Png);
        var states = new (string Name, int Year, string Section, ReadingPolicy? Own, bool Open, bool Draft)[]
        {
            ("old", 2020, "Articles", null, false, false), ("recent", 2027, "Articles", null, false, false), ("report", 2027, "Reports", null, false, false),
            ("shut", 2020, "Articles", ReadingPolicy.Closed, false, false), ("let", 2027, "Reports", ReadingPolicy.Free, false, false), ("licence", 2027, "Articles", ReadingPolicy.Closed, true, false), ("draft", 2020, "Articles", null, true, true),
        };
        var files = states.Select((state, i) => Web.Commands.Write($"{key}/{state.Name}.xml", Jats(key, state.Name, state.Year, state.Section, i))).ToList();
        Assert.True(await Web.Commands.ImportAsync([.. files, "--journal", key]) == 0, Web.Commands.Error + Web.Commands.Out);
        foreach (var state in states)
        {
            await _home.RunAsync($"UPDATE articles SET has_open_licence = {(state.Open ? 1 : 0)}, is_draft = {(state.Draft ? 1 : 0)} WHERE slug = '{SlugOf(key, state.Name)}'");
            if (state.Own is { } own)
            {
                var access = (await Web.Services.GetRequiredService<ArticleStore>().FindAccessAsync(SlugOf(key, state.Name), Ct))!;
                await using var tx = await Web.Database.BeginAsync(Ct);
                await new ArticleStore(Web.Database).SetReadingAsync(tx, access.Id, own, Now, Ct);
                await tx.CommitAsync(Ct);
            }
        }

        var policies = new AccessPolicyStore(Web.Database);
        var kept = (await policies.FindAsync(journal, Ct))!;
        await using (var tx = await Web.Database.BeginAsync(Ct))
        {
            Assert.True(await policies.SaveAsync(tx, journal, kept with { Policy = policy }, Now, Ct));
            await tx.CommitAsync(Ct);
        }

        foreach (var state in states)
        {
            var found = (await Web.Services.GetRequiredService<ArticleStore>().FindAccessAsync(SlugOf(key, state.Name), Ct))!;
            var section = state.Section.ToLowerInvariant();
            Cases.Add(new RightsCase($"{key}, {state.Name}", SlugOf(key, state.Name), DoiOf(key, state.Name), new AccessTerms
            {
                ArticleId = found.Id,
                JournalId = journal,
                IssueId = found.Terms.IssueId,
                Year = state.Year,
                IsPublished = !state.Draft,
                HasOpenLicence = state.Open,
                Opening = OpeningRule.Of(reading, policy, state.Own, section, new PartialDate(state.Year), Now),
                NotesAreOpen = notesAreOpen,
                FreeForms = policy.FreeForms,
                LetsCrawlersIn = policy.LetsCrawlersIn,
            }));
        }
    }

    private async Task MakeFilesAsync()
    {
        var make = Web.Services.GetRequiredService<MakeArticleFiles>();
        while (await make.MakeNextAsync(new HashSet<Guid>(), Ct) is not null)
        {
        }
    }

    private async Task RightsAsync()
    {
        var list = Guid.CreateVersion7();
        await _home.RunAsync("INSERT INTO title_lists (id, key, name, created_at, updated_at) VALUES (@id, 'walls', 'Walls', 1, 1)", ("id", list));
        foreach (var key in new[] { "wall", "past" })
        {
            await _home.RunAsync("INSERT INTO title_list_journals (list_id, journal_id) VALUES (@list, @journal)", ("list", list), ("journal", JournalOf(key)));
        }

        foreach (var reader in MatrixReaders.All)
        {
            foreach (var hold in reader.Holds)
            {
                if (hold.Institution is { } key)
                {
                    _institutions[key] = (await _home.AddAsync(key, reader.Through is null ? [reader.Network!] : [])).Id;
                    if (reader.Through is { } member)
                    {
                        _institutions[member] = (await _home.AddAsync(member, [reader.Network!], parents: _institutions[key])).Id;
                    }
                }

                await AddRightAsync(reader, hold, list);
            }

            if (reader.IsClosed)
            {
                await _home.RunAsync("UPDATE institutions SET closed_at = 1 WHERE id = @id", ("id", _institutions[reader.Holds[0].Institution!]));
            }
        }
    }

    private async Task AddRightAsync(MatrixReader reader, MatrixHold hold, Guid list)
    {
        var (column, target) = hold.What switch
        {
            "site" => (null, Guid.Empty),
            "article" => ("article_id", Sold.Terms.ArticleId),
            "issue" => ("issue_id", Sold.Terms.IssueId!.Value),
            "list" => ("title_list_id", list),
            var key => ("journal_id", JournalOf(key)),
        };
        var values = new List<(string, object)> { ("id", hold.Id), ("kind", hold.Kind.ToString().ToLowerInvariant()), ("from", Micros(hold.From)), ("grace", hold.GraceDays), ("download", hold.Uses.HasFlag(RightUses.Download) ? 1 : 0), ("print", hold.Uses.HasFlag(RightUses.Print) ? 1 : 0), ("perpetual", hold.Perpetual is null ? 0 : 1) };
        var columns = new List<string> { "id", "kind", "starts_at", "grace_days", "may_download", "may_print", "has_perpetual" };
        var names = new List<string> { "@id", "@kind", "@from", "@grace", "@download", "@print", "@perpetual" };
        void Add(string name, object? value)
        {
            if (value is not null)
            {
                columns.Add(name);
                names.Add("@" + name);
                values.Add((name, value));
            }
        }

        Add(column ?? "", column is null ? null : target);
        Add("institution_id", hold.Institution is { } institution ? _institutions[institution] : null);
        Add("email_key", hold.Institution is null ? reader.Key : null);
        Add("ends_at", hold.Until is { } until ? Micros(until) : null);
        Add("revoked_at", hold.RevokedAt is { } revoked ? Micros(revoked) : null);
        Add("first_year", hold.Years?.First);
        Add("last_year", hold.Years?.Last);
        Add("perpetual_first", hold.Perpetual?.First);
        Add("perpetual_last", hold.Perpetual?.Last);
        await _home.RunAsync($"INSERT INTO rights ({string.Join(", ", columns)}, created_at, updated_at) VALUES ({string.Join(", ", names)}, 1, 1)", [.. values]);
    }

    private static long Micros(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / 10;

    private static string SlugOf(string key, string name) => $"{key}-case-{key}-{name}";

    private static string DoiOf(string key, string name) => $"10.5555/{key}.{name}";

    private static string Jats(string key, string name, int year, string section, int page) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">
          <front><article-meta><article-id pub-id-type="doi">{DoiOf(key, name)}</article-id><article-categories><subj-group subj-group-type="heading"><subject>{section}</subject></subj-group></article-categories>
          <title-group><article-title>Case {key} {name}</article-title></title-group>
          <contrib-group><contrib contrib-type="author"><name><surname>{key}</surname><given-names>Ada</given-names></name></contrib></contrib-group>
          <pub-date date-type="pub" publication-format="print"><year>{year}</year></pub-date><volume>{year - 2000}</volume><issue>1</issue><fpage>{page + 1}</fpage><lpage>{page + 1}</lpage>
          <abstract><p>ABSTRACTMARK</p></abstract></article-meta></front>
          <body><p>BODYMARK {name}.<xref ref-type="fn" rid="n1">1</xref></p><fig id="f1"><caption><p>A leaf.</p></caption><graphic xlink:href="fig1.png"/></fig></body>
          <back><fn-group><fn id="n1"><label>1</label><p>NOTEMARK says otherwise. RGASPI 558/11/431/94.</p></fn></fn-group></back>
        </article>
        """;
}
