using Dapper;
using Recto.Journals.Archives;
using Recto.Notes.Archives;
using Recto.Notes.Resolution;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>Writes what an article cites of archives, in the transaction that writes its apparatus or in one of its own.</summary>
internal static class ArchiveRows
{
    private const int LongestPrinted = 300;
    private static readonly UnitReader Reader = new(RepositoryDirectory.Shipped);

    /// <summary>Writes the units that the notes cite and every place that cites one, in place of what was written of that article before. The apparatus is there already.</summary>
    public static async Task WriteAsync(WriteTransaction tx, Guid articleId, Apparatus apparatus, CancellationToken ct)
    {
        await ExecuteAsync(tx, "DELETE FROM archive_mentions WHERE article_id = @articleId", articleId, ct);
        await ExecuteAsync(tx, "DELETE FROM archive_unit_articles WHERE article_id = @articleId", articleId, ct);
        var mentions = ArchivalMentions.Of(apparatus, Reader);
        if (mentions.Count > 0)
        {
            var units = UnitsOf(mentions);
            await WriteUnitsAsync(tx, units, ct);
            await WriteArticlesAsync(tx, articleId, units, ct);
            await WriteMentionsAsync(tx, articleId, mentions, ct);
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition(
            "UPDATE apparatus SET archives_read = @version WHERE article_id = @articleId", new { articleId, version = ArchivalMentions.Version }, tx.Transaction, cancellationToken: ct));
    }

    // Every unit that is cited, or holds one that is; what is printed of its last level; the notes that cite it or something in it.
    private static SortedDictionary<string, CitedUnit> UnitsOf(IReadOnlyList<ArchivalMention> mentions)
    {
        var units = new SortedDictionary<string, CitedUnit>(StringComparer.Ordinal);
        foreach (var mention in mentions)
        {
            var line = mention.Unit.Address.Line;
            for (var depth = 0; depth < line.Count; depth++)
            {
                var printed = depth == 0 ? mention.Unit.ArchiveName ?? line[0].Archive : depth <= mention.Unit.Printed.Count ? mention.Unit.Printed[depth - 1] : line[depth].Segments[^1];
                if (!units.TryGetValue(line[depth].Key, out var unit))
                {
                    units.Add(line[depth].Key, unit = new CitedUnit(line[depth], Shortened(printed), depth == 0 ? mention.Unit.ArchiveName : null, []));
                }

                unit.Notes.Add(mention.Note);
            }
        }

        return units;
    }

    private static async Task WriteUnitsAsync(WriteTransaction tx, SortedDictionary<string, CitedUnit> units, CancellationToken ct)
    {
        // How others print it is as good; plain letters and figures are read by everybody.
        var rows = new RowWriter(tx, "archive_units", "unit", "archive", "parent", "segment_order", "printed", "is_plain", "archive_name")
        {
            OnConflict = "ON CONFLICT (unit) DO UPDATE SET printed = excluded.printed, is_plain = 1 WHERE archive_units.is_plain < excluded.is_plain",
        };
        foreach (var (key, unit) in units)
        {
            rows.Add(key, unit.Address.Archive, unit.Address.Parent?.Key, unit.Address.Order, unit.Printed, System.Text.Ascii.IsValid(unit.Printed) ? 1 : 0, unit.ArchiveName);
        }

        await rows.WriteAsync(ct);
    }

    private static async Task WriteArticlesAsync(WriteTransaction tx, Guid articleId, SortedDictionary<string, CitedUnit> units, CancellationToken ct)
    {
        var isPublic = 1 - await tx.Connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT is_draft FROM articles WHERE id = @articleId", new { articleId }, tx.Transaction, cancellationToken: ct));
        var rows = new RowWriter(tx, "archive_unit_articles", "unit", "article_id", "notes", "is_public");
        foreach (var (key, unit) in units)
        {
            rows.Add(key, articleId, unit.Notes.Count, isPublic);
        }

        await rows.WriteAsync(ct);
    }

    private static async Task WriteMentionsAsync(WriteTransaction tx, Guid articleId, IReadOnlyList<ArchivalMention> mentions, CancellationToken ct)
    {
        var rows = new RowWriter(tx, "archive_mentions", "article_id", "note", "reference", "part", "unit", "leaf", "leaf_order", "written", "former_name", "from_label");
        foreach (var mention in mentions)
        {
            rows.Add(articleId, mention.Note, mention.Reference, mention.Part, mention.Unit.Address.Key, mention.Leaf?.Key ?? "", mention.Leaf?.Order ?? "",
                StoredText.Worded(mention.Written), StoredText.Worded(mention.FormerName), mention.FromLabel);
        }

        await rows.WriteAsync(ct);
    }

    private static Task<int> ExecuteAsync(WriteTransaction tx, string sql, Guid articleId, CancellationToken ct) =>
        tx.Connection.ExecuteAsync(new CommandDefinition(sql, new { articleId }, tx.Transaction, cancellationToken: ct));

    private static string Shortened(string printed)
    {
        var text = printed.Trim();
        return text.Length <= LongestPrinted ? text : ShortText.Marked(text, LongestPrinted - 1);
    }

    private sealed record CitedUnit(UnitAddress Address, string Printed, string? ArchiveName, HashSet<int> Notes);
}
