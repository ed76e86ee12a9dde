using System.Text;
using Dapper;
using Recto.Journals.Articles;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ApparatusStore
{
    /// <summary>Writes the apparatus of an article, and what it cites of archives (<see cref="ArchiveStore"/>), in place of the one before.</summary>
    /// <param name="tx">The article's own transaction.</param>
    /// <param name="articleId">The article.</param>
    /// <param name="apparatus">What the engine read.</param>
    /// <param name="notes">Every note of the article in document order; those of the body are the apparatus's, in its order.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ArgumentException">The notes of the body are not those of the apparatus.</exception>
    /// <exception cref="UnkeepableTextException">A note holds U+0000 or half a surrogate pair.</exception>
    public async Task ReplaceAsync(WriteTransaction tx, Guid articleId, Apparatus apparatus, IReadOnlyList<NoteToSave> notes, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(apparatus);
        ArgumentNullException.ThrowIfNull(notes);
        var body = notes.Where(note => note.Container == NoteContainer.Body).ToList();
        if (!body.Select(note => note.Note.Id).SequenceEqual(apparatus.Notes.Select(read => read.Note.Id), StringComparer.Ordinal))
        {
            throw new ArgumentException($"The article has {body.Count} notes in its body and the apparatus {apparatus.Notes.Count}, or they differ in their ids or order.", nameof(notes));
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM apparatus WHERE article_id = @articleId", new { articleId }, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO apparatus (article_id, engine_version) VALUES (@articleId, @EngineVersion)", new { articleId, apparatus.EngineVersion }, tx.Transaction, cancellationToken: ct));

        // The engine's indices count the notes of the body, so these come first.
        await WriteNotesAsync(tx, articleId, apparatus, [.. body, .. notes.Where(note => note.Container != NoteContainer.Body)], ct);
        await WriteSourcesAsync(tx, articleId, apparatus, ct);
        await WriteReferencesAsync(tx, articleId, apparatus, ct);
        await ArchiveRows.WriteAsync(tx, articleId, apparatus, ct);
    }

    private static async Task WriteNotesAsync(WriteTransaction tx, Guid articleId, Apparatus apparatus, IReadOnlyList<NoteToSave> notes, CancellationToken ct)
    {
        var rows = new RowWriter(tx, "notes", "article_id", "ordinal", "html_id", "label", "container", "language", "text", "emphasis", "commentary", "html", "corrected_at", "citations", "file_blanks");
        for (var i = 0; i < notes.Count; i++)
        {
            var (note, container, html) = notes[i];
            StoredText.Require(note.Text, $"Note {note.Id}");
            StoredText.Require(note.Label, $"The label of note {note.Id}");
            rows.Add(articleId, i, note.Id, note.Label, Words.Of(container), StoredText.Worded(note.Language), note.Text, StoredJson.Write(note.Emphasis),
                StoredJson.Write(i < apparatus.Notes.Count ? apparatus.Notes[i].Commentary : []), Encoding.UTF8.GetBytes(html),
                i < apparatus.Notes.Count && apparatus.Notes[i].CorrectedAt is { } corrected ? Instants.ToStored(corrected) : null,
                note.Citations.Count == 0 ? null : StoredJson.Write(note.Citations), note.FileBlanks.Count == 0 ? null : StoredJson.Write(note.FileBlanks));
        }

        await rows.WriteAsync(ct);
    }

    private static async Task WriteSourcesAsync(WriteTransaction tx, Guid articleId, Apparatus apparatus, CancellationToken ct)
    {
        var rows = new RowWriter(tx, "article_sources", "article_id", "ordinal", "source_id", "kind", "label", "repository_id", "path", "best_note", "best_reference");
        for (var i = 0; i < apparatus.Sources.Count; i++)
        {
            var source = apparatus.Sources[i];
            var best = apparatus.Notes[source.Best.NoteIndex].References[source.Best.ReferenceIndex].Reference;
            var file = best as ArchivalReference;
            rows.Add(articleId, i, source.Id, Words.Of(source.Kind), SourceLabel.Of(best, source.Id), file?.RepositoryId,
                file is null ? null : StoredJson.Write([.. file.Path.Select(level => level.Text)]), source.Best.NoteIndex, source.Best.ReferenceIndex);
        }

        await rows.WriteAsync(ct);
    }

    private static async Task WriteReferencesAsync(WriteTransaction tx, Guid articleId, Apparatus apparatus, CancellationToken ct)
    {
        var rows = new RowWriter(tx, "note_references", "article_id", "note", "ordinal", "kind", "form", "span_start", "span_end", "source_id",
            "refers_to_label", "refers_to_note", "refers_to_reference", "confidence", "reason", "reference");
        for (var note = 0; note < apparatus.Notes.Count; note++)
        {
            var references = apparatus.Notes[note].References;
            for (var i = 0; i < references.Count; i++)
            {
                var resolved = references[i];
                var reference = resolved.Reference;
                rows.Add(articleId, note, i, Words.Of(resolved.Kind), Words.Of(reference.Form), reference.Span.Start, reference.Span.End, resolved.SourceId,
                    resolved.RefersTo?.Label, resolved.RefersTo?.NoteIndex, resolved.RefersTo?.Reference, resolved.Confidence, resolved.Reason, StoredJson.Write(resolved));
            }
        }

        await rows.WriteAsync(ct);
    }
}
