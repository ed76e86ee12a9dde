using System.Text.RegularExpressions;

namespace Recto.Journals.Archives;

/// <summary>Where an archive shows a unit, or its description, on the web: a template of addresses, as data.</summary>
/// <param name="Archive">Id of the archive.</param>
/// <param name="Kind">What stands there.</param>
/// <param name="Units">Which units it is for: a pattern over the key without the archive (<c>fo/371/17251</c>).</param>
/// <param name="Template">The address; <c>{1}</c> to <c>{6}</c> stand for the levels of the key, <c>{call}</c> for the call number as it is shown, without the siglum.</param>
public sealed record Resolver(string Archive, ResolverKind Kind, Regex Units, string Template);

/// <summary>What an address leads to.</summary>
public enum ResolverKind
{
    /// <summary>The digitised unit itself.</summary>
    Item = 1,

    /// <summary>Its description in a finding aid.</summary>
    Description,

    /// <summary>A search of the archive's catalogue for it.</summary>
    Search,
}

/// <summary>The address of a unit at its archive.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Address">An https address.</param>
public sealed record ResolvedAddress(ResolverKind Kind, string Address);
