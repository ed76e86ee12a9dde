using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Journals.Archives;
using Recto.Notes.Archives;
using Recto.Storage.Articles;

namespace Recto.App.Features.Sources;

/// <summary>A leaf of a file, or a range of leaves, with the notes that cite it.</summary>
/// <param name="Leaf">As shown, with its word; null for notes that name none.</param>
/// <param name="Id">Its id on the page.</param>
/// <param name="Notes">The notes, those of one article together.</param>
public sealed record LeafGroup(string? Leaf, string Id, IReadOnlyList<CitingNote> Notes)
{
    /// <summary>Groups mentions, which come by leaf, article and note.</summary>
    /// <param name="mentions">The mentions.</param>
    /// <param name="archive">The archive; null for one that the directory does not know.</param>
    /// <param name="reader">Who reads: the words of a note are shown only where the note may be read.</param>
    public static IReadOnlyList<LeafGroup> Of(IReadOnlyList<ArchiveMentionRow> mentions, Repository? archive, Asker reader)
    {
        var told = new HashSet<Guid>();
        return
        [
            .. mentions.GroupBy(mention => mention.Leaf).Select(leaf => new LeafGroup(
                leaf.Key is null ? null : CallNumberText.Leaf(archive, leaf.Key), leaf.Key is null ? "whole" : "l" + leaf.Key, CitingNote.Of(leaf, reader, archive, told))),
        ];
    }
}

/// <summary>A note that cites a unit, or several of one article that say the same.</summary>
public sealed record CitingNote
{
    private const int Beside = 110;
    private const int Longest = 360;

    /// <summary>The article's address.</summary>
    public required string Slug { get; init; }

    /// <summary>Plain title of the article.</summary>
    public required string Title { get; init; }

    /// <summary>BCP 47 tag of the title; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>Authors and year; null where neither is known.</summary>
    public string? By { get; init; }

    /// <summary>Whether the row before is of the same article.</summary>
    public bool IsSame { get; init; }

    /// <summary>Page ids and labels of the notes.</summary>
    public required IReadOnlyList<(string Id, string Label)> Notes { get; init; }

    /// <summary>What the note says there, as printed; null where it may not be read.</summary>
    public string? Words { get; init; }

    /// <summary>BCP 47 tag of the words; null where it is not known.</summary>
    public string? WordsLanguage { get; init; }

    /// <summary>As what it is read, for a back reference: the leaf, or the unit where no leaf is named; null for what the note writes itself.</summary>
    public string? ReadAs { get; init; }

    /// <summary>Label of the note from which that is known.</summary>
    public string? FromLabel { get; init; }

    /// <summary>The former name under which the archive is cited; null for its present one.</summary>
    public string? FormerName { get; init; }

    internal static IReadOnlyList<CitingNote> Of(IEnumerable<ArchiveMentionRow> mentions, Asker reader, Repository? archive, HashSet<Guid> told)
    {
        var notes = new List<CitingNote>();
        foreach (var mention in mentions)
        {
            var words = reader.Decide(mention.Terms).Notes ? Excerpt(mention.Text, mention.Start, mention.End) : null;
            var isSame = notes is [.., { } before] && before.Slug == mention.Slug;
            if (isSame && notes[^1].Words == words && mention.FromLabel is null && notes[^1].FromLabel is null)
            {
                if (notes[^1].Notes[^1].Id != mention.HtmlId)
                {
                    notes[^1] = notes[^1] with { Notes = [.. notes[^1].Notes, (mention.HtmlId, mention.Label)] };
                }

                continue;
            }

            notes.Add(new CitingNote
            {
                Slug = mention.Slug,
                Title = mention.Title,
                Language = mention.Language,
                By = told.Add(mention.ArticleId) || !isSame ? Names.AndYear(mention.Authors, mention.Published) : null,
                IsSame = isSame,
                Notes = [(mention.HtmlId, mention.Label)],
                Words = words,
                WordsLanguage = mention.NoteLanguage ?? mention.Language,
                ReadAs = mention.FromLabel is null ? null : mention.Leaf is { } leaf ? CallNumberText.Leaf(archive, leaf) : "",
                FromLabel = mention.FromLabel,
                FormerName = mention.FormerName,
            });
        }

        return notes;
    }

    // A short note stands whole; of a long one, what cites the unit and some words on each side.
    private static string Excerpt(string text, int start, int end)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        var from = start - Beside <= 0 ? 0 : AtBlank(text, start - Beside, start);
        var to = end + Beside >= text.Length ? text.Length : AtBlankBefore(text, Math.Min(end + Beside, Math.Max(start, 0) + (2 * Longest)), Math.Min(end, text.Length));
        return $"{(from > 0 ? "… " : "")}{text[from..to].Trim()}{(to < text.Length ? " …" : "")}";
    }

    private static int AtBlank(string text, int from, int limit) => text.IndexOf(' ', from, Math.Max(0, Math.Min(limit, text.Length) - from)) is >= 0 and var at ? at + 1 : Math.Min(limit, text.Length);

    private static int AtBlankBefore(string text, int to, int limit)
    {
        to = Math.Min(to, text.Length);
        var at = text.LastIndexOf(' ', to - 1);
        return at > Math.Min(limit, to) ? at : limit < to ? limit : to - (char.IsHighSurrogate(text[to - 1]) ? 1 : 0);
    }
}
