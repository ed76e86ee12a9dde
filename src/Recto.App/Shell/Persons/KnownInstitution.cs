using System.Collections.Immutable;
using Recto.Storage.Access;

namespace Recto.App.Shell.Persons;

/// <summary>An institution as the site has it in memory.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its part of addresses.</param>
/// <param name="Name">Its name as readers see it.</param>
/// <param name="IsConsortium">Whether it is a consortium.</param>
/// <param name="Country">ISO 3166-1, two letters; null where it is not known.</param>
/// <param name="Ror">ROR id, <c>https://ror.org/…</c>; null where it is not known.</param>
/// <param name="EditVersion">Counts changes by hand.</param>
/// <param name="WithAncestors">The institution, and all through which it holds rights, near ones first: those that are open. Never empty.</param>
internal sealed record KnownInstitution(Guid Id, string Key, string Name, bool IsConsortium, string? Country, string? Ror, int EditVersion, ImmutableArray<Guid> WithAncestors);

/// <summary>Institutions through which a reader comes, and what is asked for where rights are kept. Made once for all who come so.</summary>
/// <param name="Institutions">The institutions, by name; never empty.</param>
/// <param name="Keys">They and their ancestors.</param>
internal sealed record Arrival(ImmutableArray<KnownInstitution> Institutions, RightKeys Keys)
{
    /// <summary>The arrival through these.</summary>
    public static Arrival Through(params IEnumerable<KnownInstitution> institutions)
    {
        ImmutableArray<KnownInstitution> sorted = [.. institutions.DistinctBy(institution => institution.Id).OrderBy(institution => institution.Name, StringComparer.Ordinal).ThenBy(institution => institution.Id)];
        return new(sorted, new RightKeys { Institutions = [.. sorted.SelectMany(institution => institution.WithAncestors).Distinct()] });
    }
}
