namespace Recto.Notes.Archives;

/// <summary>The archives that Recto knows, looked up by id, by siglum and by name. Immutable.</summary>
public sealed class RepositoryDirectory
{
    private readonly Dictionary<string, Repository> _byId;

    /// <summary>A directory of these records.</summary>
    public RepositoryDirectory(IReadOnlyList<Repository> repositories)
    {
        ArgumentNullException.ThrowIfNull(repositories);
        Repositories = repositories;
        _byId = repositories.ToDictionary(repository => repository.Id, StringComparer.Ordinal);
    }

    /// <summary>The directory that ships with Recto.</summary>
    public static RepositoryDirectory Shipped { get; } = new([]);

    /// <summary>All records, in the order of the data file.</summary>
    public IReadOnlyList<Repository> Repositories { get; }

    /// <summary>The record of that id; null where there is none.</summary>
    public Repository? Find(string id) => _byId.GetValueOrDefault(id);
}
