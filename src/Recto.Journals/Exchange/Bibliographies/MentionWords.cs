using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Where a source is cited, in a line: <c>Cited in notes 30 (fol. 94), 34 (fol. 146), 49.</c></summary>
internal static class MentionWords
{
    /// <summary>The line.</summary>
    public static string Of(CitedSource source) => $"Cited in note{(source.Mentions.Select(mention => mention.NoteIndex).Distinct().Take(2).Count() == 1 ? "" : "s")} {string.Join(", ", source.Mentions.Select(Place))}.";

    /// <summary>A pinpoint with what it counts: <c>p. 72</c>, <c>fols. 5–7 verso</c>, <c>vol. 12, p. 256</c>; null where there is none.</summary>
    public static string? Pinpoint(CitedMention mention)
    {
        var volume = mention.Volume is { } number ? $"vol. {number}" : null;
        var locator = mention.Locator is { } printed ? $"{Word(mention.LocatorKind, printed)}{printed}{mention.Side switch { FolioSide.Recto => " recto", FolioSide.Verso => " verso", _ => "" }}" : null;
        return volume is null ? locator : locator is null ? volume : $"{volume}, {locator}";
    }

    private static string Place(CitedMention mention) => Pinpoint(mention) is { } pinpoint ? $"{mention.NoteLabel} ({pinpoint})" : mention.NoteLabel;

    private static string Word(LocatorKind kind, string locator)
    {
        // Where the author has printed the word, it is not said twice.
        var isNumber = locator.Length > 0 && (char.IsDigit(locator[0]) || locator.All(c => c is 'i' or 'v' or 'x' or 'l' or 'c' or 'd' or 'm' or '-' or '–'));
        var several = locator.AsSpan().IndexOfAny("-–—,;") >= 0;
        return !isNumber ? "" : kind switch
        {
            LocatorKind.Folio => several ? "fols. " : "fol. ",
            LocatorKind.Chapter => several ? "chs. " : "ch. ",
            LocatorKind.Column => several ? "cols. " : "col. ",
            LocatorKind.Section => several ? "§§ " : "§ ",
            LocatorKind.Note => several ? "nos. " : "no. ",
            _ => several ? "pp. " : "p. ",
        };
    }
}
