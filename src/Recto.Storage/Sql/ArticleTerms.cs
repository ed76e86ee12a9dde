using System.Data.Common;
using System.Globalization;
using Recto.Journals.Access;

namespace Recto.Storage.Sql;

/// <summary>Reads what decides who may read an article.</summary>
internal static class ArticleTerms
{
    /// <summary>The columns, of <c>articles a</c> and <c>journals j</c>, in the order in which <see cref="Read"/> takes them.</summary>
    public const string Columns = "a.id, a.journal_id, a.issue_id, a.is_draft, a.has_open_licence, a.opens_at, a.shown_from, a.shown_until, a.recency_key, j.notes_are_open, j.access_policy";

    /// <summary>What <see cref="AccessRule"/> says of the text for anybody, in words of an index, so that a list can be narrowed to it; asks for <c>@at</c>. Who shows a row asks the rule all the same.</summary>
    public const string IsOpen = "(a.has_open_licence = 1 OR a.opens_at <= @at OR (a.shown_from <= @at AND a.shown_until > @at))";

    /// <summary>How many they are.</summary>
    public const int Width = 11;

    /// <summary>The terms in the columns that begin there.</summary>
    public static AccessTerms Read(DbDataReader reader, int column)
    {
        var policy = AccessPolicyJson.Read(reader.TextOrNull(column + 10));
        var opening = new Opening(InstantOrNull(reader, column + 5), InstantOrNull(reader, column + 6), InstantOrNull(reader, column + 7));
        return new()
        {
            ArticleId = reader.GetGuid(column),
            JournalId = reader.GetGuid(column + 1),
            IssueId = reader.IsDBNull(column + 2) ? null : reader.GetGuid(column + 2),
            IsPublished = reader.GetInt32(column + 3) == 0,
            HasOpenLicence = reader.GetInt32(column + 4) != 0,
            Opening = opening,
            WindowWords = opening.From is null ? null : policy.Windows.FirstOrDefault(window => window.From == opening.From && window.Until == opening.Until)?.Words,
            Year = YearOf(reader.GetString(column + 8)),
            NotesAreOpen = reader.GetInt32(column + 9) != 0,
            FreeForms = policy.FreeForms,
            LetsCrawlersIn = policy.LetsCrawlersIn,
        };
    }

    // The key begins with the year, and is less than all years where there is no date.
    private static int? YearOf(string recency) => recency.Length >= 4 && int.TryParse(recency.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0 ? year : null;

    private static DateTimeOffset? InstantOrNull(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : Instants.FromStored(reader.GetInt64(column));
}
