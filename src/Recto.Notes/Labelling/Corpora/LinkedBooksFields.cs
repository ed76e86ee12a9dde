using System.Collections.Frozen;

namespace Recto.Notes.Labelling.Corpora;

/// <summary>Linked Books' references with AnyStyle's labels: tokens joined to words, archives as <c>repository</c> and <c>locator</c>, and what an article stands in told from its title.</summary>
public static class LinkedBooksFields
{
    private static readonly FrozenDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["author"] = "author",
        ["title"] = "title",
        ["publicationplace"] = "location",
        ["publisher"] = "publisher",
        ["year"] = "date",
        ["date"] = "date",
        ["pagination"] = "pages",
        ["column"] = "pages",
        ["volume"] = "volume",
        ["tomo"] = "volume",
        ["publicationnumber-year"] = "volume",
        ["series"] = "collection-title",
        ["publicationspecifications"] = "note",
        ["abbreviation"] = "note",
        ["attachment"] = "title",
        ["archive_lib"] = "repository",
        ["archivalreference"] = "locator",
        ["box"] = "locator",
        ["folder"] = "locator",
        ["registry"] = "locator",
        ["filza"] = "locator",
        ["cartulation"] = "locator",
        ["foliation"] = "locator",
    }.ToFrozenDictionary();

    /// <summary>Every reference whose parts are marked, in order.</summary>
    public static IReadOnlyList<LabelledSequence> References(IReadOnlyList<IReadOnlyList<LinkedBooksToken>> lines) =>
        [.. LinkedBooks.References(lines).Select(Convert).OfType<LabelledSequence>()];

    private static LabelledSequence? Convert(IReadOnlyList<IReadOnlyList<LinkedBooksToken>> reference)
    {
        var primary = reference[0][0].Generic.EndsWith("primary", StringComparison.Ordinal);
        var article = reference.SelectMany(line => line).Any(token => token.Generic.EndsWith("meta-annotation", StringComparison.Ordinal));
        var (sequence, components) = TokenJoiner.Join(reference);
        var marks = components.Select((component, word) => Mark(component, sequence[word], primary)).ToArray();
        NameRoles(sequence, marks);
        if (article)
        {
            FindContainer(sequence, marks, components.Any(component => component is "publicationnumber-year"));
        }

        return UnmarkedWords.Fill(sequence, marks) is { } labels ? new LabelledSequence(sequence, labels) : null;
    }

    private static string? Mark(string component, ReadOnlySpan<char> word, bool primary)
    {
        var bare = word.Trim("()[].,;:«»“”\"'");
        return component switch
        {
            "numbered_ref" or "ref" => primary ? "locator" : "note",
            // The year of a volume stands in the same part: 12 (1970).
            "publicationnumber-year" when bare.Length >= 4 && bare[..4].IndexOfAnyExceptInRange('0', '9') < 0 && bare[0] is '1' or '2' => "date",
            // “pp.” and the like before a number were marked with what stands before them.
            "abbreviation" when bare is "p" or "pp" or "c" or "cc" or "f" or "ff" or "pag" => null,
            "abbreviation" when bare is "Id" or "ID" or "Idem" or "IDEM" or "Ead" or "EAD" => "author",
            _ => Labels.GetValueOrDefault(component),
        };
    }

    // “a cura di M. Dolinar”, “edited by …” and “trad. di …” are marked as authors.
    private static void NameRoles(WordSequence sequence, string?[] marks)
    {
        for (var word = 0; word < marks.Length; word++)
        {
            if (marks[word] != "author")
            {
                continue;
            }

            var bare = sequence[word].Trim("()[].,;:").ToString().ToLowerInvariant();
            var next = word + 1 < marks.Length ? sequence[word + 1].Trim("()[].,;:").ToString().ToLowerInvariant() : "";
            var role = (bare == "a" && next == "cura") || bare is "edited" or "ed" or "eds" or "hrsg" or "hg" or "éd" ? "editor"
                : bare is "trad" or "traduzione" or "translated" or "trans" ? "translator"
                : null;
            if (role is null)
            {
                continue;
            }

            // A role in brackets closes the names before it, another opens those after it.
            var closes = role == "editor" && sequence[word][0] == '(' && sequence[word].IndexOf(')') > 0;
            for (var i = word; i >= 0 && i < marks.Length && marks[i] == "author"; i += closes ? -1 : 1)
            {
                marks[i] = role;
            }
        }
    }

    // The title of an article and what it stands in are one part: “The conquest …, in «S. V.»” or “… Systems, “Accounting …”, 1987”.
    private static void FindContainer(WordSequence sequence, string?[] marks, bool numbered)
    {
        var from = -1;
        for (var word = 1; word < marks.Length && from < 0; word++)
        {
            var text = sequence[word];
            var pause = sequence[word - 1] is [.., ',' or '.' or ';' or '»' or '”' or '"' or ')'];
            var isIn = text is "in" or "In" or "in:" or "In:";
            var follows = word + 1 < marks.Length && marks[word + 1] is "title" or "author" or "editor" && (pause || sequence[word + 1][0] is '«' or '“' or '"' || marks[word] is null);
            var quoted = text[0] is '«' or '“' or '"' or '„' && pause && marks[word] == "title" && marks[word - 1] == "title";
            if ((isIn && follows && marks[word] is "title" or null && marks.Take(word).Contains("title")) || quoted)
            {
                from = word;
            }
        }

        if (from < 0)
        {
            return;
        }

        var isJournal = numbered || (from + 1 < marks.Length && (sequence[from][0] is '«' || sequence[from + 1][0] is '«') && !marks.Contains("location"));
        if (marks[from] is null or "title" && sequence[from] is "in" or "In" or "in:" or "In:")
        {
            marks[from] = from + 1 < marks.Length && marks[from + 1] is "author" or "editor" ? "editor" : isJournal ? "journal" : "container-title";
        }

        for (var word = from; word < marks.Length; word++)
        {
            marks[word] = marks[word] == "title" ? (isJournal ? "journal" : "container-title") : marks[word] == "author" ? "editor" : marks[word];
        }
    }
}
