using System.Collections.Immutable;

namespace Recto.Journals.Access;

/// <summary>Institutions, and through which others they hold rights: parts of a university, members of a consortium. Without circles.</summary>
public static class InstitutionTree
{
    /// <summary>An institution, and all through which it holds rights, near ones first, each once. A circle, which should not be, is gone through once.</summary>
    /// <param name="id">The institution.</param>
    /// <param name="parents">The parents of one; empty for none.</param>
    public static ImmutableArray<Guid> WithAncestors(Guid id, Func<Guid, IEnumerable<Guid>> parents)
    {
        ArgumentNullException.ThrowIfNull(parents);
        var found = ImmutableArray.CreateBuilder<Guid>();
        found.Add(id);
        var seen = new HashSet<Guid> { id };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(parents(found[i]).Where(seen.Add));
        }

        return found.ToImmutable();
    }

    /// <summary>Whether an institution would become its own ancestor if that one became its parent.</summary>
    /// <param name="id">The institution.</param>
    /// <param name="parent">Who is to be its parent.</param>
    /// <param name="parents">The parents of one as they are.</param>
    public static bool WouldCircle(Guid id, Guid parent, Func<Guid, IEnumerable<Guid>> parents) => WithAncestors(parent, parents).Contains(id);
}
