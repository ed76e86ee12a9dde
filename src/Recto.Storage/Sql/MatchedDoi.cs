namespace Recto.Storage.Sql;

/// <summary>DOIs of works that were found by matching, as statements tell them: never that of an article of this site which is not public.</summary>
internal static class MatchedDoi
{
    /// <summary>A column: the DOI of a row of <c>works</c>; null where it must not be told.</summary>
    /// <param name="work">What the statement calls the row.</param>
    public static string Column(string work) => $"CASE WHEN {Hidden(work)} THEN NULL ELSE {work}.doi END";

    /// <summary>Who said it; null where the DOI must not be told.</summary>
    /// <param name="work">What the statement calls the row.</param>
    public static string FromColumn(string work) => $"CASE WHEN {Hidden(work)} THEN NULL ELSE {work}.doi_from END";

    /// <summary>A condition: the DOI must not be told.</summary>
    /// <param name="work">What the statement calls the row.</param>
    public static string Hidden(string work) => $"({work}.doi_from = 'matched' AND EXISTS (SELECT 1 FROM articles hidden WHERE hidden.doi_key = UPPER({work}.doi) AND hidden.is_draft <> 0))";
}
