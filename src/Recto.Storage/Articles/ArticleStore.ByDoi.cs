using Recto.Journals.Access;
using Recto.Journals.Identifiers;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>An article as those are told who ask by DOI what may be read of it.</summary>
/// <param name="Doi">Its DOI as it is kept.</param>
/// <param name="Slug">Its part of the address.</param>
/// <param name="Terms">What decides who may read it.</param>
/// <param name="HasPdf">Whether there is a PDF of it.</param>
public sealed record ArticleByDoi(string Doi, string Slug, AccessTerms Terms, bool HasPdf);

public sealed partial class ArticleStore
{
    /// <summary>The articles of those DOIs, drafts too: nothing of them may be told before <see cref="AccessRule"/> has decided. One statement.</summary>
    /// <param name="dois">At most a hundred.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ArticleByDoi>> ListByDoiAsync(IReadOnlyCollection<Doi> dois, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(dois);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dois.Count, 100);
        var keys = dois.Select(doi => DoiKey.Of(doi)!).Where(key => StoredText.CanStand(key)).Distinct().ToList();
        if (keys.Count == 0)
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("");
        foreach (var (i, key) in keys.Index())
        {
            command.Add("d" + i, key);
        }

        command.CommandText = $"""
            SELECT a.doi, a.slug, CASE WHEN EXISTS (SELECT 1 FROM article_files f WHERE f.article_id = a.id AND f.role = 'download' AND f.media_type = 'application/pdf')
                OR EXISTS (SELECT 1 FROM made_files m WHERE m.article_id = a.id AND m.kind = 'pdf' AND m.state = 'made' AND m.hash IS NOT NULL) THEN 1 ELSE 0 END, {ArticleTerms.Columns}
            FROM articles a JOIN journals j ON j.id = a.journal_id
            WHERE a.doi_key IN ({string.Join(", ", keys.Select((_, i) => "@d" + i))})
            """;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<ArticleByDoi>();
        while (await reader.ReadAsync(ct))
        {
            found.Add(new(reader.GetString(0), reader.GetString(1), ArticleTerms.Read(reader, 3), reader.GetInt32(2) != 0));
        }

        return found;
    }
}
