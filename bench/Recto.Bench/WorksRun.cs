using System.Diagnostics;
using System.Globalization;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Works;
using Recto.Notes.References;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Sql;
using Recto.Storage.Works;

namespace Recto.Bench;

/// <summary>
/// The index of works with generated mentions: how long one article more takes, and the reads of the pages. Works are cited as works are: a few by many articles, most by one or two; each article writes them in its own way.
/// Usage: works DATAFOLDER [mentions] [articles-to-add] [connection string]
/// </summary>
internal static class WorksRun
{
    private const int SourcesOfArticle = 100;
    private const int MentionsOfSource = 2;
    private static readonly string[] Syllables = ["ka", "lo", "mer", "tin", "bra", "sel", "dov", "an", "ri", "us", "fen", "gar", "hol", "ist", "jun", "pel"];
    private static readonly string[] Places = ["Paris", "London", "Berlin", "Moscow", "New York", "Leiden"];

    public static async Task<int> RunAsync(string[] args)
    {
        var mentions = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000;
        var added = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 50;
        var articles = mentions / (SourcesOfArticle * MentionsOfSource);
        Directory.CreateDirectory(args[0]);
        var name = args.Length > 3 ? "postgres" : "sqlite";
        await using var database = Database.At(new DatabaseOptions { DataFolder = args[0], PostgreSql = args.Length > 3 ? args[3] : null });
        await new Migrator(database).MigrateAsync(CancellationToken.None);
        var works = new WorkStore(database);
        var journal = await JournalAsync(database);
        var known = (await works.StateAsync(CancellationToken.None)).Works;
        if (known == 0)
        {
            var watch = Stopwatch.StartNew();
            await PutAsync(database, works, journal, 0, articles, articles, null);
            Print(name, "articles_a_second", articles / watch.Elapsed.TotalSeconds);
        }

        var times = new List<double>();
        await PutAsync(database, works, journal, articles, articles + added, articles, times);
        Percentiles(name, "add_article", times);
        Print(name, "works", (await works.StateAsync(CancellationToken.None)).Works);
        Print(name, "mentions", (long)(articles + added) * SourcesOfArticle * MentionsOfSource);
        await ReadAsync(works, name);
        return 0;
    }

    private static async Task ReadAsync(WorkStore works, string name)
    {
        var most = await works.ListAsync(null, WorkOrder.MostCited, Visibility.Published, 50, null, CancellationToken.None);
        var (page, list, search) = (new List<double>(), new List<double>(), new List<double>());
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            // The most cited ones, and whatever a name finds.
            var found = i % 2 == 0 ? most.Items[i % most.Items.Count] : (await works.ListAsync(Title(random.Next(50_000)).Split(' ')[1], WorkOrder.Name, Visibility.Published, 1, null, CancellationToken.None)).Items is [var one, ..] ? one : most.Items[0];
            page.Add(await TimeAsync(async () =>
            {
                var work = (await works.FindAsync(found.Slug, Visibility.Published, CancellationToken.None))!;
                await works.ListCitingAsync(work.Id, Visibility.Published, 20, null, CancellationToken.None);
                await works.ListRelatedAsync(work, CancellationToken.None);
            }));
            list.Add(await TimeAsync(() => works.ListAsync(null, i % 2 == 0 ? WorkOrder.Name : WorkOrder.MostCited, Visibility.Published, 50, null, CancellationToken.None)));
            search.Add(await TimeAsync(() => works.ListAsync($"{Family(random.Next(4000))} {Title(random.Next(50_000)).Split(' ')[0]}", WorkOrder.Name, Visibility.Published, 50, null, CancellationToken.None)));
        }

        Percentiles(name, "work_page_reads", page);
        Percentiles(name, "list", list);
        Percentiles(name, "find_in_list", search);
    }

    private static async Task PutAsync(Database database, WorkStore works, Guid journal, int from, int to, int articles, List<double>? times)
    {
        var store = new ArticleStore(database);
        var now = DateTimeOffset.UtcNow;
        for (var number = from; number < to; number++)
        {
            Guid id;
            await using (var tx = await database.BeginAsync(CancellationToken.None))
            {
                id = (await store.SaveAsync(tx, SearchRun.Make(number, journal).Item1, now, CancellationToken.None)).Id;
                await tx.CommitAsync(CancellationToken.None);
            }

            var cited = Cited(number, articles);
            var time = await TimeAsync(async () =>
            {
                await using var tx = await database.BeginAsync(CancellationToken.None);
                await works.PutAsync(tx, id, null, cited, now, CancellationToken.None);
                await tx.CommitAsync(CancellationToken.None);
            });
            times?.Add(time);
            if (number % 500 == 499)
            {
                await Console.Error.WriteLineAsync($"{number + 1} of {to}: the last took {time:0} ms");
            }
        }
    }

    private static CitedWork[] Cited(int number, int articles)
    {
        var random = new Random(number);
        var all = Math.Max(1000, articles * SourcesOfArticle / 3);
        return [.. Enumerable.Range(0, SourcesOfArticle).Select(i =>
        {
            // A tenth of what is cited is cited by everybody.
            var work = random.Next(10) == 0 ? (int)(Math.Pow(random.NextDouble(), 3) * 2000) : random.Next(all);
            return new CitedWork
            {
                SourceId = $"s{i}",
                Ordinal = i,
                Fingerprint = $"{number}-{i}",
                Record = Record(work, random.Next(6)),
                Mentions = [.. Enumerable.Range(0, MentionsOfSource).Select(j => new WorkMention { Note = (i * MentionsOfSource) + j, Reference = 0, Form = j == 0 ? ReferenceForm.Full : ReferenceForm.Ibid, Locator = $"{random.Next(400)}" })],
            };
        })];
    }

    private static WorkRecord Record(int work, int way)
    {
        var random = new Random(work * 31);
        var (title, family) = (Title(work), Family(random.Next(4000)));
        return new WorkRecord
        {
            Kind = ReferenceKind.Book,
            IsFull = way != 5,
            Authors = [new CitedName { Family = family, Given = way % 2 == 0 ? $"{(char)('A' + random.Next(26))}." : null }],
            Title = way is 3 or 5 ? title.Split(':')[0] : title,
            Place = way == 5 ? null : Places[random.Next(Places.Length)],
            Year = way == 5 ? null : $"{1900 + random.Next(120)}",
        };
    }

    private static string Title(int work)
    {
        var random = new Random(work);
        return string.Join(' ', Enumerable.Range(0, 4).Select(_ => Word(random))) + ": " + string.Join(' ', Enumerable.Range(0, 3).Select(_ => Word(random)));
    }

    private static string Family(int number) => Word(new Random(number + 1_000_000));

    private static string Word(Random random)
    {
        var word = string.Concat(Enumerable.Range(0, 2 + random.Next(2)).Select(_ => Syllables[random.Next(Syllables.Length)]));
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    private static async Task<Guid> JournalAsync(Database database)
    {
        await using var tx = await database.BeginAsync(CancellationToken.None);
        var id = (await new JournalStore(database).SaveAsync(tx, new() { Key = "bench", Title = "Bench" }, DateTimeOffset.UtcNow, CancellationToken.None)).Id;
        await tx.CommitAsync(CancellationToken.None);
        return id;
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Percentiles(string database, string figure, List<double> times)
    {
        times.Sort();
        Print(database, figure + "_p50_ms", times[times.Count / 2]);
        Print(database, figure + "_p95_ms", times[(int)(times.Count * .95)]);
        Print(database, figure + "_max_ms", times[^1]);
    }

    private static void Print(string database, string figure, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"works {database} {figure} {value:0.##}"));
}
