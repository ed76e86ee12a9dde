using System.Reflection;
using System.Text.Json;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Demo;

/// <summary>Imports one article of the demo journal: the ordinary import, given by whoever puts the program together.</summary>
/// <param name="article">The article and its place.</param>
/// <param name="ct">Cancels.</param>
internal delegate Task ImportDemoArticle(DemoArticle article, CancellationToken ct);

/// <summary>An article of the demo journal.</summary>
/// <param name="FileName">Name of its file.</param>
/// <param name="Bytes">Its JATS.</param>
/// <param name="Journal">Key of the journal.</param>
/// <param name="Issue">Key of the issue.</param>
/// <param name="Position">Place in the issue, from 1.</param>
/// <param name="PictureFolder">A folder with the pictures of the journal.</param>
internal sealed record DemoArticle(string FileName, byte[] Bytes, string Journal, string Issue, int Position, string PictureFolder);

/// <summary>What an empty site shows at first: the journal of <c>corpus/demo</c>, which is built into the program.</summary>
/// <param name="database">The site's database, migrated.</param>
/// <param name="import">The ordinary import.</param>
/// <param name="clock">Gives the instant.</param>
internal sealed class DemoJournal(Database database, ImportDemoArticle import, TimeProvider clock)
{
    private const string Prefix = "Recto.Demo.";
    private static readonly Assembly Program = typeof(DemoJournal).Assembly;

    /// <summary>
    /// Loads the demo journal where the database holds no journal at all. Two processes that start at once load it once: the later finds every article there already,
    /// since an article that comes again is the same article.
    /// </summary>
    /// <returns>Whether it was loaded.</returns>
    public async Task<bool> LoadIfEmptyAsync(CancellationToken ct)
    {
        if (await new JournalStore(database).AnyAsync(ct))
        {
            return false;
        }

        var journal = JsonSerializer.Deserialize<DemoFile>(Read("journal.json"), JsonSerializerOptions.Web) ?? throw new InvalidDataException("corpus/demo/journal.json is empty.");
        await SavePlacesAsync(journal, ct);
        var pictures = Path.Combine(Path.GetTempPath(), "recto-demo-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(pictures);
        try
        {
            foreach (var name in Names().Where(name => name.EndsWith(".svg", StringComparison.Ordinal) || name.EndsWith(".png", StringComparison.Ordinal)))
            {
                await File.WriteAllBytesAsync(Path.Combine(pictures, name), Read(name), ct);
            }

            foreach (var issue in journal.Issues)
            {
                for (var i = 0; i < issue.Articles.Count; i++)
                {
                    await import(new DemoArticle(issue.Articles[i], Read(issue.Articles[i]), journal.Key, issue.Key, i + 1, pictures), ct);
                }
            }
        }
        finally
        {
            Directory.Delete(pictures, recursive: true);
        }

        return true;
    }

    private async Task SavePlacesAsync(DemoFile journal, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var tx = await database.BeginAsync(ct);
        var kept = await new JournalStore(database).EnsureAsync(tx, new Journal
        {
            Key = journal.Key,
            Title = journal.Title,
            Abbreviation = journal.Abbreviation,
            Publisher = journal.Publisher,
            OnlineIssn = Issn.TryParse(journal.Issn, out var issn) ? issn : null,
            Language = journal.Language,
            About = journal.About,
        }, now, ct);
        foreach (var issue in journal.Issues)
        {
            await new IssueStore(database).EnsureAsync(tx, kept.Id, new Issue
            {
                Key = issue.Key,
                Volume = issue.Volume,
                Number = issue.Number,
                Title = issue.Title,
                Published = PartialDate.TryParse(issue.Published, out var date) ? date : null,
            }, now, ct);
        }

        await tx.CommitAsync(ct);
    }

    private static IEnumerable<string> Names() => Program.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);

    private static byte[] Read(string name)
    {
        using var stream = Program.GetManifestResourceStream(Prefix + name) ?? throw new InvalidDataException($"corpus/demo/{name} is not built into the program.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private sealed record DemoFile(string Key, string Title, string? Abbreviation, string? Publisher, string? Issn, string? Language, string? About, IReadOnlyList<DemoIssue> Issues);

    private sealed record DemoIssue(string? Volume, string? Number, string? Title, string? Published, IReadOnlyList<string> Articles)
    {
        public string Key => string.Join('-', new[] { Volume, Number }.Where(part => !string.IsNullOrEmpty(part)));
    }
}
