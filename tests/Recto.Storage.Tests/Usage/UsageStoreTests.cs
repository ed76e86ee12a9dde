using Recto.Journals.Exchange.Counter;
using Recto.Journals.Usage;
using Recto.Storage.Usage;

namespace Recto.Storage.Tests.Usage;

/// <summary>What readers did, day by day, and what comes of it.</summary>
public abstract class UsageStoreTests(Engine engine) : StoreTests(engine)
{
    private static readonly DateOnly Day = new(2026, 2, 28);
    private static readonly UsageMonth February = new(2026, 2);
    private static readonly (Guid Article, Guid Journal) Leaf = (Guid.Parse("00000000-0000-7000-8000-00000000000a"), Guid.Parse("00000000-0000-7000-8000-00000000000b"));
    private static readonly (Guid Library, Guid Consortium) Readers = (Guid.Parse("00000000-0000-7000-8000-00000000000c"), Guid.Parse("00000000-0000-7000-8000-00000000000d"));

    private UsageStore Store => new(Database);

    [Fact]
    public async Task Events_come_back_as_they_were_kept_in_order_of_time()
    {
        var search = new UsageEvent { At = At(9, 0, 5), Kind = UsageKind.Search, User = new(UInt128.MaxValue) };
        var note = Event(At(9, 0, 0), 7) with { Kind = UsageKind.Investigation, Form = UsageForm.Note, Part = "12*", Session = new(3), AccessType = AccessType.Controlled, Method = AccessMethod.Tdm, Institutions = [Readers.Library, Readers.Consortium] };
        await KeepAsync(search, note);

        var read = new List<UsageEvent>();
        var own = await Store.ReadAsync(Day, read.Add, Ct);

        Assert.Equal(2, own);
        Assert.Equal([Plain(note), Plain(search)], read.Select(Plain));
        Assert.Equal(note.Institutions, read[0].Institutions);

        static UsageEvent Plain(UsageEvent happened) => happened with { Institutions = [] };
    }

    [Fact]
    public async Task A_day_that_is_counted_is_told_by_month_and_its_salt_is_gone()
    {
        var salt = await Store.FindSaltAsync(Day, isNew: true, Ct);
        Assert.Equal(salt, await Store.FindSaltAsync(Day, isNew: true, Ct));
        await KeepAsync(Event(At(9, 0, 0), 1) with { Institutions = [Readers.Library] }, Event(At(9, 0, 20), 1) with { Institutions = [Readers.Library] }, Event(At(10, 0, 0), 2), new() { At = At(11, 0, 0), Kind = UsageKind.Search, User = new(4) });

        Assert.Equal([Day], await Store.ListWaitingAsync(Day.AddDays(1), Ct));
        Assert.True(await CountAsync(Day));

        Assert.Equal((2, 2, 1), await TotalsAsync(null));
        Assert.Equal((1, 1, 0), await TotalsAsync(Readers.Library));
        Assert.Equal((0, 0, 0), await TotalsAsync(Readers.Consortium));
        Assert.Empty(await Store.ListWaitingAsync(Day.AddDays(1), Ct));
        Assert.Null(await Store.FindSaltAsync(Day, isNew: true, Ct));
        Assert.Equal((4L, 1L), (await Store.ListDaysAsync(Day, Day, Ct)) is [var day] ? (day.Events, day.DoubleClicks) : default);
    }

    [Fact]
    public async Task A_day_is_counted_again_in_place_of_what_was_counted_of_it()
    {
        await KeepAsync(Event(At(9, 0, 0), 1), Event(At(9, 5, 0), 2));
        await KeepAsync(Event(At(9, 0, 0).AddDays(-1), 1));
        Assert.True(await CountAsync(Day));
        Assert.True(await CountAsync(Day.AddDays(-1)));

        Assert.True(await CountAsync(Day));

        Assert.Equal((3, 3, 0), await TotalsAsync(null));
    }

    [Fact]
    public async Task Days_of_one_month_are_written_together_and_each_can_be_counted_again()
    {
        await KeepAsync(Event(At(9, 0, 0), 1) with { Institutions = [Readers.Library] }, Event(At(9, 5, 0), 2));
        await KeepAsync(Event(At(9, 0, 0).AddDays(-1), 1) with { Institutions = [Readers.Library] }, Event(At(9, 0, 0).AddDays(-1), 3) with { AccessType = AccessType.Controlled });
        Assert.True(await CountAsync(Day.AddDays(-1), Day));
        Assert.Equal((4, 4, 0), await TotalsAsync(null));
        Assert.Equal((2, 2, 0), await TotalsAsync(Readers.Library));

        await using (var connection = await Database.Source.OpenConnectionAsync(Ct))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "UPDATE usage_events SET access_type = 1, institutions = NULL";
            await command.ExecuteNonQueryAsync(Ct);
        }

        Assert.True(await CountAsync(Day));

        Assert.Equal((4, 4, 0), await TotalsAsync(null));
        Assert.Equal((1, 1, 0), await TotalsAsync(Readers.Library)); // The day before was not counted again.
        var counts = await Store.ListAsync(null, Request("TR", "&attributes_to_show=Access_Type&metric_type=Total_Item_Requests"), Ct);
        Assert.Equal([(AccessType.Controlled, 3L), (AccessType.Open, 1L)], counts.Where(count => count.Metric == MetricType.TotalItemRequests).Select(count => (count.Key.AccessType!.Value, count.Count)).Order());
    }

    [Fact]
    public async Task A_day_that_was_counted_and_has_no_pack_is_not_counted_again()
    {
        await KeepAsync(Event(At(9, 0, 0), 1));
        Assert.True(await CountAsync(Day));
        await using (var connection = await Database.Source.OpenConnectionAsync(Ct))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "DELETE FROM usage_day_packs";
            await command.ExecuteNonQueryAsync(Ct);
        }

        Assert.False(await CountAsync(Day));

        Assert.Equal((1, 1, 0), await TotalsAsync(null));
    }

    [Fact]
    public async Task What_comes_when_its_day_is_done_is_counted_among_the_lost_and_not_kept()
    {
        await KeepAsync(Event(At(9, 0, 0), 1));
        Assert.True(await CountAsync(Day));

        Assert.Equal(1, await KeepAsync(Event(At(9, 5, 0), 2)));

        Assert.Equal((1L, 1L), (await Store.ListDaysAsync(Day, Day, Ct)) is [var day] ? (day.Events, day.Dropped) : default);
        Assert.Equal(1, await Store.CountDroppedAsync(February, February, Ct));
        Assert.True(await CountAsync(Day));
        Assert.Equal((1, 1, 0), await TotalsAsync(null));
    }

    [Fact]
    public async Task A_day_of_which_something_came_meanwhile_is_not_finished()
    {
        await KeepAsync(Event(At(9, 0, 0), 1));

        var days = new CountedDays(February);
        days.Add(Day, read: 0, new UsageRollUp(Day, Day));

        Assert.False(await WriteAsync(tx => Store.FinishAsync(tx, days, Now, Ct)));

        Assert.Equal([Day], await Store.ListWaitingAsync(Day.AddDays(1), Ct));
    }

    [Fact]
    public async Task A_double_click_over_midnight_counts_once_and_next_day()
    {
        var midnight = new DateTimeOffset(Day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        await KeepAsync(Event(midnight.AddSeconds(-10), 1));
        await Store.MakeRoomAsync(new(2026, 3), Ct);
        await WriteAsync(tx => Store.AddAsync(tx, new UsageBatch { Events = [new(Event(midnight.AddSeconds(15), 99), new UserKey(1))] }, Ct));

        Assert.True(await CountAsync(Day));
        Assert.True(await CountAsync(Day.AddDays(1)));

        Assert.Equal((0, 0, 0), await TotalsAsync(null));
        Assert.Equal((1, 1, 0), await TotalsAsync(null, new(2026, 3)));
    }

    [Fact]
    public async Task Only_months_that_are_over_and_counted_can_be_reported_on()
    {
        Assert.Null((await Store.FindCalendarAsync(new(2026, 3, 14), Ct)).First);
        await KeepAsync(Event(At(9, 0, 0), 1));

        Assert.Null((await Store.FindCalendarAsync(new(2026, 3, 14), Ct)).Last);
        Assert.True(await CountAsync(Day));

        Assert.Equal(new ReportCalendar(February, February, new(2026, 3, 14)), await Store.FindCalendarAsync(new(2026, 3, 14), Ct));
        Assert.Equal(new ReportCalendar(null, null, new(2026, 2, 28)), await Store.FindCalendarAsync(new(2026, 2, 28), Ct));
    }

    [Fact]
    public async Task Old_events_go_and_their_months_stay_as_long_as_they_are_to()
    {
        await KeepAsync(Event(At(9, 0, 0), 1));
        await Store.MakeRoomAsync(new(2026, 3), Ct);
        await KeepAsync(Event(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), 1));
        Assert.True(await CountAsync(Day));

        await Store.ForgetAsync(new(2026, 4, 1), null, Ct);

        Assert.False(await CountAsync(Day)); // Its events are gone, its numbers are not.
        Assert.Equal((1, 1, 0), await TotalsAsync(null));
        Assert.True(await CountAsync(new DateOnly(2026, 3, 2))); // It waited, and was kept.
        await Store.ForgetAsync(new(2026, 4, 1), new(2026, 3), Ct);
        Assert.Equal((0, 0, 0), await TotalsAsync(null));
        Assert.Equal((1, 1, 0), await TotalsAsync(null, new(2026, 3)));
    }

    [Fact]
    public async Task A_report_of_articles_tells_years_and_access_apart_where_it_is_asked_to()
    {
        await KeepAsync(Event(At(9, 0, 0), 1), Event(At(9, 0, 0), 2) with { AccessType = AccessType.Controlled, YearOfPublication = 2019 });
        Assert.True(await CountAsync(Day));

        var counts = await Store.ListAsync(null, Request("IR", "&attributes_to_show=YOP|Access_Type&metric_type=Total_Item_Requests"), Ct);

        Assert.Equal([(2019, AccessType.Controlled, 1L), (2024, AccessType.Open, 1L)], counts.Where(count => count.Metric == MetricType.TotalItemRequests).Select(count => (count.Key.YearOfPublication!.Value, count.Key.AccessType!.Value, count.Count)).Order());
        Assert.All(counts, count => Assert.Equal(Leaf.Article, count.Key.ArticleId));
    }

    private static DateTimeOffset At(int hour, int minute, int second) => new(Day.ToDateTime(new TimeOnly(hour, minute, second)), TimeSpan.Zero);

    private static UsageEvent Event(DateTimeOffset at, uint user) => new()
    {
        At = at,
        Kind = UsageKind.Request,
        User = new UserKey(user),
        Form = UsageForm.Html,
        ArticleId = Leaf.Article,
        JournalId = Leaf.Journal,
        YearOfPublication = 2024,
        AccessType = AccessType.Open,
    };

    private static ReportRequest Request(string id, string query = "", UsageMonth? month = null)
    {
        var asked = month ?? February;
        var parameters = $"customer_id=x&begin_date={asked}&end_date={asked}{query}".Split('&').Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
        return ReportRequestReader.Read(ReportDefinition.Find(id)!, parameters, "Recto", new ReportCalendar(asked, asked, asked.Last.AddDays(20))).Request!;
    }

    private async Task<long> KeepAsync(params UsageEvent[] events)
    {
        await Store.MakeRoomAsync(February, Ct);
        return await WriteAsync(tx => Store.AddAsync(tx, new UsageBatch { Events = [.. events.Select(happened => new UsageToKeep(happened, null))] }, Ct));
    }

    private async Task<bool> CountAsync(params DateOnly[] days)
    {
        var counted = new CountedDays(UsageMonth.Of(days[0]));
        foreach (var day in days)
        {
            var rollUp = new UsageRollUp(day, day);
            var read = await Store.ReadAsync(day, rollUp.Add, Ct);
            counted.Add(day, read, rollUp);
        }

        return await WriteAsync(tx => Store.FinishAsync(tx, counted, Now, Ct));
    }

    // Requests, unique requests, searches.
    private async Task<(int Requests, int Unique, int Searches)> TotalsAsync(Guid? institution, UsageMonth? month = null)
    {
        var counts = await Store.ListAsync(institution, Request("PR", month: month), Ct);
        int Sum(MetricType metric) => (int)counts.Where(count => count.Metric == metric).Sum(count => count.Count);
        return (Sum(MetricType.TotalItemRequests), Sum(MetricType.UniqueItemRequests), Sum(MetricType.SearchesPlatform));
    }
}

public sealed class UsageStoreOnSqliteTests() : UsageStoreTests(Engine.Sqlite);

public sealed class UsageStoreOnPostgresTests() : UsageStoreTests(Engine.Postgres);
