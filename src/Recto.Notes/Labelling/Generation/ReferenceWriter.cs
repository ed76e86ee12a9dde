namespace Recto.Notes.Labelling.Generation;

/// <summary>Writes one reference to a published work in one habit. How: parts (names, title, what it stands in, edition, series, imprint, pages) are put together in the orders that
/// notes show, each part by one of its patterns.</summary>
internal sealed partial class ReferenceWriter
{
    private readonly Phrases _phrases;
    private readonly Dice _dice;
    private readonly Materials _from;
    private readonly NameStyle _names;
    private readonly Draft _draft = new();
    private readonly string _pause;
    private readonly (string Open, string Close) _quotes;
    private readonly bool _commaInside;

    public ReferenceWriter(WorkPool pool, Phrases phrases, Dice dice)
    {
        _phrases = phrases;
        _dice = dice;
        _from = new Materials(pool, phrases, dice);
        _names = NameStyle.Throw(phrases, dice);

        // Between the parts stand commas in notes, full stops in lists and in Russian.
        _pause = phrases.Code == "ru" ? ". " : dice.Chance(_names.Order == NameOrder.GivenFirst ? 0.12 : 0.5) ? ". " : ", ";
        var quotes = dice.Pick(phrases["quotes"]).Split(' ');
        _quotes = quotes[0] == "~" ? ("", "") : phrases.Code == "fr" && quotes[0] == "«" && dice.Chance(0.8) ? ("« ", " »") : (quotes[0], quotes[1]);
        _commaInside = _quotes.Close is "”" or "\"" && phrases.Code == "en" && dice.Chance(0.7);
    }

    /// <summary>What was written in full, so that it can be cited again; null for kinds that are not.</summary>
    public CitedWork? Cited { get; private set; }

    /// <summary>Writes a reference of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="before">What the document has cited before, for a shortened reference; null where it is to invent it.</param>
    public MarkedText Write(ReferenceKind kind, CitedWork? before = null)
    {
        switch (kind)
        {
            case ReferenceKind.Book: WriteBook(); break;
            case ReferenceKind.Chapter: WriteChapter(); break;
            case ReferenceKind.Article: WriteArticle(); break;
            case ReferenceKind.Newspaper: WriteNewspaper(); break;
            case ReferenceKind.Thesis: WriteThesis(); break;
            case ReferenceKind.Report: WriteReport(); break;
            case ReferenceKind.Web: WriteWeb(); break;
            case ReferenceKind.Documents: WriteDocuments(); break;
            default: WriteCitedBefore(before); break;
        }

        _draft.Mark(_dice.Weighted((16, "."), (2, ";"), (3, ""), (1, ",")));
        return _draft.Text;
    }

    private void Names(string label, IReadOnlyList<WorkAuthor> people) => _draft.Field(label, _names.Write(people));

    private void AfterNames() => _draft.Mark(_phrases.Code switch
    {
        "de" => _dice.Weighted((9, ", "), (8, ": "), (2, ". ")),
        "ru" => _dice.Weighted((6, " "), (2, ". "), (2, ", ")),
        "rl" => _dice.Weighted((8, ", "), (2, ". "), (1, " ")),
        "pt" => _dice.Weighted((7, ", "), (4, ". ")),
        _ => _pause == ". " ? _dice.Weighted((8, ". "), (2, ", ")) : _dice.Weighted((14, ", "), (1, ": "), (1, ". ")),
    });

    // “Salt roads,” or ‘Salt roads’: the mark that follows stands inside or outside.
    private void Quoted(string label, string title, string mark)
    {
        var (open, close) = _quotes;
        title = close is "”" or "\"" or "“" or "»" ? title.Replace('“', '‘').Replace('”', '’') : title;
        var inside = _commaInside && mark.Length > 0 && mark[0] is ',' or '.';
        _draft.Field(label, open + title + (inside && title[^1] is not ('?' or '!') ? mark[..1] : "") + close);
        _draft.Mark(inside ? mark[1..] : mark);
    }

    // Place, publisher and year by a pattern that goes with the pauses; the year left out where it stands with the names.
    private void Imprint(WorkRecord? work, string? year)
    {
        var (place, publisher) = _from.Imprint(work);
        var patterns = _phrases["imprint"].Where(pattern => (publisher.Length > 0 || !pattern.Contains("{U}", StringComparison.Ordinal))
            && (pattern[0] == '(' || (pattern[0] == '.') == (_pause[0] == '.'))).ToList();
        var pattern = _dice.Pick(patterns.Count > 0 && _dice.Chance(0.93) ? patterns : [.. _phrases["imprint"].Where(one => publisher.Length > 0 || !one.Contains("{U}", StringComparison.Ordinal))]);
        if (year is null)
        {
            // (Leiden: Brill, 1994) without its year; what only had a year is left out.
            pattern = pattern.Replace(", {Y}", "", StringComparison.Ordinal).Replace(" {Y}", "", StringComparison.Ordinal).Replace("; {Y}", "", StringComparison.Ordinal);
            if (pattern.Contains("{Y}", StringComparison.Ordinal) || pattern.Length < 4)
            {
                return;
            }
        }

        if (pattern[0] == '(')
        {
            _draft.Mark(" ");
        }

        // A second place is another: Berlin/Leipzig.
        var places = 0;
        _draft.Pattern(pattern, field => field switch { 'P' => ("location", places++ == 0 ? place : _from.Imprint(null).Place), 'U' => ("publisher", publisher), _ => ("date", year ?? "") });
    }

    // The cited page or pages, after the imprint or after the range of an article.
    private void Pinpoint(double often, string? range = null)
    {
        if (!_dice.Chance(often))
        {
            return;
        }

        var many = _dice.Chance(0.4);
        var page = range is not null ? Within(range) : many ? _from.Range(null) : $"{_dice.Between(1, 620)}";
        if (!many && _dice.Chance(0.12))
        {
            page += (_phrases.Code == "en" && _dice.Chance(0.6) ? "" : " ") + _dice.Pick(_phrases["ff"]);
        }
        else if (!many && range is null && _dice.Chance(0.08))
        {
            page += $", {_dice.Between(621, 900)}";
        }

        if (range is not null)
        {
            var here = _dice.Pick(_phrases["here"]);
            _draft.Mark(_dice.Weighted((6, ", "), (1, " ("))).Field("pages", $"{here}{(here[^1] == '.' && _dice.Chance(0.1) ? "" : " ")}{page}");
            if (_draft.HasOpenBracket)
            {
                _draft.Mark(")");
            }

            return;
        }

        var word = _dice.Pick(_phrases[many ? "pages" : "page"]);
        var gap = word.Length == 0 || (word[^1] == '.' && _dice.Chance(0.1)) ? "" : " ";
        _draft.Mark(_phrases.Code == "ru" ? (word.Length > 0 && char.IsUpper(word[0]) ? ". " : ", ") : _dice.Weighted((14, ", "), (2, " "), (_phrases.Code is "en" or "rl" ? 2 : 0, ": ")))
            .Field("pages", word + gap + page);
    }

    // A page of a range, or one by chance where it is no plain range.
    private string Within(string range)
    {
        var digits = new string([.. range.TakeWhile(char.IsAsciiDigit)]);
        var first = digits.Length is > 0 and < 6 ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) : _dice.Between(1, 600);
        var page = first + _dice.Between(0, 15);
        return _dice.Chance(0.3) ? $"{page}–{page + _dice.Between(1, 3)}" : $"{page}";
    }
}
