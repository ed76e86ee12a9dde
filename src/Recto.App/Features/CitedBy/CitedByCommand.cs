using System.CommandLine;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Recto.App.Features.CitedBy.Asking;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.Storage.Articles;
using Recto.Storage.CitedBy;
using Recto.Storage.Deposits;
using Recto.Storage.Sql;
using Recto.Storage.Works;

namespace Recto.App.Features.CitedBy;

/// <summary><c>recto cited-by harvest</c>: what the site asks behind everything else, now and with a report.</summary>
internal static class CitedByCommand
{
    public static Command Create(Terminal terminal, Func<Database, IDataProtectionProvider> keys, Func<DatabaseOptions, OwnIndex> index)
    {
        var place = new DataPlace();
        var now = new Option<bool>("--now") { Description = "Ask about everything, though it is not due yet" };
        var full = new Option<bool>("--full") { Description = "Ask about everything, and about all days of a prefix: by this is noticed what is no longer told" };
        var harvest = new Command("harvest", "Match references in the site’s own index of works, where there is one, and ask Crossref and OpenCitations who cites the articles, as far as RECTO_CITED_BY says. Exit code 1 where somebody did not answer.") { now, full };
        place.AddTo(harvest);
        harvest.SetAction((parsed, ct) => RunAsync(parsed.GetValue(now), parsed.GetValue(full), place.Read(parsed), keys, index, terminal, ct));
        return new Command("cited-by", "Who cites the articles of the site") { harvest };
    }

    private static async Task<int> RunAsync(bool isWanted, bool isFull, DatabaseOptions data, Func<Database, IDataProtectionProvider> keys, Func<DatabaseOptions, OwnIndex> index, Terminal terminal, CancellationToken ct)
    {
        if (DataPlace.FindMissing(data) is { } missing)
        {
            return terminal.Refuse(missing);
        }

        if (!SiteOptions.TryRead(Environment.GetEnvironmentVariable, new SiteOptions { Database = data }, out var options, out var unreadable))
        {
            return terminal.Refuse(unreadable);
        }

        await using var database = Database.At(data);
        await new Migrator(database).MigrateAsync(ct);
        using var client = new CitationsClient(options, TimeProvider.System, CitationsClient.Network());
        var own = index(data);
        var harvest = Of(database, keys(database), client, own, options, TimeProvider.System);
        var obstacles = CitationObstacles.Of(options, (await harvest.ListPrefixesAsync(ct)).Count);
        foreach (var obstacle in obstacles)
        {
            terminal.Out.WriteLine(CitationObstacles.Words(obstacle));
        }

        var asksNobody = obstacles.Any(CitationObstacles.StopsAll);
        if (asksNobody && own.Version() is null)
        {
            return 1;
        }

        if (!asksNobody && (isWanted || isFull))
        {
            await harvest.WantAsync(isFull, ct);
        }

        var runs = await harvest.RunAsync(ct);
        foreach (var run in runs)
        {
            terminal.Out.WriteLine(run.IsAnothers ? $"{run.Feed}: another process asks just now."
                : !run.WasDue && run.Problem is null ? $"{run.Feed}: nothing is due."
                : $"{run.Feed}: {run.Answered} answers, {run.Told} told, {run.Added} new, {run.Removed} told no longer, {run.Lists} lists changed.{(run.Problem is { } problem ? " " + problem : "")}");
        }

        return obstacles.Any(obstacle => obstacle != CitationObstacle.Off) || runs.Any(run => run.Problem is not null) ? 1 : 0;
    }

    internal static HarvestCitations Of(Database database, IDataProtectionProvider keys, CitationsClient client, OwnIndex own, SiteOptions options, TimeProvider time)
    {
        var citations = new CitationStore(database);
        var keep = new KeepAnswers(database, citations, new CitedByStore(database), time);
        var ask = new AskWorks(client);
        return new HarvestCitations(citations, new DepositStore(database), new CrossrefCredentials(keys, options), new HarvestForwardLinks(client, citations, keep, options, time), new AskOpenCitations(client, citations, keep, time),
            new AskCounts(ask, citations, keep, time), new AskRecords(ask, citations, keep, time), new LookUpReferences(client, citations, keep, own),
            new MatchOwnReferences(own, citations, keep), new WorkDois(new WorkStore(database), time), options, time, NullLogger<HarvestCitations>.Instance);
    }
}
