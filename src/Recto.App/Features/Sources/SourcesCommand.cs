using System.CommandLine;
using System.Globalization;
using Recto.App.Shell;
using Recto.Journals.Archives;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Features.Sources;

/// <summary><c>recto sources rebuild</c>, <c>recto sources sample</c></summary>
internal static class SourcesCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var rebuildPlace = new DataPlace();
        var rebuild = new Command("rebuild", "Make the index of archives anew from the notes. The site goes on meanwhile; what was interrupted goes on where it was, here or in “recto serve”.");
        rebuildPlace.AddTo(rebuild);
        rebuild.SetAction((parsed, ct) => RebuildAsync(rebuildPlace.Read(parsed), terminal, ct));

        var samplePlace = new DataPlace();
        var count = new Option<int>("--count") { Description = "How many units", DefaultValueFactory = _ => 100 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same units of the same site", DefaultValueFactory = _ => 1 };
        var sample = new Command("sample", "List units at random, each with the notes that cite it, to be read by eye: did what belongs together meet, and does nothing else stand there?") { count, seed };
        samplePlace.AddTo(sample);
        sample.SetAction((parsed, ct) => SampleAsync(samplePlace.Read(parsed), parsed.GetValue(count), parsed.GetValue(seed), terminal, ct));
        return new Command("sources", "Look after the index of archives.") { rebuild, sample };
    }

    private static async Task<int> RebuildAsync(DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        if (DataPlace.FindMissing(data) is { } missing)
        {
            return terminal.Refuse(missing);
        }

        await using var database = Database.At(data);
        await new Migrator(database).MigrateAsync(ct);
        var archives = new ArchiveStore(database);
        await archives.ForgetAsync(ct);
        var done = await ArchiveKeeper.CatchUpAsync(archives, ct);
        terminal.Out.WriteLine($"{done} {(done == 1 ? "article" : "articles")} indexed.");
        return 0;
    }

    private static async Task<int> SampleAsync(DatabaseOptions data, int count, int seed, Terminal terminal, CancellationToken ct)
    {
        if (DataPlace.FindMissing(data) is { } missing)
        {
            return terminal.Refuse(missing);
        }

        await using var database = Database.At(data);
        var archives = new ArchiveStore(database);
        var units = new List<UnitAddress>();
        for (string? after = null; await archives.ListUnitsAsync(500, after, ct) is { Count: > 0 } page; after = page[^1].Key)
        {
            units.AddRange(page);
        }

        // A unit that others lie in is judged by them.
        var parents = units.Select(unit => unit.Parent?.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        UnitAddress[] files = [.. units.Where(unit => !parents.Contains(unit.Key))];
        new Random(seed).Shuffle(files);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Math.Min(count, files.Length)} of {files.Length} files, seed {seed}"));
        foreach (var unit in files.Take(count).OrderBy(unit => unit.Key, StringComparer.Ordinal))
        {
            var (mentions, hasMore) = await archives.ListMentionsAsync(unit, 20, null, ct);
            terminal.Out.WriteLine();
            terminal.Out.WriteLine(unit.Key);
            foreach (var mention in mentions)
            {
                terminal.Out.WriteLine($"  {mention.Leaf ?? "-"}\t{mention.Slug} note {mention.Label}{(mention.FromLabel is { } label ? $" (from note {label})" : "")}\t{mention.Text[Math.Min(mention.Start, mention.Text.Length)..Math.Min(mention.End, mention.Text.Length)]}");
            }

            if (hasMore)
            {
                terminal.Out.WriteLine("  …");
            }
        }

        return 0;
    }
}
