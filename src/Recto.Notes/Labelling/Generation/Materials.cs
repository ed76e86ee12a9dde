using System.Globalization;
using Recto.Notes.Text;

namespace Recto.Notes.Labelling.Generation;

/// <summary>What one reference is made of, thrown by the dice from records and phrases: names, titles, imprints, numbers, dates.</summary>
/// <param name="pool">Real works.</param>
/// <param name="phrases">The habit.</param>
/// <param name="dice">Chance.</param>
internal sealed class Materials(WorkPool pool, Phrases phrases, Dice dice)
{
    private static readonly string[] Particles = ["de", "de", "von", "van", "van der", "van den", "du", "de la", "d’", "von der", "al-", "le", "dos", "della", "di", "zu", "Mac", "O’", "ter", "ben"];

    private readonly int _system = dice.Next(Transliteration.Count);

    private bool IsRussian => phrases.Code is "ru" or "rl";

    public IReadOnlyList<WorkAuthor> People(IReadOnlyList<WorkAuthor>? known = null)
    {
        if (!IsRussian && known is { Count: > 0 })
        {
            return [.. known.Where(author => author.Family.Length > 1).Select(Varied)];
        }

        return [.. Enumerable.Range(0, dice.Weighted((12, 1), (4, 2), (2, 3), (1, 4))).Select(_ => Person())];
    }

    public WorkAuthor Person() => (IsRussian ? null : pool.Person(dice)) is { } person ? Varied(person) : Russian();

    public WorkRecord? Work(WorkClass of) => IsRussian ? null : pool.Work(of, dice.Chance(0.6) ? phrases.Code : null, dice);

    public string Title(WorkRecord? work)
    {
        var made = work is null || dice.Chance(0.15);
        var topics = IsRussian ? Phrases.Of("ru") : phrases;
        var title = made ? dice.Pick(topics["topics"]) : work!.Title;
        if ((made && dice.Chance(0.85)) || (title.Length < 60 && dice.Chance(0.1)))
        {
            var tail = Fill(dice.Pick(topics["tails"]));
            title += tail.Length > 0 && (char.IsLetterOrDigit(tail[0]) || tail[0] == '(') ? " " + tail : tail;
        }

        if (phrases.Code == "en" && dice.Chance(0.35))
        {
            title = Headline(title);
        }

        title = dice.Chance(0.2) ? title.Replace(": ", dice.Pick([". ", " – ", " : ", " - ", ", "]), StringComparison.Ordinal) : title;
        return Latin(title);
    }

    /// <summary>The first words of a title, as it is cited again.</summary>
    public string ShortTitle(string title)
    {
        var main = title.Split([": ", ". ", " – "], 2, StringSplitOptions.None)[0];
        var words = main.Split(' ');
        var from = words.Length > 4 && dice.Chance(0.3) && words[0].Length < 5 ? 1 : 0;
        return string.Join(' ', words.Skip(from).Take(dice.Between(2, 6))).TrimEnd(',', ';', '–', '-', '(');
    }

    public string Journal(WorkRecord? work) =>
        IsRussian ? Latin(dice.Pick(Phrases.Of("ru")["journals"])) : work?.Container?.TrimEnd('.', ',') is { Length: > 1 and < 90 } container && !container.Any(char.IsAsciiDigit) ? container : pool.Journal(dice) ?? dice.Pick(phrases["seriesNames"]);

    /// <summary>Place and publisher; the publisher empty where none is known.</summary>
    public (string Place, string Publisher) Imprint(WorkRecord? work) =>
        phrases.Code == "ru" ? (dice.Pick(phrases["places"]), dice.Pick(phrases["publishers"]))
        : phrases.Code == "rl" ? (dice.Pick(phrases["places"]), Latin(dice.Pick(Phrases.Of("ru")["publishers"])))
        : (work is null ? null : WorkPool.ImprintOf(work)) ?? pool.Imprint(dice) ?? (dice.Pick(Phrases.Of("rl")["places"]), "");

    public string Year(WorkRecord? work) =>
        work?.Year is { Length: 4 } year && dice.Chance(0.9) ? year : dice.Chance(0.04) ? phrases.Code == "ru" ? "[Б. г.]" : dice.Pick(["n.d.", "[s.d.]", "s.d.", "o. J.", "forthcoming", "1998 [1967]", "1971–1975", "[1923]", "1789, repr. 1969"]) : dice.Between(1790, 2024).ToString(CultureInfo.InvariantCulture);

    public string Number(string? known, int most) => known is { Length: > 0 and < 6 } && !known.Contains(' ', StringComparison.Ordinal) ? known : dice.Chance(0.15) ? RomanNumeral.Of(dice.Between(1, 60)) : dice.Between(1, most).ToString(CultureInfo.InvariantCulture);

    /// <summary>A range of pages.</summary>
    public string Range(string? known)
    {
        var dash = dice.Weighted((9, "–"), (8, "-"), (1, "—"), (1, " - "), (1, "–"));
        if (known is { Length: > 2 and < 12 } && known.Split(['-', '–', '—'], StringSplitOptions.RemoveEmptyEntries) is [var a, var b] && dice.Chance(0.7))
        {
            return a.Trim() + dash + b.Trim();
        }

        var first = dice.Weighted((5, dice.Between(1, 99)), (9, dice.Between(100, 999)), (1, dice.Between(1000, 2400)));
        var last = first + dice.Between(1, 40);
        return first.ToString(CultureInfo.InvariantCulture) + dash + (first > 100 && last / 100 == first / 100 && dice.Chance(0.3) ? last % 100 : last).ToString(CultureInfo.InvariantCulture);
    }

    public string Date()
    {
        var months = dice.Chance(0.75) ? phrases["months"] : phrases["monthsShort"];
        var month = dice.Next(12);
        return dice.Pick(phrases["date"])
            .Replace("{d}", dice.Between(1, 31).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{m}", months[month], StringComparison.Ordinal)
            .Replace("{n}", (month + 1).ToString(dice.Chance(0.5) ? "00" : "0", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{y}", dice.Between(1820, 2024).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    public string Address()
    {
        var name = string.Concat(dice.Pick(phrases["seriesNames"]).Normalize(System.Text.NormalizationForm.FormD).Where(char.IsAsciiLetter).Take(dice.Between(4, 12))).ToLowerInvariant();
        name = name.Length < 3 ? "archive" : name;
        var host = $"{dice.Pick(["www.", "", "www."])}{name}{dice.Pick([".org", ".com", ".net", ".fr", ".de", ".it", ".ac.uk", ".edu", ".ru"])}";
        var path = dice.Pick(["/", "/node/%", "/article/%", "/files/%.pdf", "/%/#", "/doc?id=#", "/en/history/#.html", "/stable/#", ""]);
        return dice.Weighted((6, "https://"), (5, "http://"), (host.StartsWith("www", StringComparison.Ordinal) ? 2 : 0, "")) + host + Numbers(path);
    }

    public string DigitalIdentifier() => Numbers($"10.#/{dice.Pick(["j.", "s", "rh", ""])}#.#");

    /// <summary>Fills <c>{N}</c>, <c>{G}</c>, <c>{I}</c>, <c>{y}</c>, <c>{z}</c> and <c>{D}</c> of a phrase.</summary>
    public string Fill(string phrase)
    {
        for (int open; (open = phrase.IndexOf('{', StringComparison.Ordinal)) >= 0;)
        {
            var year = dice.Between(1500, 1990);
            var value = phrase[open + 1] switch
            {
                'N' => Named(Person(), genitive: false),
                'G' => Named(Russian(), genitive: true),
                'I' => dice.Between(1, 900).ToString(CultureInfo.InvariantCulture),
                'y' => year.ToString(CultureInfo.InvariantCulture),
                'z' => (year + dice.Between(1, 30)).ToString(CultureInfo.InvariantCulture),
                'D' => Date(),
                _ => "",
            };

            // The second of two years is the later one.
            if (phrase[open + 1] == 'y' && phrase.Contains("{z}", StringComparison.Ordinal))
            {
                phrase = phrase.Replace("{z}", (year + dice.Between(1, 30)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            }

            phrase = phrase[..open] + value + phrase[(open + 3)..];
        }

        return phrase;
    }

    /// <summary>Throws the numbers of a call number: <c>#</c>, <c>%</c>, <c>^</c>, <c>*</c>.</summary>
    public string Numbers(string pattern) => string.Concat(pattern.Select(one => one switch
    {
        '#' => dice.Weighted((3, dice.Between(1, 99)), (4, dice.Between(100, 999)), (3, dice.Between(1000, 9999))).ToString(CultureInfo.InvariantCulture),
        '%' => dice.Between(1, 35).ToString(CultureInfo.InvariantCulture),
        '^' => RomanNumeral.Of(dice.Between(1, 20)),
        '*' => ((char)('A' + dice.Next(26))).ToString(),
        _ => one.ToString(),
    }));

    /// <summary>Russian words in the reference's transliteration; other words as they are.</summary>
    public string Latin(string text) => phrases.Code == "rl" ? Transliteration.Write(text, _system) : text;

    /// <summary>A Russian surname as after “под ред.”; others as they are.</summary>
    public static WorkAuthor Genitive(WorkAuthor person) => person with
    {
        Family = person.Family.EndsWith("ий", StringComparison.Ordinal) ? person.Family[..^2] + "ого" : person.Family[^1] is 'в' or 'н' ? person.Family + "а" : person.Family,
    };

    private WorkAuthor Russian()
    {
        var ru = Phrases.Of("ru");
        var given = dice.Pick(ru["givens"]) + (phrases.Code == "ru" || dice.Chance(0.4) ? " " + dice.Pick(ru["fathers"]) : "");
        var family = dice.Pick(ru["families"]);
        return phrases.Code == "ru" ? new WorkAuthor(family, given) : new WorkAuthor(Transliteration.Write(family, _system), Transliteration.Write(given, _system));
    }

    private string Named(WorkAuthor person, bool genitive)
    {
        var family = genitive ? Genitive(person).Family : person.Family;
        if (person.Given is not { Length: > 0 } given || !dice.Chance(genitive ? 0.7 : 0.5))
        {
            return family;
        }

        var initials = genitive || dice.Chance(0.5);
        return (initials ? string.Concat(given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part[0] + ". ")) : given + " ") + family;
    }

    private WorkAuthor Varied(WorkAuthor author)
    {
        author = new WorkAuthor(author.Family.Trim(' ', ',', '.', ';'), author.Given?.Trim(' ', ',', ';'));
        if (author.Family.Contains(' ', StringComparison.Ordinal) || !dice.Chance(0.07))
        {
            return author;
        }

        var particle = dice.Pick(Particles);
        return author with { Family = particle + (particle[^1] is '-' or '’' or 'c' ? "" : " ") + author.Family };
    }

    private static string Headline(string title)
    {
        var words = title.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Length > 3 && char.IsLower(words[i][0]))
            {
                words[i] = char.ToUpperInvariant(words[i][0]) + words[i][1..];
            }
        }

        return string.Join(' ', words);
    }
}
