using System.Data.Common;
using Recto.Journals.Access;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

/// <summary>Rights as rows of the database.</summary>
internal static class RightRows
{
    /// <summary>The right in the first nineteen columns, as <see cref="RightStore.ListHeldAsync"/> selects them.</summary>
    /// <param name="reader">On its row.</param>
    /// <param name="titles">The set of journals of a list of titles, filled by the caller.</param>
    public static HeldRight Read(DbDataReader reader, IReadOnlySet<Guid> titles)
    {
        Guid? Key(int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);
        int? Number(int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);
        DateTimeOffset? Instant(int column) => reader.IsDBNull(column) ? null : reader.Instant(column);
        var years = new YearRange(Number(8), Number(9));
        return new()
        {
            Id = reader.GetGuid(0),
            Kind = Words.Read<RightKind>(reader.GetString(1)),
            InstitutionId = Key(2),
            Provider = reader.TextOrNull(3),
            Scope = new()
            {
                ArticleId = Key(4),
                IssueId = Key(5),
                JournalIds = Key(6) is { } journal ? new HashSet<Guid> { journal } : reader.IsDBNull(7) ? null : titles,
                Years = years == default ? null : years,
            },
            From = reader.Instant(10),
            Until = Instant(11),
            Grace = TimeSpan.FromDays(reader.GetInt32(12)),
            Perpetual = reader.GetInt32(13) == 0 ? null : new YearRange(Number(14), Number(15)),
            Uses = (reader.GetInt32(16) == 0 ? RightUses.None : RightUses.Download) | (reader.GetInt32(17) == 0 ? RightUses.None : RightUses.Print),
            RevokedAt = Instant(18),
        };
    }
}
