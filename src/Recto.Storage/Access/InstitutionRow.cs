using Recto.Journals.Access;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

/// <summary>An institution as a row of the database: one row for each parent.</summary>
internal sealed record InstitutionRow
{
    public Guid Id { get; init; }
    public string Key { get; init; } = "";
    public string Name { get; init; } = "";
    public int IsConsortium { get; init; }
    public string? Country { get; init; }
    public string? Ror { get; init; }
    public string? Details { get; init; }
    public int EditVersion { get; init; }
    public long? ClosedAt { get; init; }
    public Guid? ParentId { get; init; }

    /// <summary>Makes institutions of rows in the order of ids.</summary>
    public static List<Institution> Gather(IEnumerable<InstitutionRow> rows)
    {
        var found = new List<Institution>();
        var parents = new List<Guid>();
        foreach (var row in rows)
        {
            if (found is not [.., var last] || last.Id != row.Id)
            {
                found.Add(row.ToInstitution(parents = []));
            }

            if (row.ParentId is { } parent)
            {
                parents.Add(parent);
            }
        }

        return found;
    }

    private Institution ToInstitution(IReadOnlyList<Guid> parents) => new()
    {
        Id = Id,
        Key = Key,
        Name = Name,
        IsConsortium = IsConsortium != 0,
        Country = Country,
        Ror = Ror,
        Parents = parents,
        Details = DetailsJson.ReadInstitution(Details),
        EditVersion = EditVersion,
        ClosedAt = Instants.FromStored(ClosedAt),
    };
}
