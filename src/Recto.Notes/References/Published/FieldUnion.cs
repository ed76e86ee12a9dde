using Recto.Notes.Text;

namespace Recto.Notes.References.Published;

/// <summary>
/// Puts two readings of one stretch together: the labeller's, and of the rules what it has no label for (abbreviations, notes named, where the reference ends) or left unread. Where both read the same words, the rules say which
/// marks at their ends belong to them (<c>2nd ed.</c>).
/// </summary>
internal static class FieldUnion
{
    private const double Sure = 0.9;

    /// <summary>The reading of both.</summary>
    /// <param name="labels">The labeller's.</param>
    /// <param name="rules">The rules', of the same stretch.</param>
    public static PublishedReference Of(PublishedReference labels, PublishedReference rules)
    {
        List<TextSpan> taken =
        [
            .. labels.Authors.Concat(labels.Editors).Concat(labels.Translators).Select(person => person.Span),
            .. Fields(labels).OfType<Field>().Select(field => field.Span),
        ];
        Field? Both(Field? label, Field? rule)
        {
            if (rule is null || label is null)
            {
                return label ?? (rule is not null && !taken.Exists(span => span.Overlaps(rule.Span)) ? rule : null);
            }

            return AreSameWords(label, rule) ? rule : label;
        }

        var united = labels with
        {
            Authors = Names(labels.Authors, rules.Authors),
            Editors = Names(labels.Editors, rules.Editors),
            Translators = Names(labels.Translators, rules.Translators),
            Abbreviation = rules.Abbreviation,
            NamedNote = rules.NamedNote,
            Title = Both(labels.Title, rules.Title),
            Container = Both(labels.Container, rules.Container),
            Place = Both(labels.Place, rules.Place),
            Publisher = Both(labels.Publisher, rules.Publisher),
            Year = Both(labels.Year, rules.Year),
            Volume = Both(labels.Volume, rules.Volume),
            Issue = Both(labels.Issue, rules.Issue),
            Pages = Both(labels.Pages, rules.Pages),
            Series = Both(labels.Series, rules.Series),
            Edition = Both(labels.Edition, rules.Edition),
            Doi = Both(labels.Doi, rules.Doi),
            Url = Both(labels.Url, rules.Url),
        };

        // It ends where the rules say, or with the last field behind that.
        var last = taken.Concat(Fields(united).Append(united.Abbreviation).Append(united.NamedNote).OfType<Field>().Select(field => field.Span)).Max(span => (int?)span.End) ?? 0;
        return united with { Span = new TextSpan(Math.Min(labels.Span.Start, rules.Span.Start), Math.Max(rules.Span.End, last)) };
    }

    /// <summary>Whether the labeller takes for a title, a place or the like what the rules, sure of the whole, read as a person; or puts a container behind the pages, or a sentence that goes on behind the imprint.</summary>
    public static bool AreAtOdds(PublishedReference labels, PublishedReference rules)
    {
        if (labels.Container is { } container && labels.Pages is { } pages && container.Span.Start > pages.Span.Start && rules.Container?.Span != container.Span)
        {
            return true;
        }

        // "Title, 2nd ed. (Ottawa: Council 2000) has levels called fonds": what goes on in small letters is the author's own sentence.
        if (labels.Container is { } sentence && char.IsLower(sentence.Text[0]) && labels.Publisher is { } publisher && sentence.Span.Start > publisher.Span.End && rules.Container?.Span != sentence.Span)
        {
            return true;
        }

        return rules.Confidence >= Sure && rules.Authors.Concat(rules.Editors).Concat(rules.Translators).Any(person =>
            Fields(labels).OfType<Field>().Any(field => field.Span.Overlaps(person.Span)));
    }

    // Both read the same words as persons: the rules know where one name ends and the next begins.
    private static IReadOnlyList<PersonName> Names(IReadOnlyList<PersonName> labels, IReadOnlyList<PersonName> rules) =>
        labels.Count > 0 && rules.Count > 0 && labels[0].Span.Start == rules[0].Span.Start && labels[^1].Span.End == rules[^1].Span.End ? rules : labels;

    private static Field?[] Fields(PublishedReference reference) =>
    [
        reference.Title, reference.Container, reference.Place, reference.Publisher, reference.Year, reference.Volume, reference.Issue, reference.Pages, reference.Series, reference.Edition, reference.Doi, reference.Url,
    ];

    // The same place but for marks and blanks at the ends.
    private static bool AreSameWords(Field one, Field other) =>
        one.Span != other.Span && one.Span.Overlaps(other.Span) && one.Span.Start + Lead(one.Text) == other.Span.Start + Lead(other.Text) && one.Span.End - Trail(one.Text) == other.Span.End - Trail(other.Text);

    private static int Lead(string text)
    {
        var i = 0;
        while (i < text.Length && !char.IsLetterOrDigit(text[i]))
        {
            i++;
        }

        return i;
    }

    private static int Trail(string text)
    {
        var i = 0;
        while (i < text.Length && !char.IsLetterOrDigit(text[^(i + 1)]))
        {
            i++;
        }

        return i;
    }
}
