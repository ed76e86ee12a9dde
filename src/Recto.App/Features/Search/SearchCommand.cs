using System.CommandLine;
using Recto.App.Shell;
using Recto.Storage.Search;
using Recto.Storage.Sql;

namespace Recto.App.Features.Search;

/// <summary><c>recto search rebuild</c>, <c>recto search evaluate</c></summary>
internal static class SearchCommand
{
    public static Command Create(Terminal terminal)
    {
        var rebuildPlace = new DataPlace();
        var rebuild = new Command("rebuild", "Make the search index anew from the articles. The site goes on meanwhile; what was interrupted goes on where it was, here or in “recto serve”.");
        rebuildPlace.AddTo(rebuild);
        rebuild.SetAction((parsed, ct) => RebuildAsync(rebuildPlace.Read(parsed), terminal, ct));

        var evaluatePlace = new DataPlace();
        var file = new Argument<string>("FILE") { Description = "Queries with what they must find, one JSON object a line (corpus/search/README.md says how)" };
        var evaluate = new Command("evaluate", "Ask the index a list of queries and say how much of what must be found is found. Exit code 1 where something is missing.") { file };
        evaluatePlace.AddTo(evaluate);
        evaluate.SetAction((parsed, ct) => EvaluateAsync(parsed.GetValue(file)!, evaluatePlace.Read(parsed), terminal, ct));
        return new Command("search", "Look after the search index.") { rebuild, evaluate };
    }

    private static async Task<int> RebuildAsync(DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        if (DataPlace.FindMissing(data) is { } missing)
        {
            return terminal.Refuse(missing);
        }

        await using var database = Database.At(data);
        await new Migrator(database).MigrateAsync(ct);
        var search = new SearchStore(database);
        await using (var tx = await database.BeginAsync(ct))
        {
            await search.ForgetAsync(tx, ct);
            await tx.CommitAsync(ct);
        }

        var (articles, _) = await search.StateAsync(ct);
        var done = await SearchKeeper.CatchUpAsync(search, count =>
        {
            if (terminal.ShowsProgress)
            {
                terminal.Error.Write($"\r{count} of {articles} articles");
            }
        }, ct);
        await search.CompactAsync(ct);
        if (terminal.ShowsProgress)
        {
            terminal.Error.Write("\r                              \r");
        }

        terminal.Out.WriteLine($"{done} {(done == 1 ? "article" : "articles")} indexed.");
        return 0;
    }

    private static async Task<int> EvaluateAsync(string path, DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            return terminal.Refuse($"There is no file {path}.");
        }

        if (RecallQuery.ReadAll(await File.ReadAllLinesAsync(path, ct), out var fault) is not { } queries)
        {
            return terminal.Refuse($"{path}: {fault}");
        }

        await using var database = Database.At(data);
        var report = await RecallReport.MakeAsync(new SearchStore(database), queries, TimeProvider.System.GetUtcNow(), ct);
        foreach (var line in report.Lines())
        {
            terminal.Out.WriteLine(line);
        }

        return report.Missing > 0 ? 1 : 0;
    }
}
