using System.Data.Common;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Sql;

namespace Recto.Storage.Issues;

/// <summary>A journal as programs are told of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Journal">What is said about it.</param>
/// <param name="ArticleCount">How many published articles it has.</param>
/// <param name="IssueCount">How many public issues it has.</param>
/// <param name="Updated">When it was last changed by hand.</param>
public sealed record ToldJournal(Guid Id, Journal Journal, int ArticleCount, int IssueCount, DateTimeOffset Updated);

public sealed partial class JournalStore
{
    private const string ToldColumns = """
        SELECT j.id, j.key, j.title, j.abbreviation, j.publisher, j.print_issn, j.online_issn, j.language, j.about, j.reading, j.notes_are_open, j.details,
            (SELECT COUNT(*) FROM articles a WHERE a.journal_id = j.id AND a.is_draft = 0),
            (SELECT COUNT(*) FROM issues i WHERE i.journal_id = j.id AND i.is_draft = 0), j.updated_at
        FROM journals j
        """;

    /// <summary>Journals by key, by one statement.</summary>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">The last key of the page before; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The rows, and whether there are more.</returns>
    public async Task<(IReadOnlyList<ToldJournal> Journals, bool HasMore)> ListToldAsync(int size, string? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        if (!StoredText.CanStand(after ?? ""))
        {
            return ([], false);
        }

        var rows = await ToldAsync($"{ToldColumns} WHERE j.key > @after ORDER BY j.key LIMIT @limit", ct, ("after", after ?? ""), ("limit", size + 1));
        return ([.. rows.Take(size)], rows.Count > size);
    }

    /// <summary>One journal with its counts, by one statement; null where there is none of that key.</summary>
    public async Task<ToldJournal?> FindToldAsync(string key, CancellationToken ct) => !StoredText.CanStand(key) ? null : await ToldAsync($"{ToldColumns} WHERE j.key = @key", ct, ("key", key)) is [var journal] ? journal : null;

    private async Task<List<ToldJournal>> ToldAsync(string sql, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<ToldJournal>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new(reader.GetGuid(0), Read(reader), Convert.ToInt32(reader.GetInt64(12)), Convert.ToInt32(reader.GetInt64(13)), reader.Instant(14)));
        }

        return rows;
    }

    // Of twelve columns, the first of which is its id; the issue’s page asks for the same.
    internal static Journal Read(DbDataReader reader) => new()
    {
        Key = reader.GetString(1),
        Title = reader.GetString(2),
        Abbreviation = reader.TextOrNull(3),
        Publisher = reader.TextOrNull(4),
        PrintIssn = Issn.TryParse(reader.TextOrNull(5), out var print) ? print : null,
        OnlineIssn = Issn.TryParse(reader.TextOrNull(6), out var online) ? online : null,
        Language = reader.TextOrNull(7),
        About = reader.TextOrNull(8),
        Reading = Words.Read<ReadingPolicy>(reader.GetString(9)),
        NotesAreOpen = reader.GetInt32(10) != 0,
        Details = DetailsJson.ReadJournal(reader.TextOrNull(11)),
    };
}
