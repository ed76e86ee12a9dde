using Recto.Notes.Archives;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>A source in Recto's own words: archives with their levels named, works in a line.</summary>
internal static class SourceWords
{
    /// <summary>Levels with their names, and the leaf: <c>fond 558, opis 11, delo 431, leaf 94 recto</c>.</summary>
    /// <param name="reference">The mention.</param>
    /// <param name="repository">Its archive; null where we do not know it.</param>
    /// <param name="withLeaf">Whether the leaf is told.</param>
    public static string Path(ArchivalReference reference, Repository? repository, bool withLeaf)
    {
        var levels = repository is null || repository.Levels.Count < reference.Path.Count ? [] : repository.Levels;
        var parts = reference.Path.Select((level, index) => index < levels.Count && !levels[index].Contains(" or ", StringComparison.Ordinal) && !StartsWithWord(level.Text, levels[index]) ? $"{levels[index]} {level.Text}" : level.Text).ToList();
        if (reference.Series is { } series && !reference.Path.Any(level => series.Span.Overlaps(level.Span)))
        {
            parts.Insert(0, series.Text);
        }

        if (withLeaf && Leaf(reference) is { } leaf)
        {
            parts.Add(leaf);
        }

        return string.Join(", ", parts);
    }

    /// <summary><c>leaf 94 recto</c>, <c>leaves 5–7 verso</c>; null where the mention names none.</summary>
    public static string? Leaf(ArchivalReference reference) => reference.Folio is not { } folio ? null
        : (IsOneLeaf(folio.Text) ? "leaf " : "leaves ") + folio.Text + reference.Side switch { FolioSide.Recto => " recto", FolioSide.Verso => " verso", _ => "" };

    /// <summary>The archive: its siglum, else its name.</summary>
    public static string Archive(ArchivalReference reference, Repository? repository) =>
        (repository is { Sigla: [var siglum, ..] } ? siglum : null) ?? ArchiveNamed(reference) ?? "an archive that is not named";

    /// <summary>The archive as the note names it; null where it does not.</summary>
    public static string? ArchiveNamed(ArchivalReference reference) => reference.Repository?.Text ?? reference.RepositoryName?.Text;

    /// <summary>Whether a folio is one leaf and no range or list.</summary>
    public static bool IsOneLeaf(string folio) => folio.AsSpan().IndexOfAny("-–,—") < 0;

    /// <summary>Authors in a line, as printed, family name first for the first of them where a list is in order of names.</summary>
    public static string Names(IReadOnlyList<PersonName> people, bool familyFirst) => string.Join(", ", people.Select((person, index) =>
        person.Given is null ? person.Family : familyFirst && index == 0 ? $"{person.Family}, {person.Given}" : $"{person.Given} {person.Family}"));

    private static bool StartsWithWord(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
