namespace Recto.Notes.Archives;

/// <summary>The archives that Recto knows, looked up by id, by siglum and by name. Immutable; safe for use by several threads.</summary>
public sealed class RepositoryDirectory
{
    private static readonly Lazy<RepositoryDirectory> LazyShipped = new(() => new RepositoryDirectory(ArchivesFile.ReadShipped()));

    private readonly Dictionary<string, Repository> _byId;
    private readonly Lazy<Dictionary<string, List<SiglumEntry>>> _bySiglum;
    private readonly Lazy<Dictionary<string, List<NameEntry>>> _byFirstWord;

    /// <summary>A directory of these records.</summary>
    public RepositoryDirectory(IReadOnlyList<Repository> repositories)
    {
        ArgumentNullException.ThrowIfNull(repositories);
        Repositories = repositories;
        _byId = repositories.ToDictionary(repository => repository.Id, StringComparer.Ordinal);
        _bySiglum = new(IndexSigla);
        _byFirstWord = new(IndexNames);
    }

    /// <summary>The directory that ships with Recto; read on first use.</summary>
    public static RepositoryDirectory Shipped => LazyShipped.Value;

    /// <summary>All records, in the order of the data file.</summary>
    public IReadOnlyList<Repository> Repositories { get; }

    /// <summary>The record of that id; null where there is none.</summary>
    public Repository? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// The archives that are or were cited by that siglum, present sigla before former ones; dots, blanks, hyphens and slashes do not count, case does.
    /// Several where the siglum is not unique (<c>ASV</c>: the Vatican until 2019, and Venice); empty where we know none.
    /// </summary>
    public IReadOnlyList<Repository> FindBySiglum(string siglum)
    {
        ArgumentNullException.ThrowIfNull(siglum);
        return _bySiglum.Value.TryGetValue(NameFolding.Siglum(siglum), out var entries) ? [.. entries.Select(entry => entry.Repository).Distinct()] : [];
    }

    /// <summary>The archives of that name (its own, English, another in print, or a former one); case and diacritics do not count. Empty where we know none.</summary>
    public IReadOnlyList<Repository> FindByName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var words = NameFolding.Words(name);
        return words.Count > 0 && _byFirstWord.Value.TryGetValue(words[0], out var entries)
            ? [.. entries.Where(entry => entry.Words.SequenceEqual(words)).Select(entry => entry.Repository).Distinct()]
            : [];
    }

    /// <summary>What a folded siglum may mean, present sigla first; null where nothing.</summary>
    internal List<SiglumEntry>? SiglumEntries(ReadOnlySpan<char> folded) => _bySiglum.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(folded, out var entries) ? entries : null;

    /// <summary>The names that begin with that folded word, longest first; null where none does.</summary>
    internal List<NameEntry>? NamesFrom(string foldedFirstWord) => _byFirstWord.Value.GetValueOrDefault(foldedFirstWord);

    private Dictionary<string, List<SiglumEntry>> IndexSigla()
    {
        var index = new Dictionary<string, List<SiglumEntry>>(StringComparer.Ordinal);
        foreach (var repository in Repositories)
        {
            foreach (var siglum in repository.Sigla)
            {
                Add(siglum, repository, former: false);
            }
        }

        foreach (var repository in Repositories)
        {
            foreach (var siglum in repository.Former.SelectMany(former => former.Sigla))
            {
                Add(siglum, repository, former: true);
            }
        }

        return index;

        void Add(string siglum, Repository repository, bool former)
        {
            var key = NameFolding.Siglum(siglum);
            if (!index.TryGetValue(key, out var entries))
            {
                index.Add(key, entries = []);
            }

            if (!entries.Exists(entry => entry.Repository == repository))
            {
                entries.Add(new SiglumEntry(repository, former, repository.WeakSigla.Contains(siglum)));
            }
        }
    }

    private Dictionary<string, List<NameEntry>> IndexNames()
    {
        var index = new Dictionary<string, List<NameEntry>>(StringComparer.Ordinal);
        foreach (var repository in Repositories)
        {
            foreach (var name in repository.OtherNames.Concat(repository.Former.Select(former => former.Name)).Prepend(repository.EnglishName).Prepend(repository.Name))
            {
                var words = NameFolding.Words(name);
                if (!index.TryGetValue(words[0], out var entries))
                {
                    index.Add(words[0], entries = []);
                }

                if (!entries.Exists(entry => entry.Repository == repository && entry.Words.SequenceEqual(words)))
                {
                    entries.Add(new NameEntry(repository, words));
                }
            }
        }

        foreach (var entries in index.Values)
        {
            entries.Sort((left, right) => right.Words.Count.CompareTo(left.Words.Count));
        }

        return index;
    }
}

/// <summary>One meaning of a siglum.</summary>
internal sealed record SiglumEntry(Repository Repository, bool IsFormer, bool IsWeak);

/// <summary>One name of an archive, as folded words.</summary>
internal sealed record NameEntry(Repository Repository, List<string> Words);
