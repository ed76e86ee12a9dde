using Dapper;

namespace Recto.Storage.Sql;

/// <summary>Keeps <c>articles.record_at</c>: when what is told of an article to others was last changed. A journal or an issue that is called otherwise changes the records of all its articles.</summary>
internal static class RecordStamps
{
    /// <summary>What a statement sets on every change of an article; asks for <c>@now</c>.</summary>
    public const string Changed = "updated_at = CASE WHEN @now > updated_at THEN @now ELSE updated_at END, record_at = CASE WHEN @now > record_at THEN @now ELSE record_at END";

    private const string Told = "UPDATE articles SET record_at = CASE WHEN @Now > record_at THEN @Now ELSE record_at END WHERE ";

    /// <summary>Stamps the articles of a journal that is about to be written so; nothing where what they tell of it stays.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="values">What is written: <c>Key</c>, <c>Title</c>, <c>Abbreviation</c>, <c>Publisher</c>, <c>PrintIssn</c>, <c>OnlineIssn</c>, <c>Language</c>, <c>Reading</c>, <c>NotesAreOpen</c>, <c>Now</c>, and what <paramref name="which"/> asks for.</param>
    /// <param name="which">Condition on <c>journals</c> that picks the one that is written.</param>
    /// <param name="isFilledIn">Whether only what is empty is written.</param>
    /// <param name="ct">Cancels.</param>
    public static Task JournalAsync(WriteTransaction tx, object values, string which, bool isFilledIn, CancellationToken ct) => tx.Connection.ExecuteAsync(new CommandDefinition(
        $"{Told}journal_id = (SELECT id FROM journals WHERE {which} AND ({(isFilledIn ? "" : "key <> @Key OR title <> @Title OR reading <> @Reading OR notes_are_open <> @NotesAreOpen OR ")}{Differ(isFilledIn, "abbreviation", "publisher", "print_issn", "online_issn", "language")}))",
        values, tx.Transaction, cancellationToken: ct));

    /// <summary>Stamps the articles of an issue that is about to be written so; nothing where what they tell of it stays.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="values">What is written: <c>Key</c>, <c>Volume</c>, <c>Number</c>, <c>Title</c>, <c>Published</c>, <c>Now</c>, and what <paramref name="which"/> asks for.</param>
    /// <param name="which">Condition on <c>issues</c> that picks the one that is written.</param>
    /// <param name="isFilledIn">Whether only what is empty is written.</param>
    /// <param name="ct">Cancels.</param>
    public static Task IssueAsync(WriteTransaction tx, object values, string which, bool isFilledIn, CancellationToken ct) => tx.Connection.ExecuteAsync(new CommandDefinition(
        $"{Told}issue_id = (SELECT id FROM issues WHERE {which} AND ({(isFilledIn ? "" : "key <> @Key OR ")}{Differ(isFilledIn, "volume", "number", "title", "published")}))",
        values, tx.Transaction, cancellationToken: ct));

    /// <summary>Stamps the articles of an issue that becomes public or a draft: readers see it, or do not.</summary>
    public static Task IssueShownAsync(WriteTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct) => tx.Connection.ExecuteAsync(new CommandDefinition(
        Told + "issue_id = @id", new { id, Now = now }, tx.Transaction, cancellationToken: ct));

    /// <summary>Stamps the articles of a journal that says otherwise who may read them.</summary>
    public static Task ReadOtherwiseAsync(WriteTransaction tx, Guid journalId, DateTimeOffset now, CancellationToken ct) => tx.Connection.ExecuteAsync(new CommandDefinition(
        Told + "journal_id = @journalId", new { journalId, Now = now }, tx.Transaction, cancellationToken: ct));

    /// <summary>Stamps the full text of an article whose JATS is about to be kept; nothing where it is the same as before.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The article.</param>
    /// <param name="hash">What the JATS is called now; null where there is none any more.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public static Task FullTextAsync(WriteTransaction tx, Guid id, string? hash, DateTimeOffset now, CancellationToken ct) => tx.Connection.ExecuteAsync(new CommandDefinition("""
        UPDATE articles SET full_text_at = CASE WHEN @now > full_text_at THEN @now ELSE full_text_at END
        WHERE id = @id AND COALESCE((SELECT hash FROM made_files WHERE article_id = @id AND kind = 'jats'), '') <> @hash
        """, new { id, hash = hash ?? "", now }, tx.Transaction, cancellationToken: ct));

    private static string Differ(bool isFilledIn, params ReadOnlySpan<string> columns)
    {
        var parts = new List<string>();
        foreach (var column in columns)
        {
            var name = "@" + string.Concat(column.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
            parts.Add(isFilledIn ? $"({column} IS NULL AND COALESCE({name}, '') <> '')" : $"COALESCE({column}, '') <> COALESCE({name}, '')");
        }

        return string.Join(" OR ", parts);
    }
}
