using Recto.Notes.Archives;

namespace Recto.Journals.Archives;

/// <summary>What to order at which archive: by archive, then by what holds the file, then by file with the leaves that are needed.</summary>
/// <param name="Archives">The archives, in the order of their names.</param>
public sealed record OrderList(IReadOnlyList<OrderArchive> Archives)
{
    /// <summary>How many files there are in all.</summary>
    public int Files => Archives.Sum(archive => archive.Groups.Sum(group => group.Files.Count));

    /// <summary>Puts together what notes cite.</summary>
    /// <param name="places">The places, in any order.</param>
    /// <param name="directory">The archives that are known.</param>
    /// <param name="printed">What is printed of the last level of a unit; null where it is not known: then the key's own segment stands.</param>
    public static OrderList Of(IEnumerable<OrderPlace> places, RepositoryDirectory directory, Func<UnitAddress, string?> printed)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(printed);
        IReadOnlyList<string> Levels(UnitAddress unit) => [.. unit.Line.Skip(1).Select(level => printed(level) ?? level.Segments[^1])];
        return new([
            .. places.GroupBy(place => place.Unit.Archive).Select(inArchive =>
            {
                var archive = directory.Find(inArchive.Key);
                var name = archive?.EnglishName ?? printed(new UnitAddress(inArchive.Key, [])) ?? inArchive.Key;
                return new OrderArchive(inArchive.Key, archive, name, [
                    .. inArchive.GroupBy(place => place.Unit.Parent ?? place.Unit)
                        .OrderBy(group => string.Join(' ', group.Key.Line.Select(unit => unit.Order)), StringComparer.Ordinal)
                        .Select(group => new OrderGroup(group.Key, group.Key.Segments.Count == 0 ? null : CallNumberText.Levels(archive, Levels(group.Key)), [
                            .. group.GroupBy(place => place.Unit).OrderBy(file => file.Key.Order, StringComparer.Ordinal).Select(file => FileOf(file.Key, archive, name, Levels(file.Key), file)),
                        ])),
                ]);
            }).OrderBy(archive => archive.Archive is null).ThenBy(archive => archive.Name, StringComparer.OrdinalIgnoreCase),
        ]);
    }

    private static OrderFile FileOf(UnitAddress unit, Repository? archive, string name, IReadOnlyList<string> levels, IEnumerable<OrderPlace> places) => new(
        unit, CallNumberText.Of(archive, name, levels), levels,
        [.. places.Where(place => place.Leaf is not null).OrderBy(place => place.LeafOrder, StringComparer.Ordinal).Select(place => place.Leaf!).Distinct()],
        [
            .. places.GroupBy(place => place.Slug).OrderBy(article => article.First().Title, StringComparer.OrdinalIgnoreCase)
                .Select(article => new OrderCiting(article.Key, article.First().Title, article.First().Language,
                    [.. article.OrderBy(place => place.Note).Select(place => (place.NoteId, place.NoteLabel)).Distinct()])),
        ]);
}

/// <summary>An archive of the list.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Archive">The archive; null for one that the directory does not know.</param>
/// <param name="Name">English name, else as printed.</param>
/// <param name="Groups">What is to be ordered there, by what holds it.</param>
public sealed record OrderArchive(string Key, Repository? Archive, string Name, IReadOnlyList<OrderGroup> Groups);

/// <summary>Files of one fonds and series.</summary>
/// <param name="Unit">What holds them.</param>
/// <param name="Levels">It, as shown without the siglum; null for the archive itself.</param>
/// <param name="Files">The files, in order.</param>
public sealed record OrderGroup(UnitAddress Unit, string? Levels, IReadOnlyList<OrderFile> Files);

/// <summary>A file to order.</summary>
/// <param name="Unit">Which.</param>
/// <param name="CallNumber">Its call number with the siglum.</param>
/// <param name="Levels">What is printed of each level.</param>
/// <param name="Leaves">The leaves that are cited, in the order of the file; empty where no note names one.</param>
/// <param name="Citing">Who cites it.</param>
public sealed record OrderFile(UnitAddress Unit, string CallNumber, IReadOnlyList<string> Levels, IReadOnlyList<string> Leaves, IReadOnlyList<OrderCiting> Citing);

/// <summary>An article that cites a file.</summary>
/// <param name="Slug">Its address.</param>
/// <param name="Title">Its title.</param>
/// <param name="Language">BCP 47 tag of the title; null where it is not known.</param>
/// <param name="Notes">Page id and label of its notes, in document order.</param>
public sealed record OrderCiting(string Slug, string Title, string? Language, IReadOnlyList<(string Id, string Label)> Notes);

/// <summary>A place in the notes of an article that cites a unit.</summary>
/// <param name="Unit">Which.</param>
/// <param name="Leaf">The leaf, as its key says it; null where none is named.</param>
/// <param name="LeafOrder">The leaf made comparable.</param>
/// <param name="Slug">The article's address.</param>
/// <param name="Title">Its title.</param>
/// <param name="Language">BCP 47 tag of the title; null where it is not known.</param>
/// <param name="Note">Index of the note.</param>
/// <param name="NoteId">Page id of the note.</param>
/// <param name="NoteLabel">Label of the note as printed.</param>
public sealed record OrderPlace(UnitAddress Unit, string? Leaf, string LeafOrder, string Slug, string Title, string? Language, int Note, string NoteId, string NoteLabel);
