namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>The archive and the unit in it, of a source that is no publication.</summary>
public sealed record CitedArchive
{
    /// <summary>The archive as the notes name it: name and siglum where they print both, else what they print; where they leave it out, that of our directory; null where nobody knows.</summary>
    public required string? Name { get; init; }

    /// <summary>The siglum as printed; null where none is.</summary>
    public string? Siglum { get; init; }

    /// <summary>Its id in the directory of archives; null where it is not known to us.</summary>
    public string? RepositoryId { get; init; }

    /// <summary>Its town, from the directory; null where we do not know it.</summary>
    public string? Place { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code of its country, from the directory; null where we do not know it.</summary>
    public string? Country { get; init; }

    /// <summary>The fonds, collection or series: the named series, else the first level with its name; null where the mention names neither.</summary>
    public string? Collection { get; init; }

    /// <summary>The whole call number from the top down, levels with their names where the directory knows them: <c>fond 558, opis 11, delo 431</c>; null where there is none.</summary>
    public string? CallNumber { get; init; }

    /// <summary>Siglum (or name) and numbers in short, as a list shows it: <c>RGASPI 558/11/431</c>, <c>SHAT 7N 3121</c>; null where there are no numbers.</summary>
    public string? Brief { get; init; }

    /// <summary>Levels from the top down, each with its name; the name is null where we do not know it.</summary>
    public IReadOnlyList<(string? Name, string Value)> Levels { get; init; } = [];
}
