using System.Diagnostics;
using System.Globalization;
using Recto.Journals.Archives;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.Bench;

/// <summary>
/// The index of archives over many generated mentions: a hundred in each article, of files of twenty archives in Zipf's proportions; seeded, so the same everywhere. How long the statements of a file's page,
/// of an archive's page and of the directory take, and what one article more costs.
/// Usage: <c>archives FOLDER [mentions] [PostgreSQL connection string]</c>. What is there already is used again.
/// </summary>
internal static class ArchivesRun
{
    private const int InArticle = 100;
    private const int Batch = 40;
    private static readonly string[] Archives = ["rgaspi", "garf", "rgva", "rgae", "rgani", "rgali", "rgia", "tsamo", "narb", "tsdavo", "tsdaho", "lya", "lcva", "lva", "aprk", "tsgam", "aran", "rgvia", "rgavmf", "hdasbu"];

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new DatabaseOptions { DataFolder = args[0], PostgreSql = args.Length > 2 ? args[2] : null };
        var wanted = (args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000) / InArticle;
        await using var database = Database.At(options);
        await new Migrator(database).MigrateAsync(CancellationToken.None);
        var name = database.Dialect.Name;
        var (articles, apparatuses, archives) = (new ArticleStore(database), new ApparatusStore(database), new ArchiveStore(database));
        Guid journal;
        await using (var tx = await database.BeginAsync(CancellationToken.None))
        {
            journal = (await new JournalStore(database).SaveAsync(tx, new() { Key = "bench", Title = "Bench" }, DateTimeOffset.UnixEpoch, CancellationToken.None)).Id;
            await tx.CommitAsync(CancellationToken.None);
        }

        var there = (await archives.ListArchivesAsync(CancellationToken.None)).Select(unit => unit.Articles).DefaultIfEmpty(0).Max();
        var clock = Stopwatch.StartNew();
        for (var from = there; from < wanted; from += Batch)
        {
            await using var tx = await database.BeginAsync(CancellationToken.None);
            for (var i = from; i < Math.Min(wanted, from + Batch); i++)
            {
                await AddAsync(articles, apparatuses, tx, journal, i);
            }

            await tx.CommitAsync(CancellationToken.None);
        }

        if (there < wanted)
        {
            Say(name, "articles_added_per_second", (wanted - there) / clock.Elapsed.TotalSeconds);
        }

        await MeasureAsync(name, archives);
        var added = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var one = Stopwatch.StartNew();
            await using var tx = await database.BeginAsync(CancellationToken.None);
            await AddAsync(articles, apparatuses, tx, journal, 10_000_000 + Environment.TickCount + i);
            await tx.CommitAsync(CancellationToken.None);
            added.Add(one.Elapsed.TotalMilliseconds);
        }

        Tell(name, "one_article_more_ms", added);
        var again = new List<double>();
        foreach (var id in await archives.ListArticlesAsync(UnitAddress.Of("rgaspi"), 20, 0, CancellationToken.None))
        {
            var one = Stopwatch.StartNew();
            await archives.IndexAsync(id, CancellationToken.None);
            again.Add(one.Elapsed.TotalMilliseconds);
        }

        Tell(name, "index_one_article_again_ms", again);
        return 0;
    }

    private static async Task MeasureAsync(string name, ArchiveStore archives)
    {
        var hot = UnitAddress.Of("rgaspi/558/11/431");
        var random = new Random(5);
        var (mentions, _) = await archives.ListMentionsAsync(hot, 100, null, CancellationToken.None);
        Say(name, "notes_of_the_most_cited_file", (await archives.FindLineAsync(hot, CancellationToken.None))[^1].Notes);
        Say(name, "notes_of_the_most_cited_archive", (await archives.FindLineAsync(UnitAddress.Of("rgaspi"), CancellationToken.None))[^1].Notes);
        Tell(name, "hot_file_page_ms", await TimesAsync(30, () => FileAsync(archives, hot, null)));
        Tell(name, "hot_file_next_page_ms", await TimesAsync(30, () => FileAsync(archives, hot, mentions[^1].Place)));
        var files = new List<UnitAddress>();
        while (files.Count < 200)
        {
            if (UnitOf(random) is var unit && (await archives.FindLineAsync(unit, CancellationToken.None)).Count > 0)
            {
                files.Add(unit);
            }
        }

        var next = 0;
        Tell(name, "file_page_ms", await TimesAsync(200, () => FileAsync(archives, files[next++ % files.Count], null)));
        Tell(name, "archive_page_ms", await TimesAsync(20, async () =>
        {
            await archives.FindLineAsync(UnitAddress.Of("rgaspi"), CancellationToken.None);
            await archives.ListChildrenAsync(UnitAddress.Of("rgaspi"), 200, null, CancellationToken.None);
        }));
        Tell(name, "directory_ms", await TimesAsync(10, () => archives.ListArchivesAsync(CancellationToken.None)));
        Tell(name, "feed_ms", await TimesAsync(20, () => archives.ListArticlesAsync(UnitAddress.Of("rgaspi"), 30, 0, CancellationToken.None)));
    }

    // The statements of a file's page.
    private static async Task FileAsync(ArchiveStore archives, UnitAddress unit, MentionPlace? after)
    {
        await archives.FindLineAsync(unit, CancellationToken.None);
        await archives.ListChildrenAsync(unit, 200, null, CancellationToken.None);
        await archives.ListMentionsAsync(unit, 100, after, CancellationToken.None);
        await archives.CountLeavesAsync(unit, CancellationToken.None);
        await archives.ListWrittenAsync(unit, CancellationToken.None);
        await archives.ListAroundAsync(unit, 4, CancellationToken.None);
    }

    private static async Task<List<double>> TimesAsync(int times, Func<Task> run)
    {
        await run();
        var all = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var clock = Stopwatch.StartNew();
            await run();
            all.Add(clock.Elapsed.TotalMilliseconds);
        }

        return all;
    }

    private static async Task AddAsync(ArticleStore articles, ApparatusStore apparatuses, WriteTransaction tx, Guid journal, int number)
    {
        var random = new Random(number);
        var article = new Article { Title = $"Article {number}", Contributors = [new() { Role = "author", Family = $"Author{random.Next(3000)}" }], PublishedOnline = PartialDate.TryParse($"20{random.Next(10, 26)}", out var date) ? date : null };
        var saved = await articles.SaveAsync(tx, new ArticleToSave
        {
            Slug = $"article-{number}",
            JournalId = journal,
            Article = article,
            Identity = $"bench {number}",
            Format = SourceFormat.Jats,
            SourceHash = $"hash {number}",
            IsDraft = false,
            Fragments = new ArticleFragments { Title = article.Title, Abstract = "", Body = "", Notes = "", Sources = "", References = "", About = "", Contents = [], NoteBodies = [] },
        }, DateTimeOffset.UnixEpoch.AddMinutes(number % 1_000_000), CancellationToken.None);
        var notes = Enumerable.Range(0, InArticle).Select(i => NoteOf(i, random)).ToList();
        var apparatus = new Apparatus
        {
            EngineVersion = "bench",
            Notes = notes,
            Sources = [.. notes.SelectMany((note, i) => note.References.Select(reference => (reference.SourceId, i))).GroupBy(pair => pair.SourceId!).Select(source => new Source { Id = source.Key, Kind = ReferenceKind.Archival, Best = new(source.First().i, 0), Mentions = [.. source.Select(pair => new Mention(pair.i, 0))] })],
        };
        await apparatuses.ReplaceAsync(tx, saved.Id, apparatus, [.. notes.Select(note => new NoteToSave(note.Note, NoteContainer.Body, "<p></p>"))], CancellationToken.None);
    }

    private static ReadNote NoteOf(int index, Random random)
    {
        var unit = random.Next(500) == 0 ? UnitAddress.Of("rgaspi/558/11/431") : UnitOf(random);
        var siglum = unit.Archive.ToUpperInvariant();
        var leaf = random.Next(1, 300).ToString(CultureInfo.InvariantCulture);
        var text = $"{siglum}, f. {unit.Segments[0]}, op. {unit.Segments[1]}, d. {unit.Segments[2]}, l. {leaf}.";
        Field Of(string words, int from) => new(words, new(text.IndexOf(words, from, StringComparison.Ordinal), text.IndexOf(words, from, StringComparison.Ordinal) + words.Length));
        var fond = Of(unit.Segments[0], text.IndexOf("f. ", StringComparison.Ordinal));
        var opis = Of(unit.Segments[1], text.IndexOf("op. ", StringComparison.Ordinal));
        var delo = Of(unit.Segments[2], text.IndexOf("d. ", StringComparison.Ordinal));
        var reference = new ArchivalReference
        {
            Span = new(0, text.Length - 1),
            Form = ReferenceForm.Full,
            Confidence = 1,
            Repository = Of(siglum, 0),
            RepositoryId = unit.Archive,
            Path = [fond, opis, delo],
            Folio = Of(leaf, text.LastIndexOf("l. ", StringComparison.Ordinal)),
        };
        return new ReadNote(new Note { Id = $"n{index + 1}", Label = $"{index + 1}", Text = text }, [new() { Reference = reference, Kind = ReferenceKind.Archival, SourceId = unit.Key.Replace('/', '-'), Confidence = 1 }], []);
    }

    // The first archive, fond and opis are cited most.
    private static UnitAddress UnitOf(Random random) => new(Archives[Zipf(random, Archives.Length) - 1],
        [Zipf(random, 800).ToString(CultureInfo.InvariantCulture), Zipf(random, 40).ToString(CultureInfo.InvariantCulture), random.Next(1, 1500).ToString(CultureInfo.InvariantCulture)]);

    private static int Zipf(Random random, int count) => Math.Clamp((int)Math.Exp(random.NextDouble() * Math.Log(count + 1)), 1, count);

    private static void Tell(string database, string what, List<double> times)
    {
        times.Sort();
        Say(database, what.Replace("_ms", "_p50_ms", StringComparison.Ordinal), times[times.Count / 2]);
        Say(database, what.Replace("_ms", "_p95_ms", StringComparison.Ordinal), times[(int)((times.Count - 1) * .95)]);
    }

    private static void Say(string database, string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"archives {database} {what} {value:0.##}"));
}
