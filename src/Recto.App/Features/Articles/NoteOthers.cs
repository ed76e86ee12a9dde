using System.Text;
using Recto.Journals.Access;
using Recto.Storage.Articles;
using Recto.Storage.Files;

namespace Recto.App.Features.Articles;

/// <summary>A source that a note cites and others too.</summary>
public sealed record NoteSource
{
    /// <summary>It in a few words.</summary>
    public required string Label { get; init; }

    /// <summary>Where all that cite it are told.</summary>
    public required string Address { get; init; }

    /// <summary>Whether it is a unit of an archive, else a work.</summary>
    public required bool IsUnit { get; init; }

    /// <summary>The leaf that the note names; null where it names none.</summary>
    public string? Leaf { get; init; }

    /// <summary>How many other articles cite it, at most <see cref="SourceStore.MostCounted"/>.</summary>
    public required int OtherArticles { get; init; }

    /// <summary>Those that name the very leaf.</summary>
    public required IReadOnlyList<CitingElsewhere> OnLeaf { get; init; }

    /// <summary>Those that cite another leaf of it, or none, or the work.</summary>
    public required IReadOnlyList<CitingElsewhere> Elsewhere { get; init; }
}

/// <summary>Who else cites what a note cites.</summary>
internal static class NoteOthers
{
    /// <summary>Most articles for each source and each of its leaves; the rest stands on the source's own page.</summary>
    public const int MostArticles = 5;

    /// <summary>By three statements at most.</summary>
    /// <param name="sources">Where sources are kept.</param>
    /// <param name="note">The note.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<NoteSource>> OfAsync(SourceStore sources, NotePageRow note, Asker reader, CancellationToken ct)
    {
        var cited = (await sources.ListOfNoteAsync(note.ArticleId, note.HtmlId, ct)).Where(source => source is { OtherArticles: > 0, Sought: not null }).DistinctBy(source => (source.Ordinal, source.LeafOrder)).ToList();
        if (cited.Count == 0)
        {
            return [];
        }

        var mentions = (await sources.ListOthersAsync([.. cited.Select((source, i) => source.Sought! with { Ordinal = i })], note.ArticleId, MostArticles, ct)).ToLookup(mention => mention.Ordinal);
        return [.. cited.Select((source, i) => Of(source, [.. mentions[i]], reader)).Where(source => source.OnLeaf.Count + source.Elsewhere.Count > 0)];
    }

    /// <summary>Changes whenever what is told does.</summary>
    public static string StampOf(IReadOnlyList<NoteSource> others) => others.Count == 0 ? "" : "~" + FileHash.Of(Encoding.UTF8.GetBytes(string.Join('\n', others.Select(source =>
        $"{source.Address} {source.OtherArticles} {string.Join(' ', source.OnLeaf.Concat(source.Elsewhere).Select(article => $"{article.Slug} {article.Title} {article.By} {string.Join(' ', article.Notes.Select(note => note.HtmlId + note.Words))}"))}")))).Value[..12];

    private static NoteSource Of(IndexedSource source, List<OtherMention> mentions, Asker reader) => new()
    {
        Label = source.Label,
        Address = source.Unit is { } unit ? unit.Path : "/works/" + Uri.EscapeDataString(source.WorkSlug!),
        IsUnit = source.Unit is not null,
        Leaf = source.Leaf,
        OtherArticles = source.OtherArticles,
        OnLeaf = CitingElsewhere.Of(mentions.Where(mention => mention.IsSameLeaf), reader),
        Elsewhere = CitingElsewhere.Of(mentions.Where(mention => !mention.IsSameLeaf), reader),
    };
}
