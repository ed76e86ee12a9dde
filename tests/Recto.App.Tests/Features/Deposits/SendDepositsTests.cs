using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Deposits.Sending;
using Recto.App.Tests.Import;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Crossref;
using Recto.Storage.Articles;
using Recto.Storage.Deposits;

namespace Recto.App.Tests.Features.Deposits;

/// <summary>The job that deposits, on both databases, against a register of our own.</summary>
public sealed class SendDepositsTests
{
    private const string First = "10.5555/tlm.2026.0101";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public static TheoryData<string> Engines => ["sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_article_is_deposited_once_and_then_there_is_rest(string engine)
    {
        await using var site = await DepositSite.StartAsync(engine);

        await site.RunAllAsync();
        var rows = await site.RowsAsync();
        await site.RunAllAsync(3, TimeSpan.FromDays(1));

        Assert.Empty(site.Register.Faults);
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal((DepositState.Accepted, "Successfully added"), (row.State, row.Message)));
        Assert.All(rows, row => Assert.NotNull(row.Submission));
        Assert.Equal(4, site.Register.Dois.Distinct().Count());
        Assert.Equal(4, site.Register.Dois.Count);
        Assert.Equal(2, site.Register.Kept.Count); // One for each issue.
        Assert.All(site.Register.Kept, batch => Assert.Equal(batch.FileName, batch.BatchId + ".xml"));
        Assert.Contains("https://journals.example.org/articles/", site.Register.Kept[0].Document.ToString(), StringComparison.Ordinal);
        Assert.Contains(rows, row => row.Matched == 1);
        var matched = rows.First(row => row.Matched == 1);
        Assert.Equal("10.5555/found.0", Assert.Single(await site.Deposits.ListMatchesAsync(Doi(matched.Doi), Ct)).Doi);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task One_changed_abstract_sends_exactly_that_article_again_with_a_greater_timestamp(string engine)
    {
        await using var site = await DepositSite.StartAsync(engine);
        await site.RunAllAsync();
        var before = Timestamp(site, First);

        await site.EditAsync(First, edits => edits with { Abstracts = [new Abstract(null, "en", "Quite another abstract.")] });
        await site.RunAllAsync();

        Assert.Equal(5, site.Register.Dois.Count);
        Assert.Equal([First], site.Register.Kept[^1].Dois);
        Assert.Contains("Quite another abstract.", site.Register.Kept[^1].Document.ToString(), StringComparison.Ordinal);
        Assert.True(Timestamp(site, First) > before);
        Assert.Equal("Successfully updated", (await site.RowAsync(First)).Message);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_change_that_a_deposit_does_not_tell_sends_nothing(string engine)
    {
        await using var site = await DepositSite.StartAsync(engine);
        await site.RunAllAsync();

        await site.EditAsync(First, edits => edits with { Keywords = ["leaf", "folio"] });
        await site.SetAsync(settings => settings with { DepositorEmail = "other@example.org", Schema = DepositSchema.V531 });
        await site.RunAllAsync();

        Assert.Equal(4, site.Register.Dois.Count);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task One_of_ten_that_is_refused_keeps_none_of_the_others_back_and_is_not_tried_again_and_again(string engine)
    {
        await using var site = await DepositSite.StartAsync(engine);
        await TenAsync(site);
        site.Register.Failing.Add("10.5555/leaf.4");

        await site.RunAllAsync();
        await site.RunAllAsync(3, TimeSpan.FromDays(2));
        var row = await site.RowAsync("10.5555/leaf.4");

        Assert.Equal((DepositState.Failed, true), (row.State, row.Message!.Contains("can't submit into handle", StringComparison.Ordinal)));
        Assert.Equal(13, (await site.RowsAsync()).Count(other => other.State == DepositState.Accepted));
        Assert.Equal(14, site.Register.Dois.Count);

        site.Register.Failing.Clear();
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            Assert.True(await site.Deposits.AskAgainAsync(tx, site.JournalId, row.Id, site.Clock.GetUtcNow(), Ct));
            await tx.CommitAsync(Ct);
        }

        await site.RunAllAsync();

        Assert.Equal(DepositState.Accepted, (await site.RowAsync("10.5555/leaf.4")).State);
        Assert.Equal(15, site.Register.Dois.Count);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_warning_is_no_error(string engine)
    {
        await using var site = await DepositSite.StartAsync(engine);
        site.Register.Remarked.Add(First);

        await site.RunAllAsync();
        await site.RunAllAsync(3, TimeSpan.FromDays(1));
        var row = await site.RowAsync(First);

        Assert.Equal((DepositState.Warned, "Added with conflict (conflict 1423608)"), (row.State, row.Message));
        Assert.NotNull(row.AcceptedAt);
        Assert.Equal(4, site.Register.Dois.Count);
    }

    [Theory]
    [InlineData("sqlite", (int)Upload.Error, 1)]
    [InlineData("postgresql", (int)Upload.Error, 1)]
    [InlineData("sqlite", (int)Upload.SilenceAndKept, 0)]
    [InlineData("postgresql", (int)Upload.SilenceAndKept, 0)]
    [InlineData("sqlite", (int)Upload.Silence, 1)]
    [InlineData("sqlite", (int)Upload.HalfAndKept, 0)]
    [InlineData("postgresql", (int)Upload.HalfAndKept, 0)]
    [InlineData("sqlite", (int)Upload.CutAndKept, 0)]
    [InlineData("sqlite", (int)Upload.Refused, 1)]
    [InlineData("sqlite", (int)Upload.Elsewhere, 1)]
    [InlineData("sqlite", (int)Upload.Forbidden, 1)]
    public async Task Whatever_the_server_does_everything_arrives_and_nothing_twice(string engine, int mood, int again)
    {
        await using var site = await DepositSite.StartAsync(engine);
        site.Register.Uploads.Enqueue((Upload)mood);

        var first = await site.RunAsync();
        var problem = (await site.Deposits.FindSettingsAsync(site.JournalId, Ct)).Problem;
        await site.RunAllAsync(12, TimeSpan.FromMinutes(30));

        Assert.NotNull(first!.Problem);
        Assert.Equal(first.Problem, problem);
        Assert.DoesNotContain(CrossrefStandIn.Password, problem!, StringComparison.Ordinal);
        Assert.Equal(2 + again, site.Register.Sent);
        Assert.Equal(4, site.Register.Dois.Count); // What came was asked about, and not sent again.
        Assert.All(await site.RowsAsync(), row => Assert.Equal(DepositState.Accepted, row.State));
        Assert.Null((await site.Deposits.FindSettingsAsync(site.JournalId, Ct)).Problem);
    }

    [Theory]
    [InlineData("sqlite", (int)Answer.Queued)]
    [InlineData("sqlite", (int)Answer.Unknown)]
    [InlineData("sqlite", (int)Answer.Half)]
    [InlineData("sqlite", (int)Answer.Error)]
    [InlineData("sqlite", (int)Answer.Endless)]
    [InlineData("postgresql", (int)Answer.Queued)]
    [InlineData("postgresql", (int)Answer.Half)]
    public async Task However_late_or_broken_the_answer_it_is_asked_for_again_and_nothing_is_sent_twice(string engine, int mood)
    {
        await using var site = await DepositSite.StartAsync(engine);
        for (var i = 0; i < 6; i++)
        {
            site.Register.Answers.Enqueue((Answer)mood);
        }

        await site.RunAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.RunAsync();
        var meanwhile = await site.RowsAsync();
        await site.RunAllAsync(10, TimeSpan.FromHours(1));

        Assert.All(meanwhile, row => Assert.Equal(DepositState.Sent, row.State));
        Assert.All(await site.RowsAsync(), row => Assert.Equal(DepositState.Accepted, row.State));
        Assert.Equal(4, site.Register.Dois.Count);
        Assert.True(site.Register.Asked >= 8);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Waits_grow_and_a_server_that_is_gone_for_good_is_given_up_on(string engine)
    {
        await using var site = await DepositSite.StartAsync(engine);
        for (var i = 0; i < 100; i++)
        {
            site.Register.Uploads.Enqueue(Upload.Refused);
        }

        await site.RunAsync();
        await site.RunAsync();
        Assert.Equal(1, site.Register.Sent); // Not before the pause is over.
        for (var i = 0; i < 40; i++)
        {
            site.Clock.Advance(TimeSpan.FromHours(30));
            await site.RunAsync();
        }

        Assert.All(await site.RowsAsync(), row => Assert.Equal(DepositState.GivenUp, row.State));
        Assert.Equal(24, site.Register.Sent); // Two batches, twelve times each.
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_two_processes_that_work_at_once_one_sends(string engine)
    {
        await using var site = await DepositSite.StartAsync(engine);
        await TenAsync(site);
        var other = site.Node();

        for (var i = 0; i < 4; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => site.RunAsync(n % 2 == 0 ? null : other))));
            site.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(14, site.Register.Dois.Count);
        Assert.Equal(14, site.Register.Dois.Distinct().Count());
        Assert.All(await site.RowsAsync(), row => Assert.Equal(DepositState.Accepted, row.State));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Killed_right_after_sending_nothing_is_lost_and_nothing_is_sent_twice(string engine)
    {
        await using var site = await DepositSite.StartAsync(engine);
        var mortal = site.Node(new DiesAfterSending());

        await Assert.ThrowsAsync<InvalidOperationException>(() => site.RunAsync(mortal));
        var meanwhile = await site.RowsAsync();
        await site.RunAllAsync(6, TimeSpan.FromMinutes(5));

        Assert.Contains(meanwhile, row => row.State == DepositState.Sent);
        Assert.Equal(4, site.Register.Dois.Count);
        Assert.All(await site.RowsAsync(), row => Assert.Equal(DepositState.Accepted, row.State));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Killed_right_before_sending_the_batch_is_asked_about_and_then_sent(string engine)
    {
        await using var site = await DepositSite.StartAsync(engine);
        var claim = (await site.Deposits.ClaimAsync(site.JournalId, site.Clock.GetUtcNow(), SendDeposits.Lease, Ct))!;
        await site.Services.GetRequiredService<SendDeposits>().EnqueueAsync(site.JournalId, (await site.Deposits.FindSettingsAsync(site.JournalId, Ct)).Settings, Ct);
        var due = await site.Deposits.ListDueAsync(site.JournalId, "x", site.Clock.GetUtcNow(), 10, Ct);

        // Written down, and dead before a byte went out; the lease is never given back.
        Assert.NotNull(await site.Deposits.BeginBatchAsync(claim, "recto-never-came", "test", [.. due.Select(one => new BatchedDeposit(one, "x"))], 1, site.Clock.GetUtcNow(), SendDeposits.Lease, TimeSpan.FromMinutes(1), Ct));
        Assert.Null(await site.RunAsync());
        await site.RunAllAsync(12, TimeSpan.FromMinutes(20));

        Assert.True(site.Register.Asked >= DepositWaits.MostUnknowns);
        Assert.Equal(4, site.Register.Dois.Count);
        Assert.All(await site.RowsAsync(), row => Assert.Equal(DepositState.Accepted, row.State));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_timestamp_of_a_DOI_grows_though_the_clock_goes_back(string engine)
    {
        await using var site = await DepositSite.StartAsync(engine, settings => settings);
        await site.RunAllAsync();
        var before = Timestamp(site, First);

        await site.EditAsync(First, edits => edits with { Title = "Another title" });
        var back = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(site.Clock.GetUtcNow().AddYears(-3));
        var send = ActivatorUtilities.CreateInstance<SendDeposits>(site.Services, back);
        await send.RunAsync(site.JournalId, Ct);

        Assert.Equal([First], site.Register.Kept[^1].Dois);
        Assert.True(Timestamp(site, First) > before);
        Assert.Contains("Successfully updated", site.Register.Kept[^1].Result, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_another_program_deposited_with_a_greater_number_is_sent_with_a_greater_one_still(string engine)
    {
        await using var site = await DepositSite.StartAsync(engine);
        site.Register.Deposited(First, 99991231235959999m);

        await site.RunAllAsync(8, TimeSpan.FromMinutes(10));

        Assert.Equal(DepositState.Accepted, (await site.RowAsync(First)).State);
        Assert.Equal(5, site.Register.Dois.Count);
    }

    [Fact]
    public async Task A_DOI_that_the_answer_does_not_name_is_sent_again()
    {
        await using var site = await DepositSite.StartAsync("sqlite");
        site.Register.Forgotten.Add(First);
        await site.RunAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        site.Register.Forgotten.Clear();

        await site.RunAllAsync(8, TimeSpan.FromMinutes(10));

        Assert.Equal(DepositState.Accepted, (await site.RowAsync(First)).State);
        Assert.Equal(2, site.Register.Dois.Count(doi => doi == First));
    }

    [Fact]
    public async Task A_withdrawn_article_is_left_as_it_is_registered()
    {
        await using var site = await DepositSite.StartAsync("sqlite");
        await site.RunAllAsync();
        var row = await site.RowAsync(First);
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            await site.Services.GetRequiredService<ArticleStore>().WithdrawAsync(tx, row.Id, "By mistake.", site.Clock.GetUtcNow(), Ct);
            await tx.CommitAsync(Ct);
        }

        await site.RunAllAsync();

        Assert.Equal(4, site.Register.Dois.Count);
        Assert.True((await site.RowAsync(First)).IsHidden);
        Assert.Equal(DepositState.Accepted, (await site.RowAsync(First)).State);
    }

    [Fact]
    public async Task A_notice_tells_the_register_what_it_corrects()
    {
        await using var site = await DepositSite.StartAsync("sqlite", settings => settings with { CrossmarkPolicy = "10.5555/policy" });
        await site.RunAllAsync();
        var (notice, about) = (await site.RowAsync("10.5555/tlm.2026.0102"), await site.RowAsync(First));
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            await site.Services.GetRequiredService<ArticleStore>().RelateAsync(tx, notice.Id, about.Id, RelationKind.Retraction, site.Clock.GetUtcNow(), Ct);
            await tx.CommitAsync(Ct);
        }

        await site.RunAllAsync();

        Assert.Equal(["10.5555/tlm.2026.0102"], site.Register.Kept[^1].Dois);
        var update = site.Register.Kept[^1].Document.Descendants().Single(element => element.Name.LocalName == "update");
        Assert.Equal(("retraction", First), ((string?)update.Attribute("type"), update.Value));
        Assert.Empty(site.Register.Faults);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Articles_and_issues_get_DOIs_by_the_pattern_and_are_deposited_with_the_journals_own(string engine)
    {
        await using var site = await DepositSite.StartAsync(engine, settings => settings with { AssignsAtPublication = true, IssuePattern = "{journal}.{volume}.{issue}", JournalDoi = "10.5555/lower-margin" });
        Assert.Equal(0, await site.Data.RectoAsync("import", site.Data.Run.Write("new.xml", Samples.Jats("A new leaf")), "--journal", DepositSite.Journal));

        await site.RunAllAsync(6);
        var given = (await site.RowsAsync()).Where(row => row.Title == "A new leaf").ToList();

        Assert.Equal("10.5555/lower-margin.2024.5", Assert.Single(given).Doi);
        Assert.Equal(9, site.Register.Dois.Count); // Five articles, three issues (the new article came with its own), the journal.
        Assert.Contains("10.5555/lower-margin", site.Register.Dois);
        Assert.All(await site.RowsAsync(), row => Assert.Equal(DepositState.Accepted, row.State));
        Assert.Empty(site.Register.Faults);
    }

    [Fact]
    public async Task Nothing_leaves_where_something_is_missing_or_the_journal_is_off()
    {
        await using var site = await DepositSite.StartAsync("sqlite", settings => settings with { DepositorEmail = null });

        var missing = await site.RunAsync();
        await site.SetAsync(settings => settings with { IsOn = false, DepositorEmail = "doi@example.org" });
        var off = await site.RunAsync();

        Assert.Equal([DepositObstacle.NoDepositor], missing!.Obstacles);
        Assert.Null(off);
        Assert.Equal(0, site.Register.Sent + site.Register.Asked);
    }

    [Fact]
    public async Task DOIs_of_another_prefix_are_never_deposited()
    {
        await using var site = await DepositSite.StartAsync("sqlite", settings => settings with { Prefix = "10.55555" });

        await site.RunAllAsync();

        Assert.Equal(0, site.Register.Sent);
        Assert.Equal(4, (await site.Deposits.TallyAsync(site.JournalId, "10.55555", Ct)).Foreign);
    }

    private static async Task TenAsync(DepositSite site)
    {
        var files = Enumerable.Range(0, 10).Select(i => site.Data.Run.Write($"leaf-{i}.xml", Samples.Jats($"Leaf {i}", doi: $"10.5555/leaf.{i}"))).ToArray();
        Assert.Equal(0, await site.Data.RectoAsync(["import", .. files, "--journal", DepositSite.Journal, "--issue", "3-1"]));
    }

    private static Journals.Identifiers.Doi Doi(string text) => Journals.Identifiers.Doi.TryParse(text, out var doi) ? doi : throw new ArgumentException(text);

    private static decimal Timestamp(DepositSite site, string doi) => site.Register.Kept.SelectMany(batch => batch.Document.Descendants())
        .Where(element => element.Name.LocalName == "doi_data" && element.Elements().First().Value == doi).Select(element => decimal.Parse(element.Elements().First(child => child.Name.LocalName == "timestamp").Value, System.Globalization.CultureInfo.InvariantCulture)).Last();
}
