using Recto.Journals.Issues;
using Recto.Storage.Issues;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Sql;

public sealed class RoundTripOnSqliteTests() : RoundTripTests(Engine.Sqlite);

public sealed class RoundTripOnPostgresTests() : RoundTripTests(Engine.Postgres)
{
    [Fact]
    public async Task A_setting_holds_for_the_round_trip_and_no_longer()
    {
        var (with, without) = (new RoundTrip(Database), new RoundTrip(Database));
        with.AddSetting("SELECT set_config('enable_seqscan', 'off', true)");
        var (during, after) = (Seen(with), Seen(without));

        await using var connection = await Database.Source.OpenConnectionAsync(Ct);
        await with.AskAsync(connection, Ct);
        await without.AskAsync(connection, Ct);

        Assert.Equal(("off", "on"), (during.Value, after.Value));

        static Answer<string> Seen(RoundTrip together) => together.Add("SELECT current_setting('enable_seqscan')", async (reader, ct) => await reader.ReadAsync(ct) ? reader.GetString(0) : "");
    }
}

public abstract class RoundTripTests(Engine engine) : StoreTests(engine)
{
    [Fact]
    public async Task Each_question_gets_its_own_answer()
    {
        var found = await SaveAsync("weekly", "The Weekly");
        await SaveAsync("quarterly", "The Quarterly");

        var together = new RoundTrip(Database);
        var (all, only, issues, waiting, hot, sections) = (Journals.List(together), Journals.FindOnly(together), Issues.List(together, found, 10, null), Articles.ListWaiting(together, found, 10, null),
            new RecommendationStore(Database).List(together, found), new SectionStore(Database).List(together, found));
        await together.AskAsync(Ct);

        Assert.Equal(["quarterly", "weekly"], all.Value.Select(journal => journal.Key));
        Assert.Null(only.Value); // There are two.
        Assert.Equal(["1-2", "1-1"], issues.Value.Items.Select(issue => issue.Key));
        Assert.Empty(waiting.Value.Items);
        Assert.Empty(hot.Value);
        Assert.Empty(sections.Value);
    }

    [Fact]
    public async Task A_question_may_be_asked_by_itself_and_the_only_journal_is_found()
    {
        var found = await SaveAsync("weekly", "The Weekly");
        var together = new RoundTrip(Database);
        var only = Journals.FindOnly(together);

        await together.AskAsync(Ct);

        Assert.Equal((found, "The Weekly"), (only.Value!.Id, only.Value.Journal.Title));
        Assert.Equal((await Journals.FindAsync("weekly", Ct))!.Policy, only.Value.Policy);
        Assert.Equal(["1-1"], (await Issues.ListAsync(found, 1, (await Issues.ListAsync(found, 1, null, Ct)).Next, Ct)).Items.Select(issue => issue.Key));
    }

    [Fact]
    public async Task What_is_used_in_the_wrong_order_says_so()
    {
        var together = new RoundTrip(Database);
        var all = Journals.List(together);

        Assert.Throws<InvalidOperationException>(() => all.Value);
        await together.AskAsync(Ct);
        Assert.Empty(all.Value);
        Assert.Throws<InvalidOperationException>(() => Journals.List(together));
        await Assert.ThrowsAsync<InvalidOperationException>(() => together.AskAsync(Ct));
        Assert.Throws<ArgumentException>(() => new JournalStore(Home.Open()).List(new RoundTrip(Database)));
    }

    [Fact]
    public async Task Nothing_may_be_asked_too_and_a_fault_of_one_question_is_the_fault_of_all()
    {
        await new RoundTrip(Database).AskAsync(Ct);

        var together = new RoundTrip(Database);
        var all = Journals.List(together);
        together.AddSetting("SELECT nothing FROM nowhere");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => together.AskAsync(Ct));
        Assert.Empty(await Journals.ListAsync(Ct)); // The connection is well.
        Assert.Empty(all.Value); // It was asked before.
    }

    [Fact]
    public async Task Connections_are_opened_before_they_are_wanted_and_stay()
    {
        await Database.OpenSomeAsync(Ct);

        Assert.Empty(await Journals.ListAsync(Ct));
    }

    private async Task<Guid> SaveAsync(string key, string title)
    {
        await using var tx = await Database.BeginAsync(Ct);
        var id = (await Journals.SaveAsync(tx, new Journal { Key = key, Title = title }, Now, Ct)).Id;
        foreach (var number in new[] { "1", "2" })
        {
            await Issues.SaveAsync(tx, id, new Issue { Key = "1-" + number, Volume = "1", Number = number }, Now, Ct);
        }

        await tx.CommitAsync(Ct);
        return id;
    }
}
