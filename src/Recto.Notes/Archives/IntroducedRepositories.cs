namespace Recto.Notes.Archives;

/// <summary>
/// What one document has said of its archives so far: <c>Archives du Ministère des Affaires Etrangères (MAE)</c>, <c>The National Archives (hereafter TNA)</c>.
/// Make one for each document and hand it to the grammar note after note, in document order; the grammar writes into it. Not safe for use by several threads.
/// </summary>
public sealed class IntroducedRepositories
{
    private readonly Dictionary<string, IntroducedRepository> _bySiglum = new(StringComparer.Ordinal);
    private readonly HashSet<string> _cited = new(StringComparer.Ordinal);

    /// <summary>What the document has introduced under that siglum (dots, blanks, hyphens, slashes do not count); null where nothing.</summary>
    public IntroducedRepository? Find(string siglum)
    {
        ArgumentNullException.ThrowIfNull(siglum);
        return FindFolded(NameFolding.Siglum(siglum));
    }

    /// <summary>Remembers what a siglum stands for from here on; a later introduction wins.</summary>
    public void Introduce(string siglum, IntroducedRepository repository)
    {
        ArgumentNullException.ThrowIfNull(siglum);
        _bySiglum[NameFolding.Siglum(siglum)] = repository;
    }

    /// <summary>Whether the document has cited that archive before.</summary>
    public bool HasCited(string repositoryId) => _cited.Contains(repositoryId);

    /// <summary>Remembers that the document has cited an archive.</summary>
    internal void Cite(string repositoryId) => _cited.Add(repositoryId);

    internal IntroducedRepository? FindFolded(ReadOnlySpan<char> folded) => _bySiglum.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(folded, out var repository) ? repository : null;
}

/// <summary>An archive that a document has introduced.</summary>
/// <param name="Name">Its name as the document prints it.</param>
/// <param name="RepositoryId">Its id in the directory; null where we do not know it, or where the name has several bearers.</param>
public sealed record IntroducedRepository(string Name, string? RepositoryId)
{
    /// <summary>The archives that the name may mean, where there are several (<c>National Archives (NA)</c>): each call number decides.</summary>
    internal IReadOnlyList<Repository> Candidates { get; init; } = [];
}
