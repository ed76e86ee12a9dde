namespace Recto.Journals.Access;

/// <summary>
/// Which institutions a sign-in opens, told by what the institution's own provider says of the reader (eduPerson 202208). Pure. The provider alone proves nothing: it speaks only for the scopes that were put down for it,
/// and only some kinds of people are readers by the usual contract: members and those who are members by what they are, and people who walk into the library; former students and loosely associated ones are not.
/// </summary>
public static class AffiliationRule
{
    /// <summary>The entitlement that says of somebody that the usual licence terms of libraries hold for them (MACE-Dir), whatever they are.</summary>
    public const string CommonLibraryTerms = "urn:mace:dir:entitlement:common-lib-terms";

    private const int MostValues = 100;

    private static readonly Dictionary<string, Affiliation> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["member"] = Affiliation.Member,
        ["student"] = Affiliation.Student,
        ["faculty"] = Affiliation.Faculty,
        ["staff"] = Affiliation.Staff,
        ["employee"] = Affiliation.Employee,
        ["library-walk-in"] = Affiliation.LibraryWalkIn,
        ["alum"] = Affiliation.Alum,
        ["affiliate"] = Affiliation.Affiliate,
    };

    /// <summary>Who reads by the usual contract.</summary>
    public static IReadOnlySet<Affiliation> Usual { get; } =
        new HashSet<Affiliation> { Affiliation.Member, Affiliation.Student, Affiliation.Faculty, Affiliation.Staff, Affiliation.Employee, Affiliation.LibraryWalkIn };

    /// <summary>The word of the standard for an affiliation.</summary>
    public static string WordOf(Affiliation affiliation) => Names.First(name => name.Value == affiliation).Key;

    /// <summary>The affiliation of that word, in whatever case; null for none.</summary>
    public static Affiliation? Find(string? word) => word is not null && Names.TryGetValue(word.Trim(), out var affiliation) ? affiliation : null;

    /// <summary>Which institutions it opens, and why the rest was refused.</summary>
    /// <param name="known">For whom that provider may speak; empty where nobody put it down.</param>
    /// <param name="affiliations">Values of <c>eduPersonScopedAffiliation</c>: <c>student@uni-x.example</c>. The first hundred count.</param>
    /// <param name="entitlements">Values of <c>eduPersonEntitlement</c>.</param>
    public static AffiliationDecision Decide(IReadOnlyList<KnownScope> known, IReadOnlyList<string> affiliations, IReadOnlyList<string> entitlements)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(affiliations);
        ArgumentNullException.ThrowIfNull(entitlements);
        if (known.Count == 0)
        {
            return new([], [new(AffiliationRefusalReason.UnknownProvider, null)]);
        }

        var (admitted, own, refusals) = (new List<Guid>(), new List<Guid>(), new List<AffiliationRefusal>());
        foreach (var value in affiliations.Where(value => !string.IsNullOrWhiteSpace(value)).Take(MostValues))
        {
            var (affiliation, scope) = Read(value);
            if (scope is null)
            {
                refusals.Add(new(AffiliationRefusalReason.NoScope, value));
            }
            else if (known.Where(place => string.Equals(place.Scope, scope, StringComparison.OrdinalIgnoreCase)).ToList() is not { Count: > 0 } places)
            {
                refusals.Add(new(AffiliationRefusalReason.ForeignScope, value));
            }
            else
            {
                own.AddRange(places.Select(place => place.InstitutionId));
                if (affiliation is not { } kind)
                {
                    refusals.Add(new(AffiliationRefusalReason.UnknownAffiliation, value));
                }
                else if (places.Where(place => Usual.Contains(kind) || place.AlsoAdmits.Contains(kind)).ToList() is { Count: > 0 } open)
                {
                    admitted.AddRange(open.Select(place => place.InstitutionId));
                }
                else
                {
                    refusals.Add(new(AffiliationRefusalReason.NotAdmitted, value) { Affiliation = kind });
                }
            }
        }

        if (entitlements.Take(MostValues).Contains(CommonLibraryTerms, StringComparer.Ordinal))
        {
            admitted.AddRange(EntitledTo(known, affiliations, own, refusals));
        }

        if (admitted.Count == 0 && refusals.Count == 0)
        {
            refusals.Add(new(AffiliationRefusalReason.NothingSaid, null));
        }

        return new([.. admitted.Distinct()], refusals);
    }

    // Whom the entitlement concerns, the scopes say; where none is said, the provider itself, if it speaks for one only.
    private static List<Guid> EntitledTo(IReadOnlyList<KnownScope> known, IReadOnlyList<string> affiliations, List<Guid> own, List<AffiliationRefusal> refusals)
    {
        if (own.Count > 0)
        {
            return own;
        }

        if (affiliations.All(string.IsNullOrWhiteSpace) && known.Select(place => place.InstitutionId).Distinct().ToList() is [var one])
        {
            return [one];
        }

        refusals.Add(new(AffiliationRefusalReason.UnclearInstitution, CommonLibraryTerms));
        return [];
    }

    // student@uni-x.example. A scope may hold no second @.
    private static (Affiliation? Affiliation, string? Scope) Read(string value) =>
        value.Trim().Split('@') is [var word, { Length: > 0 } scope] ? (Find(word), scope) : (null, null);
}

/// <summary>Somebody for whom an identity provider may speak.</summary>
/// <param name="InstitutionId">The institution.</param>
/// <param name="Scope">What stands behind the @ of its people's affiliations, its domain as a rule: <c>uni-x.example</c>.</param>
/// <param name="AlsoAdmits">Who reads there by contract beside <see cref="AffiliationRule.Usual"/>.</param>
public sealed record KnownScope(Guid InstitutionId, string Scope, IReadOnlySet<Affiliation> AlsoAdmits);

/// <summary>What came of a sign-in.</summary>
/// <param name="Institutions">What it opens; empty where it opens nothing.</param>
/// <param name="Refusals">Each value that opened nothing, and why, in the order in which they were said. Of interest where nothing is open.</param>
public sealed record AffiliationDecision(IReadOnlyList<Guid> Institutions, IReadOnlyList<AffiliationRefusal> Refusals)
{
    /// <summary>Whether it opens anything.</summary>
    public bool IsAdmitted => Institutions.Count > 0;
}

/// <summary>Why a value opened nothing.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Value">The value as it was said; null where none was.</param>
public sealed record AffiliationRefusal(AffiliationRefusalReason Reason, string? Value)
{
    /// <summary>What somebody is who is not admitted as that; null for other reasons.</summary>
    public Affiliation? Affiliation { get; init; }
}

/// <summary>Why a value opened nothing.</summary>
public enum AffiliationRefusalReason
{
    /// <summary>No institution was put down for the provider.</summary>
    UnknownProvider = 1,

    /// <summary>The provider said neither an affiliation nor the entitlement.</summary>
    NothingSaid,

    /// <summary>An affiliation without a scope: of whom it is said is not known.</summary>
    NoScope,

    /// <summary>The scope belongs to no institution for which the provider may speak.</summary>
    ForeignScope,

    /// <summary>The word is none of the standard's.</summary>
    UnknownAffiliation,

    /// <summary>People of that kind do not read by the contract.</summary>
    NotAdmitted,

    /// <summary>The entitlement is there, but not for which of several institutions.</summary>
    UnclearInstitution,
}

/// <summary>What somebody is to an institution (eduPerson 202208, 2.2.1).</summary>
public enum Affiliation
{
    /// <summary>Has the usual privileges.</summary>
    Member = 1,

    /// <summary>Studies there.</summary>
    Student,

    /// <summary>Teaches or does research there.</summary>
    Faculty,

    /// <summary>Works there otherwise.</summary>
    Staff,

    /// <summary>Is employed there.</summary>
    Employee,

    /// <summary>Is in the library in person.</summary>
    LibraryWalkIn,

    /// <summary>Studied there once.</summary>
    Alum,

    /// <summary>Has to do with it, without the usual privileges.</summary>
    Affiliate,
}
