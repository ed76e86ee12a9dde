using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>Somebody who contributed to published articles.</summary>
/// <param name="Key">Their part of the address (<see cref="PersonKey"/>).</param>
/// <param name="Name">Name in reading order, as the newest article prints it.</param>
/// <param name="Orcid">ORCID, sixteen characters with hyphens; null where none is known.</param>
/// <param name="Articles">How many published articles: all of theirs, or those written together.</param>
public sealed record PersonRow(string Key, string Name, string? Orcid, int Articles);

/// <summary>The people behind the articles, read only: a save of an article writes them.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class PersonStore(Database database)
{
    /// <summary>The person with that key; null where nobody of that key has a published article.</summary>
    public async Task<PersonRow?> FindAsync(string key, CancellationToken ct) => !StoredText.CanStand(key) ? null : (await ReadAsync("""
        SELECT p.person_key, p.name, p.orcid,
            (SELECT COUNT(DISTINCT x.article_id) FROM article_people x JOIN articles b ON b.id = x.article_id WHERE x.person_key = @key AND b.is_draft = 0)
        FROM article_people p JOIN articles a ON a.id = p.article_id
        WHERE p.person_key = @key AND a.is_draft = 0
        ORDER BY a.recency_key DESC, a.id DESC, p.ordinal LIMIT @most
        """, key, 1, ct)).FirstOrDefault();

    /// <summary>Whom a person has written with in published articles, those of the most articles first.</summary>
    /// <param name="key">The person.</param>
    /// <param name="most">Most people to give.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<PersonRow>> ListCoauthorsAsync(string key, int most, CancellationToken ct) => !StoredText.CanStand(key) ? [] : await ReadAsync("""
        SELECT o.person_key, MIN(o.name), MIN(o.orcid), COUNT(DISTINCT o.article_id) AS together
        FROM article_people p
        JOIN articles a ON a.id = p.article_id
        JOIN article_people o ON o.article_id = p.article_id AND o.person_key <> p.person_key
        WHERE p.person_key = @key AND p.role = 'author' AND o.role = 'author' AND a.is_draft = 0
        GROUP BY o.person_key
        ORDER BY together DESC, o.person_key LIMIT @most
        """, key, most, ct);

    private async Task<List<PersonRow>> ReadAsync(string sql, string key, int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command(sql, ("key", key), ("most", most));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var people = new List<PersonRow>();
        while (await reader.ReadAsync(ct))
        {
            people.Add(new(reader.GetString(0), reader.GetString(1), reader.TextOrNull(2), Convert.ToInt32(reader.GetInt64(3))));
        }

        return people;
    }
}
