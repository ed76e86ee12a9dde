using System.Text;
using Recto.Notes.References;

namespace Recto.Notes.Resolution;

/// <summary>Tells archival files apart: repository and path without the leaf, look-alike letters, case and hyphens folded. <c>7N</c> is not <c>7</c>.</summary>
internal static class ArchiveKeys
{
    private const string LookAlikeCyrillic = "авекмнорстухіј";
    private const string LookAlikeLatin = "abekmhopctyxij";

    /// <summary>The parts of the key, repository first; empty where the mention names neither archive nor path.</summary>
    /// <param name="reference">The mention.</param>
    /// <param name="repository">The repository, where the mention names none: that of the archival reference before.</param>
    public static IReadOnlyList<string> Of(ArchivalReference reference, string? repository)
    {
        var first = RepositoryOf(reference, repository);
        var parts = new List<string>();
        if (first is not null)
        {
            parts.Add(first);
        }

        parts.AddRange(reference.Path.Select(level => Folded(level.Text)).Where(level => level.Length > 0));
        if (reference.Path.Count == 0)
        {
            parts.AddRange(SourceIds.Words(reference.Series?.Text ?? reference.Description?.Text ?? ""));
        }

        return parts;
    }

    /// <summary>The key of the archive: its id, or its name as printed, folded; where the mention names none, that of the archival reference before, null where there is none either.</summary>
    public static string? RepositoryOf(ArchivalReference reference, string? before) => reference.RepositoryId ?? (reference.Repository is { } printed ? Folded(printed.Text) : before);

    /// <summary>The key of the unit that an Ibid. names by some of its levels; null where the words do not tell which level is meant, or the unit has no such level.</summary>
    /// <param name="key">Key of the unit just before: repository, then its path.</param>
    /// <param name="levels">The levels that differ.</param>
    public static IReadOnlyList<string>? With(IReadOnlyList<string> key, IReadOnlyList<ChangedLevel> levels)
    {
        if (levels is [{ Level: ArchivalLevel.Code }, ..])
        {
            return [key[0], .. levels.Where(level => level.Level == ArchivalLevel.Code).Select(level => Folded(level.Value.Text))];
        }

        var parts = key.ToArray();
        foreach (var (level, value) in levels)
        {
            // Fond, opis, delo are the last three levels: some archives count something above them.
            var at = parts.Length - level switch { ArchivalLevel.Fonds => 3, ArchivalLevel.Series => 2, ArchivalLevel.ArchivalFile => 1, _ => parts.Length };
            if (at < 1 || parts.Length < 4)
            {
                return null;
            }

            parts[at] = Folded(value.Text);
        }

        return parts;
    }

    /// <summary>Letters and digits in lower-case; a Cyrillic letter that looks like a Latin one is that one.</summary>
    public static string Folded(string level)
    {
        Span<char> letters = stackalloc char[4];
        var builder = new StringBuilder(level.Length);
        foreach (var c in level)
        {
            if (!char.IsLetterOrDigit(c))
            {
                if (builder.Length > 0 && builder[^1] != '-' && c is '.' or '/')
                {
                    builder.Append('-');
                }

                continue;
            }

            var lower = char.ToLowerInvariant(c);
            var at = LookAlikeCyrillic.IndexOf(lower);
            if (at >= 0)
            {
                builder.Append(LookAlikeLatin[at]);
                continue;
            }

            var length = WordFolding.Latinise([lower], letters);
            builder.Append(length > 0 ? letters[..length] : [lower]);
        }

        return builder.ToString().Trim('-');
    }
}
