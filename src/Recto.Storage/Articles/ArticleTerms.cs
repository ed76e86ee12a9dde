using System.Data.Common;
using Recto.Journals.Access;
using Recto.Journals.Issues;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>Reads what decides who may read an article.</summary>
internal static class ArticleTerms
{
    /// <summary>The six columns, of <c>articles a</c> and <c>journals j</c>, in the order in which <see cref="Read"/> takes them.</summary>
    public const string Columns = "a.journal_id, a.is_draft, a.has_open_licence, a.reading, j.reading, j.notes_are_open";

    /// <summary>The terms in the six columns that begin there.</summary>
    public static AccessTerms Read(DbDataReader reader, int column) => new()
    {
        JournalId = reader.GetGuid(column),
        IsPublished = reader.GetInt32(column + 1) == 0,
        HasOpenLicence = reader.GetInt32(column + 2) != 0,
        Own = reader.TextOrNull(column + 3) is { } own ? Words.Read<ReadingPolicy>(own) : null,
        Journal = Words.Read<ReadingPolicy>(reader.GetString(column + 4)),
        NotesAreOpen = reader.GetInt32(column + 5) != 0,
    };
}
