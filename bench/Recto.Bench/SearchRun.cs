using System.Diagnostics;
using System.Globalization;
using System.Text;
using Recto.App.Features.Search;
using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Journals.Search;
using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Search;
using Recto.Storage.Sql;

namespace Recto.Bench;

/// <summary>
/// Search over many generated articles: how fast they are indexed, how large the index is, how long a query takes. Articles of some 700 words with eight notes, of a vocabulary of 200,000 made-up words in
/// Zipf's proportions and 3,000 surnames in four spellings; seeded, so the same everywhere.
/// Usage: <c>search FOLDER [articles] [queries] [PostgreSQL connection string]</c>. What is there already is used again.
/// </summary>
internal static class SearchRun
{
    private const int Vocabulary = 200_000;
    private const int Surnames = 3_000;
    private const int Journals = 5;
    private const int Batch = 200;
    private static readonly string[] Words = MakeWords();
    private static readonly double[] Zipf = MakeZipf();

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new DatabaseOptions { DataFolder = args[0], PostgreSql = args.Length > 3 ? args[3] : null };
        var wanted = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000;
        var queries = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1_000;
        await using var database = Database.At(options);
        await new Migrator(database).MigrateAsync(CancellationToken.None);
        var name = database.Dialect.Name;
        var search = new SearchStore(database);
        var (there, _) = await search.StateAsync(CancellationToken.None);
        if (there < wanted)
        {
            await BuildAsync(database, search, there, wanted, name);
        }

        await MeasureAsync(search, queries, name, wanted);
        return 0;
    }

    private static async Task BuildAsync(Database database, SearchStore search, int from, int to, string name)
    {
        var (saving, indexing) = (new Stopwatch(), new Stopwatch());
        var (articles, apparatuses, journals) = (new ArticleStore(database), new ApparatusStore(database), new JournalStore(database));
        var ids = new List<Guid>();
        await using (var tx = await database.BeginAsync(CancellationToken.None))
        {
            for (var i = 0; i < Journals; i++)
            {
                ids.Add((await journals.SaveAsync(tx, new Journal { Key = $"journal-{i}", Title = $"Journal {i}" }, DateTimeOffset.UnixEpoch, CancellationToken.None)).Id);
            }

            await tx.CommitAsync(CancellationToken.None);
        }

        for (var at = from; at < to; at += Batch)
        {
            await using var tx = await database.BeginAsync(CancellationToken.None);
            for (var i = at; i < Math.Min(at + Batch, to); i++)
            {
                var (article, apparatus, notes) = Make(i, ids[i % Journals]);
                saving.Start();
                var saved = await articles.SaveAsync(tx, article, DateTimeOffset.UnixEpoch.AddDays(20_000), CancellationToken.None);
                await apparatuses.ReplaceAsync(tx, saved.Id, apparatus, notes, CancellationToken.None);
                saving.Stop();
                indexing.Start();
                await search.IndexAsync(tx, saved.Id, CancellationToken.None);
                indexing.Stop();
            }

            indexing.Start();
            await tx.CommitAsync(CancellationToken.None);
            indexing.Stop();
            if ((at / Batch) % 50 == 49)
            {
                Console.Error.WriteLine($"{at + Batch} articles");
            }
        }

        indexing.Start();
        await search.CompactAsync(CancellationToken.None);
        indexing.Stop();
        Print(name, "index_articles_per_second", (to - from) / indexing.Elapsed.TotalSeconds);
        Print(name, "save_articles_per_second", (to - from) / saving.Elapsed.TotalSeconds);
    }

    private static async Task MeasureAsync(SearchStore search, int queries, string name, int articles)
    {
        var mix = Queries(queries, articles).ToList();
        foreach (var (_, query) in mix.Take(50))
        {
            await AskAsync(search, query);
        }

        // Beside the wall clock the processor: a busy machine slows the one and not the other.
        var times = new List<(string Kind, double Milliseconds, double Processor, int Hits)>();
        foreach (var (kind, query) in mix.Concat(Broad(queries / 20)))
        {
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var hits = await AskAsync(search, query, kind == "common_newest");
            times.Add((kind, watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds, hits));
        }

        var all = times.Take(mix.Count).GroupBy(_ => "all").Single();
        foreach (var group in times.GroupBy(time => time.Kind).Append(all).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var (wall, processor) = (group.Select(time => time.Milliseconds).Order().ToList(), group.Select(time => time.Processor).Order().ToList());
            Print(name, $"{group.Key}_queries", wall.Count);
            Print(name, $"{group.Key}_p50_ms", wall[wall.Count / 2]);
            Print(name, $"{group.Key}_p95_ms", wall[(int)(wall.Count * 0.95)]);
            Print(name, $"{group.Key}_max_ms", wall[^1]);
            Print(name, $"{group.Key}_p50_cpu_ms", processor[processor.Count / 2]);
            Print(name, $"{group.Key}_p95_cpu_ms", processor[(int)(processor.Count * 0.95)]);
            Print(name, $"{group.Key}_median_hits", group.Select(time => time.Hits).Order().ElementAt(wall.Count / 2));
        }
    }

    // Not in “all”: the hundred commonest words, narrowed to a year, and the newest first.
    private static IEnumerable<(string Kind, string Query)> Broad(int count)
    {
        var random = new Random(8);
        for (var i = 0; i < count; i++)
        {
            yield return ("common_narrowed", $"{Words[random.Next(100)]} year:{1990 + random.Next(30)}");
            yield return ("common_newest", Words[random.Next(100)]);
        }
    }

    // All that a page of results asks and makes of the answer, without its HTML.
    private static async Task<int> AskAsync(SearchStore search, string typed, bool newestFirst = false)
    {
        var found = await search.FindAsync(new SearchRequest { Query = QueryReader.Read(typed, RepositoryDirectory.Shipped), NewestFirst = newestFirst }, CancellationToken.None);
        var page = found.Hits.Take(SearchFeature.PageSize).ToDictionary(hit => hit.Id);
        var builder = new ResultBuilder(found.Plan, Asker.Anybody(DateTimeOffset.UnixEpoch));
        foreach (var article in await search.ShowAsync([.. page.Values], CancellationToken.None))
        {
            builder.Build(page[article.Id], article);
        }

        return found.Hits.Count;
    }

    private static IEnumerable<(string Kind, string Query)> Queries(int count, int articles)
    {
        var random = new Random(7);
        // What people look for: words of any frequency beyond the hundred commonest, evenly on a logarithmic scale.
        string Word() => Words[(int)(100 * Math.Pow(Vocabulary / 100.0 / 4, random.NextDouble()))];
        for (var i = 0; i < count; i++)
        {
            yield return (i % 20) switch
            {
                < 6 => ("name", Surname(random.Next(Surnames), random.Next(4))),
                < 11 => ("two_words", $"{Word()} {Word()}"),
                < 14 => ("one_word", Word()),
                < 16 => ("phrase", Phrase(random, articles)),
                < 17 => ("prefix", Word() is { Length: > 4 } word ? word[..4] + "*" : "cont*"),
                < 18 => ("call_number", $"RGASPI {random.Next(1, 600)}/{random.Next(1, 20)}/{random.Next(1, 500)}"),
                < 19 => ("field", $"title:{Word()} year:{1990 + random.Next(30)}-2025"),
                _ => ("common_word", Words[random.Next(100)]),
            };
        }
    }

    private static string Phrase(Random random, int articles)
    {
        var words = Body(random.Next(articles))[0].Split(' ');
        var at = random.Next(words.Length - 2);
        return $"\"{words[at]} {words[at + 1]}\"";
    }

    internal static (ArticleToSave, Apparatus, IReadOnlyList<NoteToSave>) Make(int number, Guid journal)
    {
        var random = new Random(number * 31 + 1);
        var title = Text(random, 9);
        var article = new Article
        {
            Title = title,
            Language = (number % 10) switch { < 7 => "en", 7 => "fr", 8 => "de", _ => "ru" },
            FirstPage = "1",
            LastPage = "20",
            PublishedOnline = new PartialDate(1990 + random.Next(36), 1 + random.Next(12), 1),
            Contributors = [new Contributor { Role = "author", Family = Surname(random.Next(Surnames), 0), Given = "A." }],
            Abstracts = [new Abstract(null, null, Text(random, 80))],
        };
        var (apparatus, notes) = Notes(random);
        var body = string.Concat(Body(number).Select(paragraph => $"<p>{paragraph}</p>"));
        return (new ArticleToSave
        {
            Slug = string.Create(CultureInfo.InvariantCulture, $"article-{number}"),
            JournalId = journal,
            Article = article,
            Identity = string.Create(CultureInfo.InvariantCulture, $"bench {number}"),
            Format = SourceFormat.Jats,
            SourceHash = string.Create(CultureInfo.InvariantCulture, $"bench {number}"),
            Fragments = new ArticleFragments { Title = title, Abstract = "", Body = body, Notes = "", Sources = "", References = "", About = "", Contents = [], NoteBodies = [] },
        }, apparatus, notes);
    }

    private static (Apparatus, IReadOnlyList<NoteToSave>) Notes(Random random)
    {
        var (read, sources) = (new List<ReadNote>(), new List<Source>());
        for (var i = 0; i < 8; i++)
        {
            var (fond, opis, delo) = (random.Next(1, 600), random.Next(1, 20), random.Next(1, 500));
            var call = i < 2 ? string.Create(CultureInfo.InvariantCulture, $"RGASPI, f. {fond}, op. {opis}, d. {delo}. ") : "";
            var note = new Note { Id = string.Create(CultureInfo.InvariantCulture, $"n{i + 1}"), Label = (i + 1).ToString(CultureInfo.InvariantCulture), Text = call + Surname(random.Next(Surnames), random.Next(4)) + ", " + Text(random, 22) + "." };
            if (i >= 2)
            {
                read.Add(new ReadNote(note, [], []));
                continue;
            }

            Field Printed(int value) => Field.Of(note.Text, new TextSpan(0, 0)) with { Text = value.ToString(CultureInfo.InvariantCulture) };
            var reference = new ArchivalReference { Span = new(0, call.Length), Form = ReferenceForm.Full, Confidence = 1, Repository = Field.Of(note.Text, new(0, 6)), RepositoryId = "rgaspi", Path = [Printed(fond), Printed(opis), Printed(delo)] };
            var id = string.Create(CultureInfo.InvariantCulture, $"rgaspi-{fond}-{opis}-{delo}-{i}");
            read.Add(new ReadNote(note, [new ResolvedReference { Reference = reference, Kind = ReferenceKind.Archival, SourceId = id, Confidence = 1 }], []));
            sources.Add(new Source { Id = id, Kind = ReferenceKind.Archival, Best = new(i, 0), Mentions = [new(i, 0)] });
        }

        return (new Apparatus { EngineVersion = "bench", Notes = read, Sources = sources }, [.. read.Select(note => new NoteToSave(note.Note, NoteContainer.Body, note.Note.Text))]);
    }

    private static List<string> Body(int number)
    {
        var random = new Random(number * 31 + 2);
        return [.. Enumerable.Range(0, 5).Select(_ => Text(random, 40) + " " + Surname(random.Next(Surnames), random.Next(4)) + " " + Text(random, 39))];
    }

    private static string Text(Random random, int words)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words; i++)
        {
            var at = Array.BinarySearch(Zipf, random.NextDouble());
            text.Append(i > 0 ? " " : "").Append(Words[Math.Min(at < 0 ? ~at : at, Vocabulary - 1)]);
        }

        return text.ToString();
    }

    private static string Surname(int number, int spelling)
    {
        var random = new Random(number + 1_000_000);
        string[] latin = ["ba", "bo", "du", "ga", "go", "ka", "ko", "ku", "la", "li", "lo", "ma", "mi", "mo", "na", "no", "pa", "pe", "po", "ra", "ro", "ta", "ti", "tu"];
        string[] cyrillic = ["ба", "бо", "ду", "га", "го", "ка", "ко", "ку", "ла", "ли", "ло", "ма", "ми", "мо", "на", "но", "па", "пе", "по", "ра", "ро", "та", "ти", "ту"];
        var syllables = Enumerable.Range(0, 2 + number % 2).Select(_ => random.Next(latin.Length)).ToList();
        var stem = string.Concat(syllables.Select(at => spelling == 3 ? cyrillic[at] : latin[at])) + (spelling == 3 ? "н" : "n");
        var name = stem + spelling switch { 0 => "ov", 1 => "ow", 2 => "off", _ => "ов" };
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string[] MakeWords()
    {
        var random = new Random(11);
        string[] heads = ["b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "tr", "st", "pr", "cl", "gr", "ch"];
        string[] tails = ["a", "e", "i", "o", "u", "an", "en", "er", "or", "al", "is", "on", "ent", "ist"];
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var length = 1; words.Count < Vocabulary; length = 1 + (words.Count < 60 ? 0 : words.Count < 3_000 ? 1 : words.Count < 40_000 ? 2 : 3))
        {
            words.Add(string.Concat(Enumerable.Range(0, length).Select(_ => heads[random.Next(heads.Length)] + tails[random.Next(tails.Length)])));
        }

        return [.. words];
    }

    private static double[] MakeZipf()
    {
        var sums = new double[Vocabulary];
        var sum = 0.0;
        for (var i = 0; i < Vocabulary; i++)
        {
            sums[i] = sum += 1 / Math.Pow(i + 2.7, 1.05); // Mandelbrot's form
        }

        return [.. sums.Select(part => part / sum)];
    }

    private static void Print(string database, string figure, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"search {database} {figure} {value:0.###}"));
}
