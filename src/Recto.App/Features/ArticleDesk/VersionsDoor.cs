using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Articles;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.ArticleDesk;

/// <summary>The history of an article: for readers what concerns them, for the desk everything.</summary>
internal static class VersionsDoor
{
    public static async Task ShowDeskAsync(HttpContext context, ArticleStore articles, VersionStore versions, Say say, Guid id, string? done, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.SeeDrafts, ct) is not { } article)
        {
            return;
        }

        var lines = Lines(await versions.ListAsync(id, publicOnly: false, ct));
        await PageWriter.WriteAsync<DeskVersionsPage>(context, new DeskVersionsView(context.Person()!, article, lines, done == "restored" ? say["The article is made from the earlier file now."] : null));
    }

    public static async Task ShowAsync(HttpContext context, ArticleStore articles, VersionStore versions, string slug, CancellationToken ct)
    {
        if (await articles.FindPageAsync(slug, Visibility.Published, ct) is not { } row)
        {
            await ArticleAddresses.MovedOrMissingAsync(context, articles, slug, "/versions", ct);
            return;
        }

        var all = await versions.ListAsync(row.Id, publicOnly: true, ct);
        await PageWriter.WriteAsync<VersionsPage>(context, new VersionsView(row, Together(Lines(all))));
    }

    public static async Task FileAsync(HttpContext context, ArticleStore articles, VersionStore versions, IFileStore store, Guid id, int number, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.SeeDrafts, ct) is null)
        {
            return;
        }

        var version = await versions.FindAsync(id, number, ct);
        await FilesDoor.SendAsync(context, store, FileHash.TryParse(version?.SourceFile, out var hash) ? hash : null, "application/octet-stream", version?.SourceName ?? "source", ct);
    }

    // Each line with what it changed against the one before it among those that are shown.
    private static List<VersionLine> Lines(IReadOnlyList<ArticleVersion> latestFirst) =>
    [
        .. latestFirst.Select((version, i) =>
        {
            var before = i + 1 < latestFirst.Count ? latestFirst[i + 1] : null;
            return new VersionLine(version, before is null ? [] : RecordChanges.Between(before.Article, version.Article), before is not null && before.SourceFile != version.SourceFile);
        }),
    ];

    // An editor who goes through an apparatus corrects note after note: for readers a day's corrections are one line.
    private static List<VersionLine> Together(IReadOnlyList<VersionLine> latestFirst)
    {
        var lines = new List<VersionLine>();
        foreach (var line in latestFirst)
        {
            if (line.Version.Act == VersionAct.Corrected && lines is [.., { Version.Act: VersionAct.Corrected } last] && last.Version.At.UtcDateTime.Date == line.Version.At.UtcDateTime.Date)
            {
                lines[^1] = last with { Notes = [.. last.Notes.Union(line.Notes).OrderBy(label => label.Length).ThenBy(label => label, StringComparer.Ordinal)] }; // 3, 12
            }
            else
            {
                lines.Add(line);
            }
        }

        return lines;
    }
}

/// <summary>A line of the history.</summary>
/// <param name="Version">What was done.</param>
/// <param name="Changed">Names of the parts of the record that it changed.</param>
/// <param name="IsOtherFile">Whether it was made from another file than the line before.</param>
public sealed record VersionLine(ArticleVersion Version, IReadOnlyList<string> Changed, bool IsOtherFile)
{
    /// <summary>Labels of the notes whose readings were corrected, in the order of numbers.</summary>
    public IReadOnlyList<string> Notes { get; init; } = Version is { Act: VersionAct.Corrected, Summary: { } note } ? [note] : [];
}

/// <summary>What the history for readers shows.</summary>
/// <param name="Row">The article.</param>
/// <param name="Lines">Latest first.</param>
public sealed record VersionsView(ArticlePageRow Row, IReadOnlyList<VersionLine> Lines)
{
    /// <summary>Head and foot.</summary>
    public Masthead Masthead => JournalMasthead.Of(Row.JournalKey, Row.JournalTitle, Row.JournalPublisher, null) with { Title = Row.Title, Address = $"/articles/{Uri.EscapeDataString(Row.Slug)}/versions" };
}

/// <summary>What the history at the desk shows.</summary>
/// <param name="Person">Who asks.</param>
/// <param name="Article">The article.</param>
/// <param name="Lines">Latest first.</param>
/// <param name="Notice">What was just done; null where nothing was.</param>
public sealed record DeskVersionsView(DeskPerson Person, DeskArticle Article, IReadOnlyList<VersionLine> Lines, string? Notice);
