using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.App.Features.Files.Makers;
using Recto.App.Shell;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Files;

/// <summary><c>recto files make</c></summary>
internal static class FilesMakeCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(Terminal terminal, Func<Database, IFileStore, SiteOptions, FinishArticle> finishing)
    {
        var place = new DataPlace();
        var articles = new Argument<string[]>("ARTICLE") { Description = "Addresses or DOIs of articles; all that are due where none is named", Arity = ArgumentArity.ZeroOrMore };
        var kinds = new Option<string[]>("--kind") { Description = "Only files of this kind; may be given several times", HelpName = "KIND" };
        var again = new Option<bool>("--again") { Description = "Also what would come out the same; without names, of all published articles" };
        var jobs = new Option<int>("--jobs") { Description = "How many articles at once (default: as many as there are processors)", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var format = new Option<string>("--format") { Description = "text, or json: one object a line and article", HelpName = "text|json", DefaultValueFactory = _ => "text" };
        var command = new Command("make", "Make the files that are due, now and with all processors, beside a site that runs or without one. Exit code 1 where something could not be made.") { articles, kinds, again, jobs, format };
        place.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var data = place.Read(parsed);
            using var makers = new FileMakers(data.DataFolder);
            return await RunAsync(new Asked(parsed.GetValue(articles) ?? [], parsed.GetValue(kinds) ?? [], parsed.GetValue(again), parsed.GetValue(jobs), parsed.GetValue(format)!), data, makers.All, finishing, terminal, ct);
        });
        return command;
    }

    internal static async Task<int> RunAsync(Asked asked, DatabaseOptions data, IReadOnlyList<IFileMaker> makers, Func<Database, IFileStore, SiteOptions, FinishArticle> finishing, Terminal terminal, CancellationToken ct)
    {
        if (FindMisuse(asked, data, makers) is { } misuse)
        {
            return terminal.Refuse(misuse);
        }

        if (!SiteOptions.TryRead(Environment.GetEnvironmentVariable, new SiteOptions { Database = data }, out var options, out var unreadable))
        {
            return terminal.Refuse(unreadable);
        }

        await using var database = Database.At(data);
        await new Migrator(database).MigrateAsync(ct);
        var store = FilePlace.Open(data, options.Bucket);
        var make = new MakeArticleFiles(database, store, finishing(database, store, options), makers, TimeProvider.System.GetUtcNow(), TimeProvider.System, new TerminalLog(terminal));
        var (ids, missing) = await FindAsync(database, asked, ct);
        foreach (var name in missing)
        {
            terminal.Error.WriteLine($"recto: No published article has the address or DOI “{name}”.");
        }

        var tally = new Tally(terminal, asked.Format == "json");
        var kinds = asked.Kinds.Count == 0 ? null : asked.Kinds.ToHashSet(StringComparer.Ordinal);
        if (asked.Articles.Count == 0 && !asked.Again && kinds is null)
        {
            // What is due is taken one by one, so that a site that runs and other commands take their share.
            await Task.WhenAll(Enumerable.Range(0, asked.Jobs).Select(_ => Task.Run(async () =>
            {
                while (await make.MakeNextAsync(tally.Done, ct) is { } done)
                {
                    tally.Tell(done);
                }
            }, ct)));
        }
        else
        {
            await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = asked.Jobs, CancellationToken = ct }, async (id, token) =>
            {
                if (await make.MakeAsync(id, kinds, asked.Again, token) is { } done)
                {
                    tally.Tell(done);
                }
                else
                {
                    tally.Skip();
                }
            });
        }

        tally.Close();
        return tally.Failed + missing.Count > 0 ? 1 : 0;
    }

    private static string? FindMisuse(Asked asked, DatabaseOptions data, IReadOnlyList<IFileMaker> makers)
    {
        if (asked.Format is not ("text" or "json"))
        {
            return $"“{asked.Format}” is no format; give text or json.";
        }

        if (asked.Jobs is < 1 or > 64)
        {
            return "Between 1 and 64 articles can be made at once (--jobs).";
        }

        if (asked.Kinds.FirstOrDefault(kind => !makers.Any(maker => maker.Kind == kind)) is { } unknown)
        {
            return $"There is no kind “{unknown}”; there are {string.Join(", ", makers.Select(maker => maker.Kind))}.";
        }

        return DataPlace.FindMissing(data);
    }

    private static async Task<(IReadOnlyList<Guid> Ids, IReadOnlyList<string> Missing)> FindAsync(Database database, Asked asked, CancellationToken ct)
    {
        var articles = new ArticleStore(database);
        if (asked.Articles.Count == 0)
        {
            return (await new MadeFileStore(database).ListPublishedAsync(ct), []);
        }

        var (ids, missing) = (new List<Guid>(), new List<string>());
        foreach (var name in asked.Articles)
        {
            if (await articles.FindNamedForDeskAsync(name, ct) is { IsDraft: false } row)
            {
                ids.Add(row.Id);
            }
            else
            {
                missing.Add(name);
            }
        }

        return ([.. ids.Distinct()], missing);
    }

    /// <summary>What was asked for.</summary>
    internal sealed record Asked(IReadOnlyList<string> Articles, IReadOnlyList<string> Kinds, bool Again, int Jobs, string Format);

    /// <summary>Tells what was done, and counts it. Called by several at once.</summary>
    private sealed class Tally(Terminal terminal, bool isJson)
    {
        private readonly Lock _lock = new();
        private readonly HashSet<Guid> _done = [];
        private readonly long _began = System.Diagnostics.Stopwatch.GetTimestamp();
        private int _articles;
        private int _files;
        private int _skipped;
        private long _bytes;

        public int Failed { get; private set; }

        /// <summary>What failed here is not taken again by this command.</summary>
        public IReadOnlySet<Guid> Done
        {
            get
            {
                lock (_lock)
                {
                    return _done.ToHashSet();
                }
            }
        }

        public void Skip()
        {
            lock (_lock)
            {
                _skipped++;
            }
        }

        public void Tell(MadeAll done)
        {
            lock (_lock)
            {
                _articles++;
                _files += done.Files.Count(file => file is { IsNew: true, State: MadeState.Made });
                _bytes += done.Files.Where(file => file.IsNew).Sum(file => file.Length ?? 0);
                Failed += done.HasFailed ? 1 : 0;
                if (done.HasFailed || done.IsLost)
                {
                    _done.Add(done.Article);
                }

                if (isJson)
                {
                    terminal.Out.WriteLine(JsonSerializer.Serialize(new
                    {
                        article = done.Slug,
                        ms = Math.Round(done.Milliseconds, 1),
                        fault = done.Fault,
                        files = done.Files.Select(file => new { kind = file.Kind, state = Word(file), isNew = file.IsNew, bytes = file.Length, ms = Math.Round(file.Milliseconds, 1), report = file.Report }),
                    }, Json));
                    return;
                }

                foreach (var line in Lines(done))
                {
                    terminal.Out.WriteLine(line);
                }

                if (terminal.ShowsProgress)
                {
                    terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{_articles} articles, {_files} files"));
                }
            }
        }

        public void Close()
        {
            if (terminal.ShowsProgress && !isJson && _articles > 0)
            {
                terminal.Error.Write("\r                                        \r");
            }

            if (_skipped > 0)
            {
                terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recto: {_skipped} {(_skipped == 1 ? "article is" : "articles are")} being made by another process now."));
            }

            if (!isJson)
            {
                var seconds = System.Diagnostics.Stopwatch.GetElapsedTime(_began).TotalSeconds;
                terminal.Out.WriteLine(_articles == 0 ? "Nothing is due: all files are there." : string.Create(CultureInfo.InvariantCulture,
                    $"{_files} {(_files == 1 ? "file" : "files")} ({_bytes / 1_000_000.0:0.0} MB) of {_articles} {(_articles == 1 ? "article" : "articles")} made in {seconds:0.0} s{(Failed == 0 ? "" : $"; of {Failed} something could not be made")}."));
            }
        }

        private static IEnumerable<string> Lines(MadeAll done)
        {
            if (done.Fault is not null)
            {
                yield return $"{done.Slug}: {done.Fault}";
                yield break;
            }

            yield return $"{done.Slug}: {(done.IsLost ? "taken over by another process" : string.Join(", ", done.Files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Kind} {(file.Length is { } length ? $"{Math.Max(1, length / 1024)} KB" : Word(file))}{(file.IsNew ? $" in {file.Milliseconds:0} ms" : " as it was")}"))))}";
            foreach (var file in done.Files)
            {
                foreach (var line in file.Report)
                {
                    yield return $"  {file.Kind}: {line}";
                }
            }
        }

        private static string Word(MadeOne file) => file.State switch { MadeState.Made => "made", MadeState.Failed => "failed", _ => "none" };
    }
}
