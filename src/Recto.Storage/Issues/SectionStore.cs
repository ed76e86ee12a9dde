using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Issues;

/// <summary>The sections of journals: their order and their names by language. Articles name their section by its heading, folded for addresses.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class SectionStore(Database database)
{
    /// <summary>The sections of a journal in their order: first those that an editor has put in order, then those that articles name only. Sections that were merged into others are left out.</summary>
    public Task<IReadOnlyList<SectionRow>> ListAsync(Guid journalId, CancellationToken ct) => database.AskAsync(together => List(together, journalId), ct);

    /// <summary>The same, asked together with other things.</summary>
    public Answer<IReadOnlyList<SectionRow>> List(RoundTrip together, Guid journalId)
    {
        database.RequireOwn(together);
        return together.Add("""
            SELECT s.key, s.position, s.names, s.edit_version, NULL AS heading,
                (SELECT COUNT(*) FROM articles a WHERE a.journal_id = @journalId AND a.section_key = s.key) AS article_count
            FROM journal_sections s WHERE s.journal_id = @journalId AND s.merged_into IS NULL
            UNION ALL
            SELECT a.section_key, 2147483647, NULL, 0, MIN(a.section), COUNT(*)
            FROM articles a
            WHERE a.journal_id = @journalId AND a.section_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM journal_sections s WHERE s.journal_id = @journalId AND s.key = a.section_key)
            GROUP BY a.section_key
            ORDER BY 2, 1
            """, async (reader, ct) => (IReadOnlyList<SectionRow>)[.. (await RoundTrips.RowsAsync<Kept>(reader, ct)).Select(row => row.ToRow())], ("journalId", journalId));
    }

    /// <summary>Writes the names of a section, adding it behind the others where it is not kept yet.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="journalId">The journal.</param>
    /// <param name="key">The heading of its articles, folded.</param>
    /// <param name="names">Name by BCP 47 tag; at least one.</param>
    /// <param name="shownVersion">The version that the editor was shown; 0 where it was not kept yet.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where somebody else was faster: nothing was changed then.</returns>
    public async Task<bool> NameAsync(WriteTransaction tx, Guid journalId, string key, IReadOnlyDictionary<string, string> names, int shownVersion, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var json = DetailsJson.Write(names);
        StoredText.Require(key, "The section's key");
        StoredText.Require(json, "The section's names");
        return await tx.Connection.ExecuteAsync(new CommandDefinition(shownVersion == 0
            ? """
              INSERT INTO journal_sections (journal_id, key, position, names)
              SELECT @journalId, @key, (SELECT COALESCE(MAX(position), 0) + 1 FROM journal_sections WHERE journal_id = @journalId), @json
              WHERE 1 = 1
              ON CONFLICT (journal_id, key) DO NOTHING
              """
            : "UPDATE journal_sections SET names = @json, edit_version = edit_version + 1 WHERE journal_id = @journalId AND key = @key AND edit_version = @shownVersion",
            new { journalId, key, json, shownVersion }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Puts sections in this order; one that is not kept yet is added under its heading.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="journalId">The journal.</param>
    /// <param name="order">All sections, each with what it is to be called where it is new.</param>
    /// <param name="ct">Cancels.</param>
    public async Task OrderAsync(WriteTransaction tx, Guid journalId, IReadOnlyList<SectionRow> order, CancellationToken ct)
    {
        database.RequireOwn(tx);
        for (var i = 0; i < order.Count; i++)
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("""
                INSERT INTO journal_sections (journal_id, key, position, names) VALUES (@journalId, @Key, @position, @names)
                ON CONFLICT (journal_id, key) DO UPDATE SET position = excluded.position
                """, new { journalId, order[i].Key, position = i + 1, names = DetailsJson.Write(order[i].Names) }, tx.Transaction, cancellationToken: ct));
        }
    }

    /// <summary>Makes one section of two: the articles of the first stand in the second from now on, those that are imported later too. What the articles' own files say stays as it is.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="journalId">The journal.</param>
    /// <param name="from">The section that ends.</param>
    /// <param name="into">The section that takes its articles; kept already.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many articles moved.</returns>
    public async Task<int> MergeAsync(WriteTransaction tx, Guid journalId, SectionRow from, SectionRow into, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(into);
        var values = new { journalId, from = from.Key, into = into.Key, fromNames = DetailsJson.Write(from.Names), intoNames = DetailsJson.Write(into.Names), now };
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO journal_sections (journal_id, key, position, names)
            SELECT @journalId, @into, (SELECT COALESCE(MAX(position), 0) + 1 FROM journal_sections WHERE journal_id = @journalId), @intoNames
            WHERE 1 = 1
            ON CONFLICT (journal_id, key) DO NOTHING
            """, values, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO journal_sections (journal_id, key, position, names, merged_into)
            SELECT @journalId, @from, (SELECT COALESCE(MAX(position), 0) + 1 FROM journal_sections WHERE journal_id = @journalId), @fromNames, @into
            WHERE 1 = 1
            ON CONFLICT (journal_id, key) DO UPDATE SET merged_into = excluded.merged_into, edit_version = journal_sections.edit_version + 1
            """, values, tx.Transaction, cancellationToken: ct));
        // What was merged into the first before goes along: no chains.
        await tx.Connection.ExecuteAsync(new CommandDefinition(
            "UPDATE journal_sections SET merged_into = @into WHERE journal_id = @journalId AND merged_into = @from", values, tx.Transaction, cancellationToken: ct));
        var moved = await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            UPDATE articles SET section_key = @into, version = version + 1, {RecordStamps.Changed}
            WHERE journal_id = @journalId AND section_key = @from
            """, values, tx.Transaction, cancellationToken: ct));
        await OpeningStamps.JournalAsync(tx, journalId, now, ct); // The second section may be open where the first was not.
        return moved;
    }

    private sealed record Kept
    {
        public string Key { get; init; } = "";
        public int Position { get; init; }
        public string? Names { get; init; }
        public int EditVersion { get; init; }
        public string? Heading { get; init; }
        public int ArticleCount { get; init; }

        public SectionRow ToRow() => new()
        {
            Key = Key,
            Names = Names is null ? new Dictionary<string, string> { [SectionRow.AsPrinted] = Heading ?? Key } : DetailsJson.ReadNames(Names),
            EditVersion = EditVersion,
            ArticleCount = ArticleCount,
        };
    }
}

/// <summary>A section of a journal.</summary>
public sealed record SectionRow
{
    /// <summary>The tag of a name of which nobody has said the language: the heading as articles print it (BCP 47, undetermined).</summary>
    public const string AsPrinted = "und";

    /// <summary>The heading folded for addresses.</summary>
    public required string Key { get; init; }

    /// <summary>Name by BCP 47 tag; never empty.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Counts changes of its names, from 1; 0 where it is known from articles only.</summary>
    public required int EditVersion { get; init; }

    /// <summary>Articles in it, drafts included.</summary>
    public required int ArticleCount { get; init; }

    /// <summary>Its name in that language, else in the journal's, else any.</summary>
    /// <param name="languages">BCP 47 tags in order of preference.</param>
    public string Name(params ReadOnlySpan<string?> languages)
    {
        foreach (var language in languages)
        {
            if (language is not null && Names.TryGetValue(language, out var name))
            {
                return name;
            }
        }

        return Names.OrderBy(name => name.Key, StringComparer.Ordinal).First().Value;
    }
}
