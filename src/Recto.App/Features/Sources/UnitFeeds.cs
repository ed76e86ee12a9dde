using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Feeds;
using Recto.App.Shell.Language;
using Recto.Journals.Archives;
using Recto.Journals.Exchange.Feeds;
using Recto.Notes.Archives;
using Recto.Storage.Articles;

namespace Recto.App.Features.Sources;

/// <summary>New notes that cite a unit, or something in it: an entry for each article, newest here first, which names the notes and the leaves.</summary>
internal static class UnitFeeds
{
    /// <summary>Beginning of their names.</summary>
    public const string Prefix = "feed.";

    private const int MostNotesNamed = 20;

    /// <summary>Answers.</summary>
    public static async Task WriteAsync(HttpContext context, ArchiveStore archives, FeedStore feeds, UnitReader reader, string ending, string? after, CancellationToken ct)
    {
        if (await SourcesFeature.UnitOfAsync(context, reader, $"/feed.{ending}") is not { } address)
        {
            return;
        }

        var skip = 0;
        if (after is not null && (!int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out skip) || skip > 100_000))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var line = await archives.FindLineAsync(address, ct);
        if (line is not [var top, ..])
        {
            await SourcesFeature.UncitedAsync(context, address, context.RequestServices.GetRequiredService<Say>());
            return;
        }

        var archive = RepositoryDirectory.Shipped.Find(address.Archive);
        var name = CallNumberText.Of(archive, top.Printed, UnitPages.LevelsOf(line));
        var ids = await archives.ListArticlesAsync(address, FeedAnswer.PageSize + 1, skip, ct);
        IReadOnlyList<Guid> shown = [.. ids.Take(FeedAnswer.PageSize)];
        var notes = (await archives.ListInArticlesAsync(address, shown, ct)).ToLookup(mention => mention.ArticleId);
        string At(int place) => place == 0 ? $"{address.Path}/feed.{ending}" : string.Create(CultureInfo.InvariantCulture, $"{address.Path}/feed.{ending}?after={place}");
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        await FeedAnswer.WriteAsync(context, ending, new FeedSubject(null, $"New notes that cite {name}", address.Path) { Language = "en" }, await feeds.ListAsync(shown, ct),
            At(skip), At(0), ids.Count > shown.Count ? At(skip + shown.Count) : null, await feeds.LastChangeAsync(ct),
            (row, entry) => Told(entry, row, notes[row.Id].ToList(), name, address, archive, context.Origin()));
    }

    // The article's entry, told as what it says of the unit: its own id, its notes, and the first of them as its address.
    private static FeedEntry Told(FeedEntry entry, FeedRow row, List<ArchiveMentionRow> mentions, string name, UnitAddress unit, Repository? archive, string origin)
    {
        if (mentions.Count == 0 || entry.News == FeedNews.Retracted)
        {
            return entry;
        }

        var notes = mentions.GroupBy(mention => (mention.HtmlId, mention.Label)).ToList();
        var labels = string.Join(", ", notes.Take(MostNotesNamed).Select(note => note.Key.Label)) + (notes.Count > MostNotesNamed ? ", …" : "");
        var leaves = mentions.Where(mention => mention.Unit.Equals(unit)).Select(mention => mention.Leaf).OfType<string>().Distinct().Take(MostNotesNamed).Select(leaf => CallNumberText.Leaf(archive, leaf)).ToList();
        return entry with
        {
            Id = $"{origin}{unit.Path}#{row.Id:N}",
            Address = $"{entry.Address}#{notes[0].Key.HtmlId}",
            Summary = $"{(notes.Count == 1 ? "Note" : "Notes")} {labels} {(notes.Count == 1 ? "cites" : "cite")} {name}{(leaves.Count > 0 ? ", " + string.Join(", ", leaves) : "")}.",
            SummaryLanguage = "en",
        };
    }
}
