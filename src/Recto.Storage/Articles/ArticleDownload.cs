using System.Globalization;

namespace Recto.Storage.Articles;

/// <summary>A file that can be taken away with an article.</summary>
/// <param name="Kind">Kind: <c>pdf</c>, <c>apparatus</c>, <c>epub</c>, <c>jats</c>, <c>card</c>.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Stamp">Beginning of the hash of its bytes.</param>
public sealed record ArticleDownload(string Kind, long Length, string Stamp)
{
    private const string FieldText = "\u001F";
    private const string RecordText = "\u001E";

    // What was made, and before it the publisher's own PDF, as one text: a page needs one statement and is never older than they are.
    internal const string Column = $"""
        (SELECT string_agg(x.line, '{RecordText}') FROM (
            SELECT m.kind || '{FieldText}1{FieldText}' || CAST(m.length AS TEXT) || '{FieldText}' || substr(m.hash, 1, 12) AS line FROM made_files m WHERE m.article_id = a.id AND m.hash IS NOT NULL
            UNION ALL
            SELECT 'pdf{FieldText}0{FieldText}' || CAST(w.length AS TEXT) || '{FieldText}' || substr(w.hash, 1, 12) AS line FROM article_files w
            WHERE w.article_id = a.id AND w.role = 'download' AND w.media_type = 'application/pdf') x)
        """;

    /// <summary>Reads what <see cref="Column"/> gave, one of each kind, in order of kind.</summary>
    internal static IReadOnlyList<ArticleDownload> Read(string? kept) => kept is null ? [] :
    [
        .. kept.Split(RecordText[0]).Order(StringComparer.Ordinal).Select(line => line.Split(FieldText[0])).Where(parts => parts.Length == 4).DistinctBy(parts => parts[0])
            .Select(parts => new ArticleDownload(parts[0], long.Parse(parts[2], CultureInfo.InvariantCulture), parts[3])),
    ];
}
