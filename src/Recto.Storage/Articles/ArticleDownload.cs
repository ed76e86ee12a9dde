using System.Globalization;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>A file that can be taken away with an article.</summary>
/// <param name="Kind">Kind: <c>pdf</c>, <c>apparatus</c>, <c>epub</c>, <c>jats</c>, <c>card</c>.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Stamp">Beginning of the hash of its bytes.</param>
public sealed record ArticleDownload(string Kind, long Length, string Stamp)
{
    // What was made, and before it the publisher's own PDF, as one text: a page needs one statement and is never older than they are.
    internal const string Column = $"""
        (SELECT string_agg(x.line, '{PackedLines.Line}') FROM (
            SELECT m.kind || '{PackedLines.Field}1{PackedLines.Field}' || CAST(m.length AS TEXT) || '{PackedLines.Field}' || substr(m.hash, 1, 12) AS line FROM made_files m WHERE m.article_id = a.id AND m.hash IS NOT NULL
            UNION ALL
            SELECT 'pdf{PackedLines.Field}0{PackedLines.Field}' || CAST(w.length AS TEXT) || '{PackedLines.Field}' || substr(w.hash, 1, 12) AS line FROM article_files w
            WHERE w.article_id = a.id AND w.role = 'download' AND w.media_type = 'application/pdf') x)
        """;

    /// <summary>Reads what <see cref="Column"/> gave, one of each kind, in order of kind.</summary>
    internal static IReadOnlyList<ArticleDownload> Read(string? kept) =>
    [
        .. PackedLines.Read(kept, 4).OrderBy(parts => string.Join(PackedLines.Field, parts), StringComparer.Ordinal).DistinctBy(parts => parts[0])
            .Select(parts => new ArticleDownload(parts[0], long.Parse(parts[2], CultureInfo.InvariantCulture), parts[3])),
    ];
}
