using System.Text.RegularExpressions;

namespace Recto.Notes.Labelling.Generation;

/// <summary>What references are generated from: works by kind and by the language of their title, names, and pairs of place and publisher lent to works that lack them.</summary>
internal sealed partial class WorkPool
{
    private static readonly (string Code, string Words)[] Telling =
    [
        ("en", " the of and in on to for from with an "),
        ("fr", " le la les des du et une un dans sur au aux d’une "),
        ("de", " der die das und von im zur des zum den über einer "),
        ("it", " il gli della del di nel dei delle nella sulla per la e "),
        ("es", " el los las del una y en la de para sobre "),
        ("pt", " o os as da do dos das uma no na em e para "),
    ];

    private readonly Dictionary<(WorkClass Class, string Language), List<WorkRecord>> _works = [];
    private readonly Dictionary<WorkClass, List<WorkRecord>> _byClass = [];
    private readonly List<WorkAuthor> _people = [];
    private readonly List<(string Place, string Publisher)> _imprints = [];
    private readonly List<string> _journals = [];

    public WorkPool(IEnumerable<WorkRecord> works)
    {
        foreach (var work in works)
        {
            Add(work);
        }
    }

    /// <summary>A work of a class, by chance; of a language if there is one; null where there is none of the class.</summary>
    public WorkRecord? Work(WorkClass of, string? language, Dice dice) =>
        language is not null && _works.TryGetValue((of, language), out var found) ? dice.Pick(found) : _byClass.TryGetValue(of, out var any) ? dice.Pick(any) : null;

    /// <summary>Somebody who wrote something; null where nobody is known.</summary>
    public WorkAuthor? Person(Dice dice) => _people.Count == 0 ? null : dice.Pick(_people);

    /// <summary>A place and a publisher that belong together; null where none are known.</summary>
    public (string Place, string Publisher)? Imprint(Dice dice) => _imprints.Count == 0 ? null : dice.Pick(_imprints);

    /// <summary>A journal; null where none is known.</summary>
    public string? Journal(Dice dice) => _journals.Count == 0 ? null : dice.Pick(_journals);

    /// <summary>Place and publisher of a record, cleaned; null where it has not both.</summary>
    public static (string Place, string Publisher)? ImprintOf(WorkRecord work)
    {
        var publisher = work.Publisher?.Trim(' ', '.', ',') ?? "";
        var place = work.Place?.Trim(' ', '.', ',');
        var colon = publisher.IndexOf(": ", StringComparison.Ordinal);
        if (colon > 0)
        {
            place ??= publisher[..colon];
            publisher = publisher[(colon + 2)..];
        }

        return place is { Length: > 1 and < 32 } && publisher.Length is > 2 and < 60 && !Odd().IsMatch(place) && !Odd().IsMatch(publisher) ? (place, publisher) : null;
    }

    private void Add(WorkRecord work)
    {
        var title = work.Title.Trim().TrimEnd('.', ',');
        if (title.Length is < 6 or > 170 || OddTitle().IsMatch(title) || !title.Any(char.IsLetter) || work.Authors.Any(author => author.Family.Any(char.IsDigit)))
        {
            return;
        }

        var kept = work with { Title = string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) };
        if (ClassOf(work) is { } of)
        {
            var language = LanguageOf(title);
            (_works.TryGetValue((of, language), out var list) ? list : _works[(of, language)] = []).Add(kept);
            (_byClass.TryGetValue(of, out var all) ? all : _byClass[of] = []).Add(kept);
            if (of == WorkClass.Article && work.Container is { Length: > 3 and < 80 } journal && !journal.Any(char.IsDigit))
            {
                _journals.Add(journal.Trim().TrimEnd('.', ','));
            }
        }

        _people.AddRange(work.Authors.Where(author => author.Given is { Length: > 0 } && author.Family.Length is > 1 and < 25 && !OddName().IsMatch(author.Family + author.Given)));
        if (ImprintOf(work) is { } imprint)
        {
            _imprints.Add(imprint);
        }
    }

    private static WorkClass? ClassOf(WorkRecord work) => work.Type switch
    {
        "book" or "monograph" or "proceedings" or "edited-book" or "reference-book" => WorkClass.Book,
        "journal-article" or null when IsNamed(work.Container) => WorkClass.Article,
        "book-chapter" or "book section" when IsNamed(work.Container) => WorkClass.Chapter,
        "dissertation" => WorkClass.Book,
        "misc" or "report" or "techreport" => WorkClass.Book,
        _ => null,
    };

    private static bool IsNamed(string? container) => container is { Length: > 1 } && char.IsLetter(container[0]);

    private static string LanguageOf(string title)
    {
        var best = ("", 0);
        var words = title.ToLowerInvariant().Split(' ');
        foreach (var (code, telling) in Telling)
        {
            var count = words.Count(word => telling.Contains($" {word} ", StringComparison.Ordinal));
            best = count > best.Item2 ? (code, count) : best;
        }

        return best.Item1;
    }

    // A publisher field that holds more than a publisher: figures, brackets, “edited by”.
    [GeneratedRegex(@"[\d\[\](){}<>:;?]|\bed\.|edited|\bpp\b|\bIN\b|unpublished|\bms\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Odd();

    // A title field that holds more than a title.
    [GeneratedRegex(@"[<>{}\\^_|&]|\bpp\b|\bIn:|\bedited by|\bVol\.|\.\.\.|[\u2E80-\u9FFF]|^review of", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex OddTitle();

    [GeneratedRegex(@"[\d,;:()\[\]{}<>/&]|\bed|\bjr", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex OddName();
}

/// <summary>What a record can be cited as.</summary>
internal enum WorkClass
{
    /// <summary>By itself.</summary>
    Book = 1,

    /// <summary>In a journal.</summary>
    Article,

    /// <summary>In a book.</summary>
    Chapter,
}
