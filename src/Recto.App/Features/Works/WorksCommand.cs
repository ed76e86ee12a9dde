using System.CommandLine;
using Recto.App.Shell;
using Recto.App.Shell.Reports;
using Recto.App.Shell.Works;
using Recto.Storage.Sql;
using Recto.Storage.Works;

namespace Recto.App.Features.Works;

/// <summary><c>recto works cluster</c>, <c>recto works evaluate</c>, <c>recto works rebuild</c></summary>
internal static class WorksCommand
{
    public static Command Create(Terminal terminal, ReadDocument read)
    {
        var clusterPaths = Paths();
        var cluster = new Command("cluster", "Read the notes of articles and write what they cite, one source a line as JSON, with the number of the work that it means and why. No database is needed and nothing is left behind.") { clusterPaths };
        cluster.SetAction((parsed, ct) => ClusterAsync(parsed.GetValue(clusterPaths)!, read, terminal, ct));

        var gold = new Argument<string>("GOLD") { Description = "Pairs of mentions with what they are, one JSON object a line (corpus/works/README.md says how)" };
        var evaluatePaths = Paths();
        var show = new Option<bool>("--errors") { Description = "Write the pairs of the dev half that were decided wrongly" };
        var evaluate = new Command("evaluate", "Read the notes of articles, put what they cite together, and say how well the pairs of GOLD come out.") { gold, evaluatePaths, show };
        evaluate.SetAction((parsed, ct) => EvaluateAsync(parsed.GetValue(gold)!, parsed.GetValue(evaluatePaths)!, parsed.GetValue(show), read, terminal, ct));

        var place = new DataPlace();
        var rebuild = new Command("rebuild", "Decide anew which source means which work, from the articles. What editors merged and split stays. What was interrupted goes on where it was, here or in “recto serve”.");
        place.AddTo(rebuild);
        rebuild.SetAction((parsed, ct) => RebuildAsync(place.Read(parsed), terminal, ct));
        return new Command("works", "Look after the index of works that notes cite.") { cluster, evaluate, rebuild };
    }

    private static Argument<string[]> Paths() => new("PATH") { Arity = ArgumentArity.OneOrMore, Description = "Articles, and folders of them: what “recto notes read” reads" };

    private static async Task<int> ClusterAsync(string[] paths, ReadDocument read, Terminal terminal, CancellationToken ct)
    {
        if (ReadWorks.FindMissing(paths) is { } missing)
        {
            return terminal.Refuse(missing);
        }

        var works = new ReadWorks(read);
        await works.AddAsync(paths, (path, refusal) => terminal.Error.WriteLine($"{path}: {refusal}"), ct);
        using var json = new MemoryStream();
        WorkLines.Write(works, json);
        terminal.Out.Write(System.Text.Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length));
        return 0;
    }

    private static async Task<int> EvaluateAsync(string gold, string[] paths, bool showErrors, ReadDocument read, Terminal terminal, CancellationToken ct)
    {
        if (ReadWorks.FindMissing([gold, .. paths]) is { } missing)
        {
            return terminal.Refuse(missing);
        }

        if (GoldPair.ReadAll(await File.ReadAllLinesAsync(gold, ct), out var fault) is not { } pairs)
        {
            return terminal.Refuse($"{gold}: {fault}");
        }

        var works = new ReadWorks(read);
        await works.AddAsync(paths, (_, _) => { }, ct);
        foreach (var line in GoldScore.Lines(pairs, works, showErrors))
        {
            terminal.Out.WriteLine(line);
        }

        return 0;
    }

    private static async Task<int> RebuildAsync(DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        if (DataPlace.FindMissing(data) is { } missing)
        {
            return terminal.Refuse(missing);
        }

        await using var database = Database.At(data);
        await new Migrator(database).MigrateAsync(ct);
        var works = new WorkStore(database);
        await using (var tx = await database.BeginAsync(ct))
        {
            await works.ForgetAsync(tx, ct);
            await tx.CommitAsync(ct);
        }

        var (_, articles) = await works.StateAsync(ct);
        var done = await new IndexWorks(database, TimeProvider.System).CatchUpAsync(count =>
        {
            if (terminal.ShowsProgress)
            {
                terminal.Error.Write($"\r{count} of {articles} articles");
            }
        }, ct);
        if (terminal.ShowsProgress)
        {
            terminal.Error.Write("\r                              \r");
        }

        terminal.Out.WriteLine($"{done} {(done == 1 ? "article" : "articles")} read, {(await works.StateAsync(ct)).Works} works.");
        return 0;
    }
}
