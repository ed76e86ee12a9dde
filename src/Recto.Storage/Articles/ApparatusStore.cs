using System.Data.Common;
using Dapper;
using Recto.Journals.Articles;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>What the notes of articles say, one row a note and one row a reference.</summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class ApparatusStore(Database database)
{
    private const int MostCiting = 500;

    /// <summary>The apparatus of an article just as the engine gave it; null where none was written.</summary>
    public async Task<Apparatus?> FindAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);

        // One picture of all four tables, though an import may be writing them anew.
        await using var snapshot = await Dialect.BeginSnapshotAsync(connection, ct);
        return await ReadAsync(connection, snapshot, articleId, ct);
    }

    /// <summary>The same, as a transaction sees it.</summary>
    internal static async Task<Apparatus?> ReadAsync(DbConnection connection, DbTransaction snapshot, Guid articleId, CancellationToken ct)
    {
        CommandDefinition Query(string sql) => new(sql, new { articleId }, snapshot, cancellationToken: ct);
        var version = await connection.QuerySingleOrDefaultAsync<string>(Query("SELECT engine_version FROM apparatus WHERE article_id = @articleId"));
        if (version is null)
        {
            return null;
        }

        var notes = (await connection.QueryAsync<KeptNote>(Query(
            "SELECT html_id, label, text, language, emphasis, commentary, corrected_at, citations, file_blanks FROM notes WHERE article_id = @articleId AND container = 'body' ORDER BY ordinal"))).AsList();
        var references = (await connection.QueryAsync<KeptReference>(Query(
            "SELECT note, ordinal, source_id, reference FROM note_references WHERE article_id = @articleId ORDER BY note, ordinal"))).AsList();
        var sources = (await connection.QueryAsync<KeptSource>(Query(
            "SELECT source_id, kind, best_note, best_reference FROM article_sources WHERE article_id = @articleId ORDER BY ordinal"))).AsList();
        var ofNote = references.ToLookup(reference => reference.Note, reference => StoredJson.ReadReference(reference.Reference));
        var mentions = references.ToLookup(reference => reference.SourceId, reference => new Mention(reference.Note, reference.Ordinal));
        return new Apparatus
        {
            EngineVersion = version,
            Notes = [.. notes.Select((note, index) => new ReadNote(note.ToNote(), [.. ofNote[index]], StoredJson.ReadSpans(note.Commentary)) { CorrectedAt = note.CorrectedAt })],
            Sources = [.. sources.Select(source => new Source
            {
                Id = source.SourceId,
                Kind = Words.Read<ReferenceKind>(source.Kind),
                Best = new Mention(source.BestNote, source.BestReference),
                Mentions = [.. mentions[source.SourceId]],
            })],
        };
    }

    /// <summary>The sources of an article in order of first mention.</summary>
    public async Task<IReadOnlyList<SourceRow>> ListSourcesAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<KeptSource>(new CommandDefinition("""
            SELECT s.source_id, s.kind, s.label, s.repository_id, s.path,
                (SELECT COUNT(*) FROM note_references r WHERE r.article_id = s.article_id AND r.source_id = s.source_id) AS mentions
            FROM article_sources s WHERE s.article_id = @articleId ORDER BY s.ordinal
            """, new { articleId }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToRow())];
    }

    /// <summary>Notes of published articles that cite a file of an archive, articles newest first, at most 500.</summary>
    /// <param name="repositoryId">The archive's id.</param>
    /// <param name="path">All levels of the file from the top down.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<CitingNoteRow>> ListCitingAsync(string repositoryId, IReadOnlyList<string> path, CancellationToken ct)
    {
        if (!StoredText.CanStand([repositoryId, .. path]))
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);

        // The empty text hides the second comparison from SQLite, which would otherwise put @path into the first and so miss the index.
        return (await connection.QueryAsync<CitingNoteRow>(new CommandDefinition("""
            SELECT a.slug, a.title, a.authors, n.html_id, n.label
            FROM article_sources s
            JOIN articles a ON a.id = s.article_id
            JOIN notes n ON n.article_id = s.article_id
            WHERE s.repository_id = @repositoryId AND substr(s.path, 1, 200) = substr(@path, 1, 200) AND s.path || '' = @path AND a.is_draft = 0
                AND EXISTS (SELECT 1 FROM note_references r WHERE r.article_id = s.article_id AND r.source_id = s.source_id AND r.note = n.ordinal)
            ORDER BY a.recency_key DESC, a.id DESC, n.ordinal
            LIMIT @limit
            """, new { repositoryId, path = StoredJson.Write(path), limit = MostCiting }, cancellationToken: ct))).AsList();
    }

    private sealed record KeptNote
    {
        public string HtmlId { get; init; } = "";
        public string Label { get; init; } = "";
        public string Text { get; init; } = "";
        public string? Language { get; init; }
        public string Emphasis { get; init; } = "";
        public string Commentary { get; init; } = "";
        public DateTimeOffset? CorrectedAt { get; init; }
        public string? Citations { get; init; }
        public string? FileBlanks { get; init; }

        public Note ToNote() => new()
        {
            Id = HtmlId,
            Label = Label,
            Text = Text,
            Language = Language,
            Emphasis = StoredJson.ReadEmphasis(Emphasis),
            Citations = StoredJson.ReadCitations(Citations),
            FileBlanks = StoredJson.ReadPositions(FileBlanks),
        };
    }

    private sealed record KeptReference
    {
        public int Note { get; init; }
        public int Ordinal { get; init; }
        public string? SourceId { get; init; }
        public string Reference { get; init; } = "";
    }

    private sealed record KeptSource
    {
        public string SourceId { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Label { get; init; } = "";
        public string? RepositoryId { get; init; }
        public string? Path { get; init; }
        public int BestNote { get; init; }
        public int BestReference { get; init; }
        public int Mentions { get; init; }

        public SourceRow ToRow() => new()
        {
            SourceId = SourceId,
            Kind = Words.Read<ReferenceKind>(Kind),
            Label = Label,
            RepositoryId = RepositoryId,
            Path = Path is null ? [] : StoredJson.ReadPath(Path),
            Mentions = Mentions,
        };
    }
}
