using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Archives;
using Recto.Notes.Archives;
using Recto.Storage.Articles;

namespace Recto.App.Features.Sources;

/// <summary>The page of an archive, a fonds, a series or a file: what it holds, and the notes that cite it by leaf.</summary>
internal static class UnitPages
{
    private const int MentionsOnPage = 100;
    private const int PartsOnPage = 200;
    private const int Around = 4;

    // The page's second list goes on by the same word in the address: a place among mentions holds a tilde in its midst, a segment does not.
    private static bool IsPart(string after) => !MentionPlace.TryParse(after, out _);

    /// <summary>Shows it. At most seven statements.</summary>
    public static async Task ShowAsync(HttpContext context, ArchiveStore archives, UnitReader reader, Resolvers resolvers, Say say, string? after, CancellationToken ct)
    {
        if (await SourcesFeature.UnitOfAsync(context, reader, "") is not { } address)
        {
            return;
        }

        UnitAddress? afterPart = null;
        MentionPlace? afterMention = null;
        if (after is not null && MentionPlace.TryParse(after, out var place))
        {
            afterMention = place;
        }
        else if (after is not null && IsPart(after))
        {
            // The last part of the page before, by its own segment.
            if (!reader.TryRead(address.Archive, [.. address.Segments, after], out afterPart) || afterPart.Segments.Count != address.Segments.Count + 1)
            {
                await NotFound.WriteAsync(context);
                return;
            }
        }

        var archive = RepositoryDirectory.Shipped.Find(address.Archive);
        var line = await archives.FindLineAsync(address, ct);
        if (line.Count == 0 && (archive is null || address.Segments.Count > 0))
        {
            await SourcesFeature.UncitedAsync(context, address, say);
            return;
        }

        var isCited = line.Count > 0;
        var (parts, hasMoreParts) = isCited && afterMention is null && address.Segments.Count < UnitAddress.MostLevels ? await archives.ListChildrenAsync(address, PartsOnPage, afterPart, ct) : ([], false);
        var (mentions, hasMore) = isCited && afterPart is null ? await archives.ListMentionsAsync(address, MentionsOnPage, afterMention, ct) : ([], false);
        var levels = LevelsOf(line);
        var isWhole = after is null;
        var callNumber = CallNumberText.Levels(archive, levels);
        await PageWriter.WriteAsync<UnitPage>(context, new UnitView
        {
            Address = address,
            Archive = archive,
            ArchiveName = line is [var top, ..] && archive is null ? top.Printed : archive?.EnglishName ?? address.Archive,
            Line = line,
            Parts = parts,
            NextPart = hasMoreParts ? parts[^1].Address.Segments[^1] : null,
            Leaves = LeafGroup.Of(mentions, archive, context.Reader()),
            NextMention = hasMore ? mentions[^1].Place.ToString() : null,
            IsFirst = isWhole,
            LeafCount = mentions.Count == 0 ? 0 : await archives.CountLeavesAsync(address, ct),
            Written = mentions.Count == 0 ? [] : await archives.ListWrittenAsync(address, ct),
            Around = isCited && address.Segments.Count > 0 ? await archives.ListAroundAsync(address, Around, ct) : [],
            Elsewhere = resolvers.Find(address, callNumber),
            Masthead = MastheadOf(address, archive, line, say),
        });
    }

    /// <summary>What is printed of each level of a unit.</summary>
    /// <param name="line">The unit and all that hold it.</param>
    internal static IReadOnlyList<string> LevelsOf(IReadOnlyList<ArchiveUnitRow> line) => [.. line.Skip(1).Select(unit => unit.Printed)];

    private static Masthead MastheadOf(UnitAddress address, Repository? archive, IReadOnlyList<ArchiveUnitRow> line, Say say)
    {
        var name = CallNumberText.Of(archive, line is [var top, ..] ? top.Printed : address.Archive, LevelsOf(line));
        var path = address.Path;
        return new Masthead
        {
            Title = $"{name} · {say["Sources"]}",
            Description = line is [.., var unit] ? say["{0} is cited in {1} of {2}.", name, say.Count(unit.Notes, "{0} note|{0} notes"), say.Count(unit.Articles, "{0} article|{0} articles")] : null,
            Address = path,
            Feed = line.Count == 0 ? null : new FeedAddress($"{path}/feed.atom", $"{path}/feed.rdf", say["New notes that cite {0}", name]),
        };
    }
}
