namespace Recto.Notes.Labelling.Generation;

internal sealed partial class ReferenceWriter
{
    private void WriteBook()
    {
        var work = _from.Work(WorkClass.Book);
        var year = _from.Year(work);
        var edited = _dice.Chance(0.14);
        var people = _from.People(work?.Authors);
        var anonymous = !edited && _dice.Chance(0.05);
        if (!anonymous)
        {
            Names(edited ? "editor" : "author", people);
            if (edited)
            {
                var role = _dice.Pick(_phrases[people.Count > 1 ? "edAfterN" : "edAfter1"]);
                _draft.Mark(role[0] == ',' ? "" : " ").Field("editor", role);
            }
        }

        year = YearByNames(year, anonymous);
        var title = _from.Title(work);
        Cited = new CitedWork(people, title);
        if (_dice.Chance(0.06))
        {
            Quoted("title", title, "");
        }
        else
        {
            _draft.Field("title", title);
        }

        Additions(edited);
        var series = _dice.Chance(0.12) ? _dice.Pick(_phrases["series"]) : null;
        var seriesLast = series is not null && _dice.Chance(0.4);
        Series(seriesLast ? null : series);
        Imprint(work, year);
        Series(seriesLast ? series : null);
        Pinpoint(0.6);
    }

    private void WriteChapter()
    {
        var work = _from.Work(WorkClass.Chapter);
        var year = _from.Year(work);
        var people = _from.People(work?.Authors);
        Names("author", people);
        year = YearByNames(year, false);
        var into = _dice.Pick(_phrases["in"]);
        var pause = into.StartsWith("//", StringComparison.Ordinal) ? " " : into.StartsWith(',') ? "" : char.IsUpper(into[0]) ? (_dice.Chance(0.8) ? ". " : ", ") : _quotes.Close.Length > 0 && _dice.Chance(0.4) ? " " : ", ";
        Cited = new CitedWork(people, _from.Title(work));
        Quoted("title", Cited.Title, pause);
        var lead = into + " ";
        var editors = _dice.Chance(0.75) ? Enumerable.Range(0, _dice.Weighted((5, 1), (5, 2), (2, 3))).Select(_ => _from.Person()).ToList() : [];
        var container = work?.Container is { Length: > 5 and < 120 } named && _phrases.Code is not ("ru" or "rl") ? named.TrimEnd('.', ',') : _from.Title(_from.Work(WorkClass.Book));
        if (editors.Count > 0 && _phrases.Code != "ru" && _dice.Chance(_phrases.Code is "de" ? 0.8 : _phrases.Code == "en" ? 0.4 : 0.6))
        {
            // in Orlova, B. (ed.), Trade
            var role = _dice.Pick(_phrases[editors.Count > 1 ? "edAfterN" : "edAfter1"]);
            _draft.Field("editor", lead + _names.Write(editors) + (role[0] == ',' ? "" : " ") + role);
            _draft.Mark(_draft.Text[_draft.Text.Length - 1] is ',' or ':' or '.' && role.Length > 2 && role[^1] != '.' ? " " : _phrases.Code == "de" && _dice.Chance(0.5) ? ": " : ", ");
            _draft.Field("container-title", container);
        }
        else
        {
            // in Trade, ed. by B. Orlova
            _draft.Field("container-title", lead + container);
            if (editors.Count > 0)
            {
                var role = _dice.Pick(_phrases["edBefore"]);
                var bracket = _dice.Chance(0.12);
                _draft.Mark(bracket ? " (" : role[0] == '/' ? " " : _pause).Field("editor", $"{role} {Oblique(editors)}").Mark(bracket ? ")" : "");
            }
        }

        if (_dice.Chance(0.1))
        {
            _draft.Mark(", ").Pattern(_dice.Pick(_phrases["volume"]), _ => ("volume", _from.Number(null, 12)));
        }

        Series(_dice.Chance(0.06) ? _dice.Pick(_phrases["series"]) : null);
        if (_dice.Chance(0.12))
        {
            // Pages before the imprint: (pp. 3–9). London: …
            var word = _dice.Pick(_phrases["pages"]);
            _draft.Mark(", ").Field("pages", word + (word.Length > 0 ? " " : "") + _from.Range(work?.Pages));
            Imprint(work, year);
            return;
        }

        Imprint(work, year);
        if (_dice.Chance(0.85))
        {
            var word = _dice.Pick(_phrases["pages"]);
            var range = _dice.Chance(0.8) ? _from.Range(work?.Pages) : null;
            _draft.Mark(_phrases.Code == "ru" ? ". " : ", ").Field("pages", word + (word.Length > 0 && !(word[^1] == '.' && _dice.Chance(0.08)) ? " " : "") + (range ?? $"{_dice.Between(3, 600)}"));
            Pinpoint(range is null ? 0 : 0.25, range ?? "");
        }
    }

    private void WriteArticle()
    {
        var work = _from.Work(WorkClass.Article);
        var pattern = _dice.Pick(_phrases["journal"]);
        var people = _from.People(work?.Authors);
        Names("author", people);
        var year = _from.Year(work);
        if (pattern.IndexOf("{Y}", StringComparison.Ordinal) is >= 0 and var at && pattern[at - 1] == '(' && pattern.Contains(" ({Y})", StringComparison.Ordinal) && _dice.Chance(0.12))
        {
            // Orlova (1994) Salt roads. J. Salt 7, 3–9.
            _draft.Mark(" ").Field("date", _dice.Chance(0.7) ? $"({year})" : year).Mark(_dice.Pick([". ", ", ", ": ", " "]));
            pattern = pattern.Replace(" ({Y})", "", StringComparison.Ordinal);
        }
        else
        {
            AfterNames();
        }

        var leads = pattern.StartsWith("//", StringComparison.Ordinal) || pattern.StartsWith('(');
        var into = _phrases.Code is "de" && _dice.Chance(0.65) ? _dice.Pick(["in: ", "in: ", "in: ", "In: ", "in "])
            : _phrases.Code is "it" or "fr" or "es" or "pt" && !pattern.StartsWith("in ", StringComparison.Ordinal) && _dice.Chance(0.25) ? _dice.Pick(_phrases["in"]).TrimStart(',', ' ') + " "
            : _phrases.Code is "en" or "rl" && _dice.Chance(0.06) ? "in " : "";
        Cited = new CitedWork(people, _from.Title(work));
        Quoted("title", Cited.Title, leads ? " " : into.StartsWith('I') ? ". " : _quotes.Close.Length > 0 && _dice.Chance(0.12) ? " " : _pause[0] == '.' ? ". " : ", ");
        var journal = _from.Journal(work);
        var range = _from.Range(work?.Pages);
        if (!leads)
        {
            _draft.Field("journal", into);
        }

        _draft.Pattern(pattern, field => field switch
        {
            'J' => ("journal", journal),
            'V' => ("volume", _from.Number(work?.Volume, 90)),
            'I' => ("volume", _from.Number(work?.Issue, 12)),
            'P' => ("location", _from.Imprint(null).Place),
            'R' => ("pages", range),
            _ => ("date", year),
        });
        Pinpoint(pattern.EndsWith("{R}", StringComparison.Ordinal) ? 0.3 : 0, range);
        if (_dice.Chance(0.04))
        {
            _draft.Mark(", ").Field("doi", _dice.Pick(["doi:", "DOI: ", "https://doi.org/", "doi: "]) + _from.DigitalIdentifier());
        }
    }

    // In one of fourteen the year stands after the names: Orlova (1994), Orlova 1994:.
    private string? YearByNames(string year, bool anonymous)
    {
        if (anonymous || _phrases.Code is "ru" or "rl" || !_dice.Chance(_names.Order == NameOrder.GivenFirst ? 0.03 : 0.2))
        {
            if (!anonymous)
            {
                AfterNames();
            }

            return year;
        }

        _draft.Mark(_dice.Pick([" ", " ", ", "])).Field("date", _dice.Chance(0.65) ? $"({year})" : year).Mark(_dice.Pick([". ", ", ", ": ", " "]));
        return null;
    }

    // Edition, volume, editor and translator, in any order.
    private void Additions(bool edited)
    {
        var order = _dice.Chance(0.5);
        for (var i = 0; i < 4; i++)
        {
            switch (order ? i : 3 - i)
            {
                case 0 when _dice.Chance(0.1):
                    Addition("translator", $"{_dice.Pick(_phrases["transBefore"])} {Oblique([_from.Person()])}");
                    break;
                case 1 when !edited && _dice.Chance(0.07):
                    Addition("editor", $"{_dice.Pick(_phrases["edBefore"])} {Oblique([_from.Person()])}");
                    break;
                case 2 when _dice.Chance(0.1):
                    Addition("edition", _dice.Pick(_phrases["edition"]));
                    break;
                case 3 when _dice.Chance(0.13):
                    Addition("volume", _dice.Chance(0.65) ? _dice.Pick(_phrases["volume"]).Replace("{V}", _from.Number(null, 8), StringComparison.Ordinal) : _dice.Pick(_phrases["volumes"]));
                    break;
            }
        }
    }

    private void Addition(string label, string text)
    {
        var bracket = label is "translator" or "edition" && text[0] is not ('/' or '[') && _dice.Chance(0.15);
        _draft.Mark(bracket ? " (" : text[0] is '/' or '[' ? " " : _pause).Field(label, text).Mark(bracket ? ")" : "");
    }

    private void Series(string? pattern)
    {
        if (pattern is null)
        {
            return;
        }

        var name = _dice.Pick(_phrases["seriesNames"]);
        _draft.Mark(pattern[0] == '(' ? " " : _pause).Pattern(pattern, field => ("collection-title", field == 'S' ? name : $"{_dice.Between(2, 190)}"));
    }

    // Editors and translators after a title: given names first, even where the author's are turned.
    private string Oblique(IReadOnlyList<WorkAuthor> people)
    {
        var style = _names.Order == NameOrder.GivenFirst || _dice.Chance(0.15) ? _names : _names with { Order = NameOrder.GivenFirst };
        return style.Write(_phrases.Code == "ru" ? [.. people.Select(Materials.Genitive)] : people);
    }
}
