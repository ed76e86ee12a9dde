using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Counter;

/// <summary>The identifier of one journal or article.</summary>
/// <param name="Kind">Of which kind.</param>
/// <param name="Value">As it is compared.</param>
public sealed record ItemIdFilter(ItemIdKind Kind, string Value)
{
    /// <summary>Reads one, with the name of its kind or without: <c>DOI:10.1234/x</c>, <c>1234-5679</c>, <c>Proprietary:recto:journal</c>. Null where it is none.</summary>
    public static ItemIdFilter? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (name, value) = text.Split(':', 2) is [var before, var after] ? (before, after) : ("", text);
        return name.ToUpperInvariant() switch
        {
            "DOI" => value.StartsWith("10.", StringComparison.Ordinal) ? new(ItemIdKind.Doi, value) : null,
            "PRINT_ISSN" or "ONLINE_ISSN" or "ISSN" => Issn.TryParse(value, out var issn) ? new(ItemIdKind.Issn, issn.Value) : null,
            "PROPRIETARY" => value.Length > 0 ? new(ItemIdKind.Proprietary, value) : null,
            _ => text.StartsWith("10.", StringComparison.Ordinal) && text.Contains('/', StringComparison.Ordinal) ? new(ItemIdKind.Doi, text)
                : Issn.TryParse(text, out var bare) ? new(ItemIdKind.Issn, bare.Value)
                : name.Length > 1 && value.Length > 0 ? new(ItemIdKind.Proprietary, text)
                : null,
        };
    }

    /// <summary>Whether something with those identifiers is meant.</summary>
    public bool Means(ItemIds ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Kind switch
        {
            ItemIdKind.Doi => Value.Equals(ids.Doi, StringComparison.OrdinalIgnoreCase),
            ItemIdKind.Issn => Value == ids.PrintIssn || Value == ids.OnlineIssn,
            _ => Value == ids.Proprietary,
        };
    }

    /// <summary>As the header of a report has it.</summary>
    public override string ToString() => Kind == ItemIdKind.Doi ? "DOI:" + Value : Kind == ItemIdKind.Issn ? "ISSN:" + Value : "Proprietary:" + Value;
}

/// <summary>The kinds of identifiers that can be asked for.</summary>
public enum ItemIdKind
{
    /// <summary>A DOI.</summary>
    Doi = 1,

    /// <summary>An ISSN, of the print or the online edition.</summary>
    Issn,

    /// <summary>The site's own.</summary>
    Proprietary,
}
