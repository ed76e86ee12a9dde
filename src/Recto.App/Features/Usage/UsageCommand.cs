using System.Buffers;
using System.CommandLine;
using System.Globalization;
using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Counter;
using Recto.Storage.Access;
using Recto.Storage.Articles;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;
using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary><c>recto usage</c>: reports, and counting days again.</summary>
internal static class UsageCommand
{
    public static Command Create(Terminal terminal) => new("usage", "What was used: COUNTER reports, and counting days again.") { Report(terminal), RollUp(terminal) };

    private static Command Report(Terminal terminal)
    {
        var place = new DataPlace();
        var id = new Argument<string>("ID") { Description = $"The report: {string.Join(", ", ReportDefinition.All.Select(report => report.Id))}" };
        var begin = new Option<string>("--begin") { Description = "The first month", HelpName = "YYYY-MM", Required = true };
        var end = new Option<string>("--end") { Description = "The last month", HelpName = "YYYY-MM", Required = true };
        var customer = new Option<string?>("--customer") { Description = "Key or ROR id of the institution (default: the world)", HelpName = "ID" };
        var format = new Option<string>("--format") { Description = "json (default) or tsv", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json", "tsv");
        var command = new Command("report", "Write a COUNTER 5.1 report. Exit code 1 where it lacks something, which its header says.") { id, begin, end, customer, format };
        place.AddTo(command);
        command.SetAction((parsed, ct) => ReportAsync(parsed.GetValue(id)!, parsed.GetValue(begin)!, parsed.GetValue(end)!, parsed.GetValue(customer), parsed.GetValue(format) == "tsv", place.Read(parsed), terminal, ct));
        return command;
    }

    private static Command RollUp(Terminal terminal)
    {
        var place = new DataPlace();
        var from = new Option<DateOnly?>("--from") { Description = "Count the days from that one anew, as long as their events are kept", HelpName = "YYYY-MM-DD" };
        var to = new Option<DateOnly?>("--to") { Description = "To that one (default: --from)", HelpName = "YYYY-MM-DD" };
        var command = new Command("roll-up", "Count the days that are over, as the site does by itself; with --from, count days again. Exit code 1 where a day could not be counted again.") { from, to };
        place.AddTo(command);
        command.SetAction((parsed, ct) => RollUpAsync(parsed.GetValue(from), parsed.GetValue(to), place.Read(parsed), terminal, ct));
        return command;
    }

    private static async Task<int> ReportAsync(string id, string begin, string end, string? customer, bool isTable, DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        if (ReportDefinition.Find(id) is not { } definition)
        {
            return terminal.Refuse($"There is no report “{id}”; there are {string.Join(", ", ReportDefinition.All.Select(report => report.Id))}.");
        }

        if (Refusal(data, out var options) is { } refusal)
        {
            return terminal.Refuse(refusal);
        }

        await using var database = Database.At(data);
        await new Migrator(database).MigrateAsync(ct);
        var reports = new UsageReports(new UsageStore(database), new ArticleStore(database), options, TimeProvider.System);
        var origin = options.Address ?? "http://localhost";
        var site = reports.SiteAt(origin);
        var institutions = new InstitutionStore(database);
        var institution = customer is null or ReportCustomer.WorldId ? null : await institutions.FindAsync(customer, ct) ?? await FindByRorAsync(institutions, customer, ct);
        if (institution is null && customer is not (null or ReportCustomer.WorldId))
        {
            return terminal.Refuse($"No institution has the key or ROR id “{customer}”; the desk lists them under Institutions. Leave --customer out for the whole world.");
        }

        var reading = ReportRequestReader.Read(definition, [new("customer_id", customer ?? ReportCustomer.WorldId), new("begin_date", begin), new("end_date", end)], site.Platform, await reports.FindCalendarAsync(ct), isTable);
        if (reading.Request is not { } request)
        {
            return terminal.Refuse($"{reading.Refusal}. Give --begin and --end as 2026-01, months that are over.");
        }

        var report = await reports.MakeAsync(request, institution?.Id, institution is null ? ReportCustomer.World(site.PlatformId) : UsageReports.CustomerOf(site, institution.Key, institution.Name, institution.Ror), origin, ct);
        var body = new ArrayBufferWriter<byte>(64 * 1024);
        CounterAnswers.Write(report, isTable, body);
        terminal.Out.Write(System.Text.Encoding.UTF8.GetString(body.WrittenSpan));
        terminal.Out.Write(isTable ? "" : "\n");
        foreach (var exception in report.Header.Exceptions)
        {
            terminal.Error.WriteLine($"recto: {exception}");
        }

        return report.Header.Exceptions.Any(exception => exception.Code != CounterNotice.NoUsage().Code) ? 1 : 0;
    }

    private static async Task<Institution?> FindByRorAsync(InstitutionStore institutions, string customer, CancellationToken ct) =>
        RorId.TryRead(customer) is { } ror && (await institutions.LoadAsync(ct)).Institutions.FirstOrDefault(one => one.Ror == ror) is { } found ? found : null;

    private static async Task<int> RollUpAsync(DateOnly? from, DateOnly? to, DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        if (to is not null && (from is null || to < from))
        {
            return terminal.Refuse("--to goes with --from, and not before it.");
        }

        if (Refusal(data, out var options) is { } refusal)
        {
            return terminal.Refuse(refusal);
        }

        await using var database = Database.At(data);
        await new Migrator(database).MigrateAsync(ct);
        var store = new UsageStore(database);
        var rollUp = new RollUpUsage(store, new CoReadStore(database), new ListClickStore(database), database, options, TimeProvider.System);
        if (from is not { } first)
        {
            var days = await rollUp.RunAsync(ct);
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{days} {(days == 1 ? "day was" : "days were")} counted."));
            return 0;
        }

        var failed = 0;
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        foreach (var day in (await store.ListDaysAsync(first, to ?? first, ct)).Select(known => known.Day).Where(day => day < today).Order())
        {
            var isCounted = await rollUp.CountAsync(day, ct);
            failed += isCounted ? 0 : 1;
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}: {(isCounted ? "counted again" : "not counted again, for its events are not all kept any more")}."));
        }

        return failed > 0 ? 1 : 0;
    }

    private static string? Refusal(DatabaseOptions data, out SiteOptions options)
    {
        options = new SiteOptions { Database = data };
        if (DataPlace.FindMissing(data) is { } missing)
        {
            return missing;
        }

        if (!SiteOptions.TryRead(Environment.GetEnvironmentVariable, options, out var told, out var unreadable))
        {
            return unreadable;
        }

        options = told;
        return null;
    }
}
