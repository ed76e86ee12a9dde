using System.Collections.Frozen;

namespace Recto.Notes.Archives;

/// <summary>An archive (or a library's manuscripts) as historians cite it: one record of the <see cref="RepositoryDirectory"/>.</summary>
public sealed record Repository
{
    /// <summary>Stable id in lower case: <c>rgaspi</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Abbreviations by which it is cited, the usual one first.</summary>
    public required IReadOnlyList<string> Sigla { get; init; }

    /// <summary>Its own name for itself.</summary>
    public required string Name { get; init; }

    /// <summary>English name.</summary>
    public required string EnglishName { get; init; }

    /// <summary>City; null where it has several houses.</summary>
    public string? City { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code.</summary>
    public required string Country { get; init; }

    /// <summary>Names of the levels from the outermost in, the leaf last where leaves are cited: fond, opis, delo, list.</summary>
    public required IReadOnlyList<string> Levels { get; init; }

    /// <summary>Earlier names and sigla.</summary>
    public IReadOnlyList<FormerName> Former { get; init; } = [];

    /// <summary>Id of the archive that holds its records now; null where it still exists.</summary>
    public string? Successor { get; init; }

    /// <summary>Further names under which it stands in print; not sigla.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>Those of its sigla (present and former) that are also a word, a place or a degree, and count only before a call number: <c>VA</c>, <c>BM</c>.</summary>
    public IReadOnlySet<string> WeakSigla { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Series or collections that tell it from another archive of the same siglum: <c>FO</c>, <c>Sloane</c>, <c>RG</c>.</summary>
    public IReadOnlyList<string> Holdings { get; init; } = [];

    /// <summary>How its call numbers are written.</summary>
    public CallNumberStyle Style { get; init; } = CallNumberStyle.Named;

    /// <summary>Levels before the leaf in the short form <c>558/11/431/94</c>: 3 there; null where the archive has no such form.</summary>
    public int? ShortLevels { get; init; }
}

/// <summary>An earlier name of an archive.</summary>
/// <param name="Sigla">Abbreviations of that time.</param>
/// <param name="Name">Name of that time.</param>
/// <param name="Until">Year in which it ended; null where our sources do not agree.</param>
public sealed record FormerName(IReadOnlyList<string> Sigla, string Name, int? Until);
