using Recto.Journals.Articles;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>Which contributors are one person, as far as names tell, and the part of their page's address.</summary>
public static class PersonKey
{
    private const int Longest = 120;

    /// <summary>The ORCID; else the name in reading order, folded to letters and digits with hyphens. Two people of one name without an ORCID share a page.</summary>
    public static string Of(Contributor person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.Orcid is { Length: 19 } orcid ? orcid : AddressKey.Of(person.DisplayName, Longest) is { Length: > 0 } key ? key : "-";
    }
}

/// <summary>Which articles stand in one section of a journal, and the part of its page's address.</summary>
public static class SectionKey
{
    /// <summary>The heading folded to letters and digits with hyphens; null where there is none.</summary>
    public static string? Of(string? heading) => string.IsNullOrWhiteSpace(heading) ? null : AddressKey.Of(heading, 100) is { Length: > 0 } key ? key : "-";
}
