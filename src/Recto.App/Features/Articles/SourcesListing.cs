using System.Globalization;
using System.Text;
using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Storage.Articles;
using Recto.Storage.Files;

namespace Recto.App.Features.Articles;

/// <summary>Reads the sources of an article for their page, in the order of the page: archives by name and unit, works by author.</summary>
/// <param name="sources">Where sources are kept.</param>
/// <param name="directory">The archives to know.</param>
internal sealed class SourcesListing(SourceStore sources, RepositoryDirectory directory)
{
    /// <summary>Sources on one page.</summary>
    public const int PageSize = 100;

    private const int MostArticles = 5;

    /// <summary>A page of them, by four statements at most; null where the place is none.</summary>
    /// <param name="article">The article.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="after">How many sources stand on the pages before.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SourcesView?> ReadAsync(SourcedArticle article, Asker reader, int after, CancellationToken ct)
    {
        var all = (await sources.ListAsync(article.Id, ct)).Where(source => source.Kind != ReferenceKind.Unknown).OrderBy(OrderOf, StringComparer.Ordinal).ThenBy(source => source.Ordinal).ToList();
        if (after > 0 && after >= all.Count)
        {
            return null;
        }

        var page = all.Skip(after).Take(PageSize).ToList();
        var described = await sources.DescribeAsync(article.Id, [.. page.Select(source => source.Ordinal)], ct);
        var sought = page.Where(source => source is { OtherArticles: > 0, Sought: not null }).Select(source => source.Sought! with { LeafOrder = "" }).ToList();
        var others = (sought.Count == 0 ? [] : await sources.ListOthersAsync(sought, article.Id, MostArticles, ct)).ToLookup(mention => mention.Ordinal);
        var notesAreOpen = reader.Decide(article.Terms).Notes;
        SourceEntry Entry(IndexedSource source)
        {
            var (address, says) = (AddressOf(source, article.Terms.IsPublished), described.GetValueOrDefault(source.Ordinal));
            return new(source, SourceEntry.LineOf(source, says, directory, address), address, notesAreOpen ? SourceEntry.LeavesOf(says, directory) : null, notesAreOpen ? says?.Notes ?? [] : [],
                CitingElsewhere.Of(others[source.Ordinal], reader));
        }

        return new SourcesView
        {
            Article = article,
            Sources = all.Count,
            AlsoCited = all.Count(source => source.OtherArticles > 0),
            HasArchives = all.Exists(source => source.Unit is not null),
            IsFirst = after == 0,
            Next = after + PageSize < all.Count ? (after + PageSize).ToString(CultureInfo.InvariantCulture) : null,
            NotesAreOpen = notesAreOpen,
            Parts =
            [
                .. page.GroupBy(source => GroupOf(source.Kind)).Select(group => new SourcesPart(group.Key,
                    [.. group.GroupBy(source => Shelf(source, described.GetValueOrDefault(source.Ordinal))).Select(shelf => new SourcesShelf(shelf.Key.Name, shelf.Key.IsKnown, [.. shelf.Select(Entry)]))])),
            ],
        };
    }

    /// <summary>Changes whenever what is told of the index does.</summary>
    public static string StampOf(SourcesView view) => FileHash.Of(Encoding.UTF8.GetBytes(string.Join('\n', view.Parts.SelectMany(part => part.Shelves).SelectMany(shelf => shelf.Sources).Select(entry =>
        $"{entry.Address} {entry.Source.OtherArticles} {string.Join(' ', entry.Others.Select(article => $"{article.Slug} {article.Title} {article.By} {string.Join(' ', article.Notes.Select(note => note.HtmlId))}"))}")))).Value[..12];

    /// <summary>Page of a source in the index; null where it has none. What only a draft cites has none yet.</summary>
    public static string? AddressOf(IndexedSource source, bool isPublished) => !isPublished && source.OtherArticles == 0 ? null
        : source.Unit is { } unit ? unit.Path : source.WorkSlug is { } slug ? "/works/" + Uri.EscapeDataString(slug) : null;

    private static SourceKindGroup GroupOf(ReferenceKind kind) => kind switch { ReferenceKind.Archival => SourceKindGroup.Archives, ReferenceKind.EditedSource => SourceKindGroup.PrintedSources, _ => SourceKindGroup.Literature };

    // Compared code unit by code unit.
    private string OrderOf(IndexedSource source)
    {
        var within = source.Unit is { } unit ? string.Join('\u0001', unit.Line.Select((address, depth) => depth == 0 ? NameOf(address.Archive) : address.Order)) : source.WorkOrder ?? source.Label;
        return string.Create(CultureInfo.InvariantCulture, $"{(int)GroupOf(source.Kind)}{(source.Unit is null && source.WorkOrder is null ? '~' : ' ')}{within}");
    }

    private string NameOf(string archive) => directory.Find(archive)?.EnglishName ?? "\uFFFD" + archive;

    private (string? Name, bool IsKnown) Shelf(IndexedSource source, DescribedSource? described)
    {
        if (source.Kind != ReferenceKind.Archival)
        {
            return (null, false);
        }

        var archive = SourceEntry.ArchiveOf(described, directory) ?? (source.Unit is { } unit ? directory.Find(unit.Archive) : null);
        return archive is not null ? (archive.City is null ? archive.EnglishName : $"{archive.EnglishName}, {archive.City}", true)
            : described?.Best is ArchivalReference reference ? (reference.RepositoryName?.Text ?? reference.Repository?.Text, false) : (null, false);
    }
}
