using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Names the archive of a unit as the document names it, wherever it does: the name before the siglum stands in the first note only.</summary>
internal sealed class ArchiveReader
{
    private readonly RepositoryDirectory _directory;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<Mention, ArchivalReference> _borrowed = [];

    public ArchiveReader(Apparatus apparatus, RepositoryDirectory directory)
    {
        _directory = directory;
        ArchivalReference? last = null;
        for (var i = 0; i < apparatus.Notes.Count; i++)
        {
            for (var j = 0; j < apparatus.Notes[i].References.Count; j++)
            {
                if (apparatus.Notes[i].References[j].Reference is not ArchivalReference archival)
                {
                    continue;
                }

                if (archival.RepositoryId is null && archival.Repository is null)
                {
                    if (last is not null)
                    {
                        _borrowed[new Mention(i, j)] = last;
                    }

                    continue;
                }

                last = archival;
                if (PrintedText.Line(archival.RepositoryName?.Text) is { } name && Key(archival) is { } key)
                {
                    _names.TryAdd(key, name);
                }
            }
        }
    }

    /// <summary>The archive and the unit.</summary>
    /// <param name="unit">What is named.</param>
    /// <param name="here">The mention that names it.</param>
    public CitedArchive Of(ArchivalReference unit, Mention here)
    {
        var named = unit.RepositoryId is null && unit.Repository is null && _borrowed.TryGetValue(here, out var before) ? before : unit;
        var repository = named.RepositoryId is { } id ? _directory.Find(id) : null;
        var printed = PrintedText.Line(named.Repository?.Text);
        var name = Key(named) is { } key ? _names.GetValueOrDefault(key) : null;
        var levels = repository is null || repository.Levels.Count < unit.Path.Count ? [] : repository.Levels;
        List<(string? Name, string Value)> path = [.. unit.Path.Select((level, index) => (Name: index < levels.Count && !levels[index].Contains(" or ", StringComparison.Ordinal) ? levels[index] : null, Value: PrintedText.Line(level.Text) ?? "")).Where(level => level.Value.Length > 0)];
        var series = PrintedText.Line(unit.Series?.Text);
        return new CitedArchive
        {
            Name = name is null || printed is null || name.Contains(printed, StringComparison.Ordinal) ? name ?? printed ?? repository?.Name : $"{name} ({printed})",
            Siglum = printed is { Length: < 20 } && printed != name ? printed : null,
            RepositoryId = named.RepositoryId,
            Place = repository?.City,
            Country = repository?.Country,
            Collection = series ?? (path is [var top, ..] ? BibliographyLine.NamedLevel(top) : null),
            CallNumber = PrintedText.Line(SourceWords.Path(unit, repository, withLeaf: false)),
            Brief = path.Count == 0 ? null : $"{printed ?? name ?? repository?.Sigla[0]} {string.Join(repository is { ShortLevels: null } ? ' ' : '/', path.Select(level => level.Value))}".TrimStart(),
            Levels = path,
        };
    }

    private static string? Key(ArchivalReference reference) => reference.RepositoryId ?? PrintedText.Line(reference.Repository?.Text);
}
