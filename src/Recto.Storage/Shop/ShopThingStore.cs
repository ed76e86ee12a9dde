using Recto.Journals.Access;
using Recto.Journals.Shop;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

/// <summary>What is to be known of a thing to sell it.</summary>
public sealed record ShopThing
{
    /// <summary>The thing, with issue and year of an article or issue filled in.</summary>
    public required BoughtThing Thing { get; init; }

    /// <summary>Key of its journal in addresses.</summary>
    public required string JournalKey { get; init; }

    /// <summary>Title of its journal.</summary>
    public required string JournalTitle { get; init; }

    /// <summary>Who may read it; null where it is no article.</summary>
    public AccessTerms? Terms { get; init; }

    /// <summary>Title of the article; null where it is none.</summary>
    public string? Title { get; init; }

    /// <summary>Its authors in one line; null where none are known or it is no article.</summary>
    public string? Authors { get; init; }

    /// <summary>Its part of the address; null where it is no article.</summary>
    public string? Slug { get; init; }

    /// <summary>DOI of the article; null where it has none.</summary>
    public string? Doi { get; init; }

    /// <summary>Key, volume, number and title of the issue that is bought or that the article stands in; null where there is none.</summary>
    public ShopIssue? Issue { get; init; }

    /// <summary>How many public articles of an issue, a year or a journal are closed to strangers; of an article one where it is closed. Zero: there is nothing to sell.</summary>
    public required int ClosedArticles { get; init; }
}

/// <summary>An issue, for its name.</summary>
/// <param name="Key">Its part of the address.</param>
/// <param name="Volume">Volume; null for none.</param>
/// <param name="Number">Number; null for none.</param>
/// <param name="Title">Title; null for none.</param>
public sealed record ShopIssue(string Key, string? Volume, string? Number, string? Title);

/// <summary>Tells what things are, for offers, carts and the words of orders.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class ShopThingStore(Database database)
{
    /// <summary>What a thing is, at an instant; null where it does not exist or is not public.</summary>
    public async Task<ShopThing?> FindAsync(BoughtThing thing, DateTimeOffset at, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(thing);
        await using var connection = await database.OpenAsync(ct);
        if (thing.Kind == ProductKind.Article)
        {
            await using var article = connection.Command($"""
                SELECT {ArticleTerms.Columns}, j.key, j.title, a.title, a.authors, a.slug, a.doi, i.key, i.volume, i.number, i.title, CASE WHEN {ArticleTerms.IsOpen} THEN 0 ELSE 1 END
                FROM articles a JOIN journals j ON j.id = a.journal_id LEFT JOIN issues i ON i.id = a.issue_id
                WHERE a.id = @id AND a.journal_id = @journal AND a.is_draft = 0
                """, ("id", thing.ArticleId), ("journal", thing.JournalId), ("at", Instants.ToStored(at)));
            await using var reader = await article.ExecuteReaderAsync(ct);
            if (!await reader.ReadAsync(ct))
            {
                return null;
            }

            var terms = ArticleTerms.Read(reader, 0);
            return new()
            {
                Thing = thing with { IssueId = terms.IssueId, Year = terms.Year },
                Terms = terms,
                JournalKey = reader.GetString(ArticleTerms.Width),
                JournalTitle = reader.GetString(ArticleTerms.Width + 1),
                Title = reader.GetString(ArticleTerms.Width + 2),
                Authors = reader.TextOrNull(ArticleTerms.Width + 3),
                Slug = reader.GetString(ArticleTerms.Width + 4),
                Doi = reader.TextOrNull(ArticleTerms.Width + 5),
                Issue = reader.TextOrNull(ArticleTerms.Width + 6) is { } key ? new(key, reader.TextOrNull(ArticleTerms.Width + 7), reader.TextOrNull(ArticleTerms.Width + 8), reader.TextOrNull(ArticleTerms.Width + 9)) : null,
                ClosedArticles = reader.GetInt32(ArticleTerms.Width + 10),
            };
        }

        var among = thing.Kind switch { ProductKind.Issue => "a.issue_id = @issue", ProductKind.JournalYear => "a.journal_id = @journal AND substr(a.recency_key, 1, 4) = @year", _ => "a.journal_id = @journal" };
        await using var command = connection.Command($"""
            SELECT j.key, j.title, i.key, i.volume, i.number, i.title, i.published,
                (SELECT COUNT(*) FROM articles a WHERE {among} AND a.is_draft = 0 AND NOT COALESCE({ArticleTerms.IsOpen}, FALSE))
            FROM journals j LEFT JOIN issues i ON i.journal_id = j.id AND i.id = @issue WHERE j.id = @journal
            """, ("journal", thing.JournalId), ("issue", thing.IssueId ?? Guid.Empty), ("at", Instants.ToStored(at)));
        command.Add("year", (thing.Year ?? 0).ToString("0000", System.Globalization.CultureInfo.InvariantCulture));
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct) || (thing.Kind == ProductKind.Issue && row.IsDBNull(2)))
        {
            return null;
        }

        return new()
        {
            Thing = thing.Kind == ProductKind.Issue && row.TextOrNull(6) is { } published ? thing with { Year = int.Parse(published.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture) } : thing,
            JournalKey = row.GetString(0),
            JournalTitle = row.GetString(1),
            Issue = thing.Kind == ProductKind.Issue ? new(row.GetString(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5)) : null,
            ClosedArticles = row.GetInt32(7),
        };
    }
}
