using Recto.Notes.References;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <content>The mentions of an article's own notes.</content>
public sealed partial class SourceStore
{
    /// <summary>Most mentions of one article that are told.</summary>
    public const int MostMentions = 20_000;

    /// <summary>Every place in the notes of an article that cites one of its sources, in document order; by one statement. Whether the notes may be read is the rule's to say, before.</summary>
    public async Task<IReadOnlyList<SourceMention>> ListMentionsAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT s.ordinal, r.ordinal, n.html_id, n.label, n.language, n.text, r.span_start, r.span_end, r.reference
            FROM note_references r JOIN article_sources s ON s.article_id = r.article_id AND s.source_id = r.source_id JOIN notes n ON n.article_id = r.article_id AND n.ordinal = r.note
            WHERE r.article_id = @articleId ORDER BY r.note, r.ordinal LIMIT {MostMentions}
            """, ("articleId", articleId));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var mentions = new List<SourceMention>();
        while (await reader.ReadAsync(ct))
        {
            var text = reader.GetString(5);
            var (start, end) = (Math.Clamp(reader.GetInt32(6), 0, text.Length), Math.Clamp(reader.GetInt32(7), 0, text.Length));
            var reference = StoredJson.ReadReference(reader.GetString(8)).Reference;
            mentions.Add(new(reader.GetInt32(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3), reader.TextOrNull(4), OneLine(text[start..Math.Max(start, end)]),
                reference is ArchivalReference { Folio: { } leaf } ? leaf.Text : reference.Pages?.Text));
        }

        return mentions;
    }
}

/// <summary>A place in a note that cites a source of its article.</summary>
/// <param name="Source">The source's place in the apparatus, from 0.</param>
/// <param name="Reference">Index of the reference in the note, from 0.</param>
/// <param name="HtmlId">Page id of the note.</param>
/// <param name="Label">Label of the note as printed.</param>
/// <param name="Language">BCP 47 tag of the note; null where the source does not say.</param>
/// <param name="Words">The printed words, in one line.</param>
/// <param name="Locator">Pages or leaves as printed; null where there are none.</param>
public sealed record SourceMention(int Source, int Reference, string HtmlId, string Label, string? Language, string Words, string? Locator);
