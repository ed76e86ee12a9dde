using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Recto.App.Features.Usage;
using Recto.App.Shell;
using Recto.Journals.Exchange.Counter;
using Recto.Journals.Usage;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;
using Recto.Storage.Usage;

namespace Recto.Bench;

/// <summary>
/// Usage. <c>usage FOLDER NAME EVENTS [PostgreSQL]</c> keeps so many events of one month (2,500 titles with 20 articles each, 20 institutions, each fifth reader of one), counts its days, copies the month's counts to the eleven before it,
/// and makes reports on twelve months. One figure a line: <c>usage NAME WHAT VALUE</c>.
/// </summary>
internal static class UsageRun
{
    private const int Titles = 2_500;
    private const int ArticlesOfATitle = 20;
    private const int Institutions = 20;
    private const int Batch = 10_000;
    private static readonly UsageMonth Month = new(2026, 9);
    private static readonly ShownLists Lists = default(ShownLists).With(1, [9, 9, 7, 9, 2], false).With(2, [7, 2, 7, 8, 4], false);

    public static async Task<int> RunAsync(string[] args)
    {
        var (folder, name, wanted) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
        await using var database = Database.At(new DatabaseOptions { DataFolder = folder, PostgreSql = args.Length > 3 ? args[3] : null });
        await new Migrator(database).MigrateAsync(CancellationToken.None);
        var store = new UsageStore(database);
        var month = Enumerable.Range(0, Month.Last.Day).Select(Month.First.AddDays).ToList();

        var measure = Measure.Begin();
        await store.MakeRoomAsync(Month, CancellationToken.None);
        var random = new Random(7);
        foreach (var day in month)
        {
            await KeepAsync(database, store, day, wanted / month.Count, random);
        }

        measure.Tell(name, "keep");
        Tell(name, "kept-a-second", wanted / measure.Seconds);
        measure = Measure.Begin();
        var days = await new RollUpUsage(store, new CoReadStore(database), new ListClickStore(database), database, new SiteOptions { Database = database.Options }, new Standing(Month.Plus(1).First)).RunAsync(CancellationToken.None);
        measure.Tell(name, "roll-up");
        Tell(name, "days", days);
        Tell(name, "memory-mb", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6);
        await CopyMonthsAsync(database);
        await ReportAsync(store, name, "TR_J1", "", null);
        await ReportAsync(store, name, "TR_J1", "", Id('i', 5));
        await ReportAsync(store, name, "TR", "", null);
        await ReportAsync(store, name, "TR_J4", "", null);
        await ReportAsync(store, name, "TR", "&attributes_to_show=YOP|Access_Type|Access_Method", null);
        return 0;
    }

    private static async Task KeepAsync(Database database, UsageStore store, DateOnly day, int wanted, Random random)
    {
        var begin = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        for (var at = 0; at < wanted; at += Batch)
        {
            var events = Enumerable.Range(at, Math.Min(Batch, wanted - at)).Select(i => new UsageToKeep(Event(begin.AddTicks(TimeSpan.TicksPerDay / wanted * i), random), null)).ToList();
            await using var tx = await database.BeginAsync(CancellationToken.None);
            await store.AddAsync(tx, new UsageBatch { Events = events }, CancellationToken.None);
            await tx.CommitAsync(CancellationToken.None);
        }
    }

    private static UsageEvent Event(DateTimeOffset at, Random random)
    {
        // Few articles have most of the readers.
        var article = (int)(Math.Pow(random.NextDouble(), 3) * Titles * ArticlesOfATitle);
        var user = random.Next(100_000);
        var isSearch = random.Next(20) == 0;
        var happened = new UsageEvent { At = at, Kind = UsageKind.Search, User = new UserKey((UInt128)(uint)user), Institutions = user % 5 == 0 ? [Id('i', user % Institutions), Id('i', Institutions + (user % 3))] : [] };
        return isSearch ? happened : happened with
        {
            Kind = (UsageKind)random.Next(1, 4),
            Form = random.Next(3) == 0 ? UsageForm.Pdf : UsageForm.Html,
            ArticleId = Id('a', article),
            JournalId = Id('j', article / ArticlesOfATitle),
            YearOfPublication = 2000 + (article % 25),
            AccessType = (AccessType)(1 + (article % 3)),
            Lists = Lists, // As if each article had two full lists, and each tenth reader came by one.
            CameBy = random.Next(10) == 0 ? ListLine.Of(Lists, 2, 1 + random.Next(5)) : null,
        };
    }

    private static async Task CopyMonthsAsync(Database database)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        const string Columns = "journal_id, access_type, method, yop, searches, no_license, limit_exceeded, investigations, requests, unique_investigations, unique_requests";
        for (var i = 1; i <= 11; i++)
        {
            var other = Month.Plus(-i);
            await connection.ExecuteAsync($"INSERT INTO usage_title_counts (institution_id, month, {Columns}) SELECT institution_id, {(other.Year * 100) + other.Month}, {Columns} FROM usage_title_counts WHERE month = {(Month.Year * 100) + Month.Month}");
        }
    }

    private static async Task ReportAsync(UsageStore store, string name, string id, string query, Guid? institution)
    {
        var parameters = $"customer_id=x&begin_date={Month.Plus(-11)}&end_date={Month}{query}".Split('&').Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
        var request = ReportRequestReader.Read(ReportDefinition.Find(id)!, parameters, "Bench", new ReportCalendar(Month.Plus(-11), Month, Month.Last.AddDays(5))).Request!;
        var journals = Enumerable.Range(0, Titles).ToDictionary(i => Id('j', i), i => new ReportJournal { Id = Id('j', i), Title = $"Journal {i}", Publisher = "Bench", Ids = new ItemIds { Proprietary = $"bench:{i}" } });
        var site = new ReportSite { Platform = "Bench", PlatformId = "bench", CreatedBy = "Recto" };
        for (var round = 0; round < 2; round++)
        {
            var measure = Measure.Begin();
            var counts = await store.ListAsync(institution, request, CancellationToken.None);
            var report = ReportFromCounts.Make(request, site, ReportCustomer.World("bench"), counts, journals, new Dictionary<Guid, ReportArticle>(), DateTimeOffset.UnixEpoch);
            var body = new ArrayBufferWriter<byte>();
            CounterJson.Write(report, body);
            if (round == 1)
            {
                measure.Tell(name, $"report-{id}{(query.Length > 0 ? "-all-columns" : "")}{(institution is null ? "-world" : "-library")}");
            }
        }
    }

    /// <summary>Time by the clock and of this process's processor; what PostgreSQL itself used is in the first alone.</summary>
    private readonly record struct Measure(long At, TimeSpan Cpu)
    {
        public double Seconds => Stopwatch.GetElapsedTime(At).TotalSeconds;

        public static Measure Begin() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

        public void Tell(string name, string what)
        {
            UsageRun.Tell(name, what + "-seconds", Seconds);
            UsageRun.Tell(name, what + "-cpu-seconds", (Environment.CpuUsage.TotalTime - Cpu).TotalSeconds);
        }
    }

    // The morning after the month.
    private sealed class Standing(DateOnly day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(day.ToDateTime(new TimeOnly(6, 0)), TimeSpan.Zero);
    }

    private static Guid Id(char kind, int number) => new(number, (short)kind, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    private static void Tell(string name, string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"usage {name} {what} {value:0.###}"));
}
