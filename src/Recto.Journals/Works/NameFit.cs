namespace Recto.Journals.Works;

/// <summary>How the people of two records fit.</summary>
internal enum NameFitKind
{
    /// <summary>Nobody is named in both.</summary>
    Other,

    /// <summary>The first one's name is written otherwise.</summary>
    Spelt,

    /// <summary>Somebody is named in both.</summary>
    Shared,

    /// <summary>The first one is the same.</summary>
    First,
}

/// <summary>Compares the people of two records: authors with authors, and editors where one record has no others.</summary>
internal static class NameFit
{
    /// <summary>How they fit, and who it is in each; null for nobody.</summary>
    public static (NameFitKind Kind, string? Here, string? There) Of(WorkShape left, WorkShape right)
    {
        var (ones, others) = (left.People, right.People);
        if (IsSame(ones[0], others[0]))
        {
            return (NameFitKind.First, Printed(left, 0), Printed(right, 0));
        }

        // Who edits stands with who wrote where a chapter's or a translation's people are read together.
        PersonShape[] all = [.. left.Authors, .. left.Editors], those = [.. right.Authors, .. right.Editors];
        var shared = all.FirstOrDefault(one => those.Any(other => IsSame(one, other)));
        if (shared is not null)
        {
            return (NameFitKind.Shared, null, null);
        }

        return IsSpelt(ones[0], others[0]) ? (NameFitKind.Spelt, Printed(left, 0), Printed(right, 0)) : (NameFitKind.Other, null, null);
    }

    private static bool IsSame(PersonShape one, PersonShape other)
    {
        if (one.Initial is { } initial && other.Initial is { } its && !other.Initials.Contains(initial) && !one.Initials.Contains(its))
        {
            // "Wang Ming" and "Ming Wang": family and given names change places.
            return one.Words.Length > 1 && one.Words.Length == other.Words.Length && one.Words.Order(StringComparer.Ordinal).SequenceEqual(other.Words.Order(StringComparer.Ordinal));
        }

        if (one.Family.Length > 0 && one.Family == other.Family)
        {
            return true;
        }

        // A whole name that was read as a family name.
        return (one.Initial is null && one.Words.Length > 1 && one.Words.Contains(other.Family) && other.Family.Length > 3) || (other.Initial is null && other.Words.Length > 1 && other.Words.Contains(one.Family) && one.Family.Length > 3);
    }

    private static bool IsSpelt(PersonShape one, PersonShape other) =>
        (one.Initial is not { } initial || other.Initial is not { } its || initial == its || IsSpeltAlike(initial, its))
        && (one.Keys.Intersect(other.Keys).Any() || Recto.Notes.Resolution.TitleMatch.Same(one.Family, other.Family));

    // Yuri and Jurij and Iouri; Dzh. and J.; H. and G. of Cyrillic transliterations.
    private static bool IsSpeltAlike(char one, char other) => (one, other) is ('i', 'e') or ('e', 'i') or ('g', 'h') or ('h', 'g') or ('d', 'i') or ('i', 'd') or ('c', 'k') or ('k', 'c');

    private static string? Printed(WorkShape shape, int index) => shape.Record.People.Count > index ? shape.Record.People[index].FamilyWithParticles : null;
}
