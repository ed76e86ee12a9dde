using Recto.Notes.Text;

namespace Recto.Notes.Labelling.Generation;

internal sealed partial class ReferenceWriter
{
    private void WriteNewspaper()
    {
        if (_dice.Chance(0.6))
        {
            if (_dice.Chance(0.6))
            {
                Names("author", [_from.Person()]);
                AfterNames();
            }

            Quoted("title", _from.ShortTitle(_from.Title(null)), _pause[0] == '.' ? ". " : ", ");
        }

        _draft.Pattern(_dice.Pick(_phrases["newspaper"]), field => field switch
        {
            'J' => ("journal", _dice.Pick(_phrases["newspapers"])),
            'R' => ("pages", $"{_dice.Between(1, 24)}"),
            'Y' => ("date", $"{_dice.Between(1850, 2020)}"),
            _ => ("date", _from.Date()),
        });
    }

    private void WriteThesis()
    {
        var work = _from.Work(WorkClass.Book);
        var year = _from.Year(work);
        IReadOnlyList<WorkAuthor> people = [_from.Person()];
        Names("author", people);
        AfterNames();
        var bracket = _phrases.Code == "en" && _dice.Chance(0.7);
        Cited = new CitedWork(people, _from.Title(work));
        Quoted("title", Cited.Title, bracket ? " " : _phrases.Code == "ru" ? ": " : ", ");
        var university = _dice.Pick(_phrases["universities"]);
        if (bracket)
        {
            _draft.Field("genre", "(" + _from.Fill(_dice.Pick(_phrases["thesis"]))).Mark(", ").Field("publisher", university).Mark(", ").Field("date", year).Mark(")");
        }
        else
        {
            _draft.Field("genre", _from.Fill(_dice.Pick(_phrases["thesis"]))).Mark(_phrases.Code == "ru" ? ". " : ", ");
            if (_phrases.Code is "ru" or "de" && _dice.Chance(0.6))
            {
                _draft.Field("location", _from.Imprint(work).Place).Mark(_phrases.Code == "ru" ? ", " : " ").Field("date", year);
            }
            else
            {
                _draft.Field("publisher", university).Mark(_dice.Pick([", ", " "])).Field("date", year);
            }
        }

        Pinpoint(0.5);
    }

    private void WriteReport()
    {
        _draft.Field("author", _dice.Pick(_phrases["institutions"])).Mark(_dice.Pick([", ", ", ", ": ", ". "]));
        _draft.Field("title", _from.Title(_from.Work(WorkClass.Book)));
        if (_dice.Chance(0.7))
        {
            _draft.Mark(_dice.Chance(0.4) ? " (" : ", ").Field("genre", _from.Fill(_dice.Pick(_phrases["report"]))).Mark(_draft.HasOpenBracket ? ")" : "");
        }

        Imprint(null, _from.Year(null));
        Pinpoint(0.4);
    }

    private void WriteWeb()
    {
        if (_dice.Chance(0.7))
        {
            Names("author", [_from.Person()]);
            AfterNames();
        }

        Quoted("title", _from.Title(_from.Work(WorkClass.Article)), _pause);
        if (_dice.Chance(0.5))
        {
            _draft.Field("container-title", _dice.Pick(_phrases["newspapers"])).Mark(", ");
        }

        if (_dice.Chance(0.6))
        {
            _draft.Field("date", _from.Date()).Mark(", ");
        }

        // What leads to the address or says when it was seen is a note, as in AnyStyle's data.
        var pattern = _dice.Pick(_phrases["web"]).TrimStart(',', ' ');
        var at = pattern.IndexOf("{W}", StringComparison.Ordinal);
        var open = at > 0 && pattern[at - 1] == '<' ? 1 : 0;
        var before = pattern[..(at - open)].TrimEnd();
        var close = at + 3 < pattern.Length && pattern[at + 3] == '>' ? 1 : 0;
        if (before.Length > 0)
        {
            _draft.Field(before is "URL:" or "URL :" ? "url" : "note", _from.Fill(before)).Mark(" ");
        }

        _draft.Field("url", (open > 0 ? "<" : "") + _from.Address() + (close > 0 ? ">" : ""));
        var after = _from.Fill(pattern[(at + 3 + close)..]);
        var word = after.AsSpan().IndexOfAnyExcept(" ,.;");
        if (word >= 0)
        {
            _draft.Mark(after[..word]).Field("note", after[word..]);
        }
    }

    private void WriteDocuments()
    {
        var document = _dice.Chance(0.45);
        if (document)
        {
            _draft.Field("title", _from.Fill(_dice.Pick(_phrases["letter"]))).Mark(", ");
            if (_dice.Chance(0.7))
            {
                _draft.Field("date", _from.Date()).Mark(", ");
            }
        }

        var lead = document && _dice.Chance(0.6) ? _dice.Pick(_phrases["in"]).TrimStart(',', ' ') + " " : "";
        _draft.Field(document ? "container-title" : "title", lead + _from.Fill(_dice.Pick(_phrases["documents"])));
        if (_dice.Chance(0.35))
        {
            var role = _dice.Pick(_phrases["edBefore"]);
            _draft.Mark(role[0] == '/' ? " " : _pause).Field("editor", $"{role} {Oblique([_from.Person()])}");
        }

        if (_dice.Chance(0.75))
        {
            _draft.Mark(_phrases.Code == "ru" ? ". " : ", ").Pattern(_dice.Pick(_phrases["volume"]), _ => ("volume", _dice.Chance(0.6) ? RomanNumeral.Of(_dice.Between(1, 24)) : _from.Number(null, 30)));
        }

        if (_dice.Chance(0.6))
        {
            Imprint(null, _from.Year(null));
        }

        if (_dice.Chance(0.4))
        {
            _draft.Mark(", ").Field("note", _dice.Pick(["no. ", "doc. ", "Nr. ", "n° ", "Dok. ", "№ ", "doc. no. "]) + _dice.Between(1, 700));
        }

        Pinpoint(0.6);
    }

    private void WriteCitedBefore(CitedWork? before)
    {
        if (_dice.Chance(0.18))
        {
            _draft.Field("note", _dice.Pick(_phrases["ibid"]));
            Pinpoint(0.85);
            return;
        }

        var work = _from.Work(_dice.Chance(0.6) ? WorkClass.Book : WorkClass.Article);
        var people = before?.People ?? _from.People(work?.Authors);
        _draft.Field("author", _dice.Chance(0.8) ? _names.WriteFamilies([.. people.Take(3)]) : _names.Write([.. people.Take(2)]));
        if (_dice.Chance(0.82))
        {
            AfterNames();
            var title = _from.ShortTitle(before?.Title ?? _from.Title(work));
            if (_dice.Chance(0.45))
            {
                Quoted("title", title, "");
            }
            else
            {
                _draft.Field("title", title);
            }
        }

        if (_dice.Chance(0.3))
        {
            _draft.Mark(_dice.Chance(0.75) ? ", " : " ").Field("note", _from.Fill(_dice.Pick(_phrases["opcit"])));
        }

        Pinpoint(0.88);
    }
}
