using Recto.Notes.Archives;
using Recto.Notes.Resolution;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>The bibliography that the notes of one article imply: every source once, with its mentions.</summary>
public sealed class Bibliography
{
    private readonly Lazy<IReadOnlySet<string>> _lowerCaseWords;

    private Bibliography(IReadOnlyList<CitedSource> sources, Apparatus? apparatus)
    {
        Sources = sources;
        _lowerCaseWords = new(() => apparatus is null ? new HashSet<string>() : LowerCase(apparatus));
    }

    /// <summary>Every source, in order of first mention.</summary>
    public IReadOnlyList<CitedSource> Sources { get; }

    /// <summary>Makes it.</summary>
    /// <param name="apparatus">The notes, read and resolved.</param>
    /// <param name="directory">The archives to know.</param>
    public static Bibliography Of(Apparatus apparatus, RepositoryDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(apparatus);
        ArgumentNullException.ThrowIfNull(directory);
        return new Bibliography(new SourceReader(apparatus, directory).Read(), apparatus);
    }

    /// <summary>Sources that are no one article's: a bibliography of their records, without notes behind it.</summary>
    public static Bibliography Of(IReadOnlyList<CitedSource> sources) => new(sources ?? throw new ArgumentNullException(nameof(sources)), null);

    /// <summary>One part of it as historians sort: archives by archive and call number; all else by family name (particles by the habit of their language), year and title.</summary>
    public IReadOnlyList<CitedSource> Sorted(SourceGroup group) =>
    [
        .. Sources.Where(source => source.Group == group).Select(source => (Source: source, Key: group == SourceGroup.Archives ? ArchiveKey(source) : WorkKey(source)))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Source.Id, StringComparer.Ordinal).Select(pair => pair.Source),
    ];

    /// <summary>Words that the notes print in lower case somewhere: common words.</summary>
    internal IReadOnlySet<string> LowerCaseWords => _lowerCaseWords.Value;

    private static HashSet<string> LowerCase(Apparatus apparatus)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var find = words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var read in apparatus.Notes)
        {
            var text = read.Note.Text.AsSpan();
            for (int start = 0, end; start < text.Length; start = end + 1)
            {
                for (end = start; end < text.Length && char.IsLetter(text[end]); end++)
                {
                }

                if (end > start && char.IsLower(text[start]))
                {
                    find.Add(text[start..end]);
                }
            }
        }

        return words;
    }

    // U+0001 sorts before every letter: a shorter name stands before a longer one.
    private static string ArchiveKey(CitedSource source) =>
        string.Join('\u0001', [SortWords.Key(source.Archive?.Name ?? "\uFFFF"), .. (source.Archive?.Levels ?? []).Select(level => SortWords.Key(level.Value)), SortWords.Key(source.Archive?.CallNumber ?? source.Title ?? "")]);

    private static string WorkKey(CitedSource source)
    {
        var names = source.Authors.Count > 0 ? source.Authors : source.Editors;
        var first = names.Count == 0 ? SortWords.Key(WithoutArticle(source.Title ?? source.Container ?? "")) : string.Join('\u0001', names.Select(NameKey));
        return string.Join('\u0002', first, source.Date?.From?.ToString() ?? "9999", SortWords.Key(source.Title ?? source.Container ?? ""));
    }

    private static string NameKey(CitedName name) => name.IsWhole ? SortWords.Key(WithoutArticle(name.Family))
        : SortWords.Key(name.NonDropping is { } particle && !particle.EndsWith('-') ? $"{particle} {name.Family}" : name.Family) + '\u0001' + SortWords.Key(name.Given ?? "");

    private static string WithoutArticle(string words)
    {
        var at = words.IndexOf(' ', StringComparison.Ordinal);
        return at > 0 && at < words.Length - 1 && words[..at].ToLowerInvariant() is "the" or "a" or "an" or "le" or "la" or "les" or "der" or "die" or "das" or "il" or "lo" or "gli" or "el" or "los" or "las" or "o" or "os" or "as"
            ? words[(at + 1)..] : words;
    }
}
