using System.Data.Common;
using Recto.Journals.Articles;
using Recto.Journals.Recommending;
using Recto.Storage.Sql;

namespace Recto.Storage.Recommending;

/// <content>What the site knows of its articles.</content>
public sealed partial class RecommendationStore
{
    /// <summary>Reads all of it, as it stands at one moment.</summary>
    /// <param name="fewestSessions">Pairs that were read together in fewer sessions are left out.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<KnownSite> LoadAsync(long fewestSessions, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var picture = await Dialect.BeginSnapshotAsync(connection, ct);
        var (people, works, cites, units, about, retracted) = (new Dictionary<Guid, List<string>>(), new Dictionary<Guid, List<Guid>>(), new Dictionary<Guid, List<Guid>>(), new Dictionary<Guid, List<string>>(), new Dictionary<Guid, Guid>(), new HashSet<Guid>());
        var (pairs, choices, printed, articles) = (new List<CoReadPair>(), new Dictionary<Guid, (List<Guid> Pinned, HashSet<Guid> Banned)>(), new Dictionary<string, string>(StringComparer.Ordinal), new List<KnownArticle>());
        async Task EachAsync(string sql, Action<DbDataReader> read, params (string Name, object? Value)[] values)
        {
            await using var command = connection.Command(sql, values);
            command.Transaction = picture;
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                read(reader);
            }
        }

        await EachAsync("SELECT p.article_id, p.person_key FROM article_people p JOIN articles a ON a.id = p.article_id WHERE a.is_draft = 0 AND p.role = 'author'", reader => Under(people, reader.GetGuid(0)).Add(reader.GetString(1)));
        await EachAsync("SELECT DISTINCT s.article_id, s.work_id FROM work_sources s JOIN articles a ON a.id = s.article_id WHERE a.is_draft = 0", reader => Under(works, reader.GetGuid(0)).Add(reader.GetGuid(1)));
        await EachAsync("SELECT c.citing_id, c.article_id FROM cited_by c JOIN articles a ON a.id = c.citing_id WHERE a.is_draft = 0", reader => Under(cites, reader.GetGuid(0)).Add(reader.GetGuid(1)));
        await EachAsync("SELECT u.article_id, u.unit FROM archive_unit_articles u WHERE u.is_public = 1", reader => Under(units, reader.GetGuid(0)).Add(reader.GetString(1)));
        await EachAsync("SELECT u.unit, COALESCE(u.archive_name, u.printed) FROM archive_units u", reader => printed[reader.GetString(0)] = reader.GetString(1));
        await EachAsync("SELECT r.from_id, r.to_id, r.type FROM article_relations r JOIN articles a ON a.id = r.from_id WHERE a.is_draft = 0 ORDER BY r.from_id, r.to_id", reader =>
        {
            if (RelationTypes.Read(reader.GetString(2), out _) is { } kind && ShownArticles.Notices.Contains(kind))
            {
                about.TryAdd(reader.GetGuid(0), reader.GetGuid(1));
                if (kind == RelationKind.Retraction)
                {
                    retracted.Add(reader.GetGuid(1));
                }
            }
        });
        await EachAsync("SELECT one_id, other_id, sessions, votes FROM co_reads WHERE sessions >= @fewest", reader => pairs.Add(new(reader.GetGuid(0), reader.GetGuid(1), reader.GetInt64(2), reader.GetDouble(3))), ("fewest", fewestSessions));
        await EachAsync("SELECT article_id, other_id, choice FROM recommendation_choices ORDER BY article_id, at DESC, other_id", reader =>
        {
            var article = reader.GetGuid(0);
            if (!choices.TryGetValue(article, out var said))
            {
                choices.Add(article, said = ([], []));
            }

            if (reader.GetString(2) == "pin")
            {
                said.Pinned.Add(reader.GetGuid(1));
            }
            else
            {
                said.Banned.Add(reader.GetGuid(1));
            }
        });
        var said = new Dictionary<Guid, int>();
        await EachAsync("SELECT article_id, choices FROM recommended_articles WHERE choices > 0", reader => said[reader.GetGuid(0)] = reader.GetInt32(1));
        var vectors = new Dictionary<Guid, float[]>();
        await EachAsync("SELECT v.article_id, v.vector FROM article_vectors v", reader => vectors[reader.GetGuid(0)] = VectorStore.Vector(reader.Bytes(1)));
        await EachAsync("""
            SELECT a.id, a.journal_id, a.section_key, a.language, COALESCE(a.published_at, a.created_at), r.terms FROM recommended_articles r JOIN articles a ON a.id = r.article_id WHERE a.is_draft = 0 ORDER BY a.id
            """, reader => articles.Add(new KnownArticle
        {
            Id = reader.GetGuid(0),
            JournalId = reader.GetGuid(1),
            Section = reader.TextOrNull(2),
            Language = reader.TextOrNull(3),
            Since = reader.Instant(4),
            Terms = TextTerms.Read(reader.Bytes(5)),
            People = people.GetValueOrDefault(reader.GetGuid(0)) ?? [],
            Works = works.GetValueOrDefault(reader.GetGuid(0)) ?? [],
            Cites = cites.GetValueOrDefault(reader.GetGuid(0)) ?? [],
            Units = units.GetValueOrDefault(reader.GetGuid(0)) ?? [],
            Vector = vectors.GetValueOrDefault(reader.GetGuid(0)),
            IsRetracted = retracted.Contains(reader.GetGuid(0)),
            StandsFor = about.TryGetValue(reader.GetGuid(0), out var whole) ? whole : null,
        }));
        return new()
        {
            Articles = articles,
            Pairs = pairs,
            Choices = choices.ToDictionary(one => one.Key, one => new ListChoices(one.Value.Pinned, one.Value.Banned)),
            Said = said,
            Printed = printed,
        };
    }

    private static List<T> Under<T>(Dictionary<Guid, List<T>> lists, Guid key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }
}
