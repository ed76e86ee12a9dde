using Recto.Notes.Archives;

namespace Recto.Notes.Labelling.Generation;

/// <summary>
/// Writes references to documents in archives: the archive (<c>repository</c>: siglum, name, name and siglum, with its town), the call number (<c>locator</c>: fonds to leaf)
/// in the style of the archive, and often what the document is (<c>title</c>) and its date.
/// </summary>
/// <param name="pool">Real works: their authors write the letters.</param>
/// <param name="phrases">The habit.</param>
/// <param name="dice">Chance.</param>
internal sealed class ArchivalWriter(WorkPool pool, Phrases phrases, Dice dice)
{
    private readonly Materials _from = new(pool, phrases, dice);
    private readonly Draft _draft = new();

    /// <summary>Writes a reference to something in an archive.</summary>
    public MarkedText Write(Repository repository)
    {
        var cyrillic = phrases.Code == "ru" && repository.Name.Any(one => one is >= 'А' and <= 'я');
        var archive = Archive(repository, cyrillic);
        var locator = Locator(repository, cyrillic);
        switch (dice.Weighted((46, 0), (phrases.Code is "en" or "rl" ? 30 : 12, 1), (16, 2), (5, 3), (4, 4)))
        {
            case 0:
                _draft.Field("repository", archive).Mark(Pause(repository)).Field("locator", locator);
                After(0.12);
                break;
            case 1:
                Document();
                _draft.Mark(dice.Weighted((12, ", "), (3, ". "), (2, "; "), (2, " (")));
                var bracket = _draft.Text[_draft.Text.Length - 1] == '(';
                _draft.Field("repository", archive).Mark(Pause(repository)).Field("locator", locator).Mark(bracket ? ")" : "");
                break;
            case 2:
                _draft.Field("repository", archive).Mark(Pause(repository)).Field("locator", locator).Mark(dice.Weighted((9, ", "), (3, ". "), (2, ": "), (1, " – ")));
                Document();
                break;
            case 3:
                _draft.Field("locator", locator).Mark(", ").Field("repository", archive);
                break;
            default:
                _draft.Field("locator", locator);
                After(0.3);
                break;
        }

        _draft.Mark(dice.Weighted((15, "."), (3, ";"), (4, "")));
        return _draft.Text;
    }

    private string Pause(Repository repository) => phrases.Code == "ru" ? dice.Weighted((6, ". "), (4, ", "))
        : repository.Style is CallNumberStyle.Fond or CallNumberStyle.Code or CallNumberStyle.Cote ? dice.Weighted((10, ", "), (6, " "), (1, ": "), (1, ". "))
        : dice.Weighted((14, ", "), (2, " "), (1, ": "), (1, "; "), (1, ". "));

    private string Archive(Repository repository, bool cyrillic)
    {
        var sigla = repository.Sigla.Concat(repository.Former.SelectMany(former => former.Sigla)).Where(siglum => cyrillic == siglum.Any(one => one is >= 'А' and <= 'я')).ToList();
        var siglum = sigla.Count > 0 && dice.Chance(0.7) ? sigla[0] : sigla.Count > 0 ? dice.Pick(sigla) : null;
        if (siglum is { Length: > 2 and < 6 } && siglum.All(char.IsUpper) && dice.Chance(0.06))
        {
            siglum = string.Join(dice.Chance(0.5) ? "." : ". ", siglum.ToCharArray()) + ".";
        }

        var names = new List<string> { repository.Name, repository.Name };
        if (!cyrillic)
        {
            names = [.. names.Append(repository.EnglishName).Concat(repository.OtherNames).Concat(repository.Former.Select(former => former.Name)).Where(name => !name.Any(one => one is >= 'А' and <= 'я'))];
            if (names.Count == 0 || dice.Chance(0.15))
            {
                names.Add(repository.Name.Any(one => one is >= 'А' and <= 'я') ? Transliteration.Write(repository.Name, dice.Next(Transliteration.Count)) : repository.EnglishName);
            }
        }

        var name = dice.Pick(names);
        var city = repository.City is { } town && !cyrillic && !name.Contains(town, StringComparison.Ordinal) ? town.Split('/')[0].Trim() : null;
        return siglum is not null && dice.Chance(0.68)
            ? dice.Weighted((14, siglum), (2, city is null ? siglum : $"{siglum}, {city}"), (1, city is null ? siglum : $"{siglum} ({city})"), (1, $"({siglum})"))
            : dice.Weighted((6, name), (city is null ? 0 : 5, $"{name}, {city}"), (siglum is null ? 0 : 5, $"{name} ({siglum})"), (siglum is null ? 0 : 1, $"{name} [{siglum}]"), (siglum is null || city is null ? 0 : 2, $"{name} ({siglum}), {city}"), (siglum is null ? 0 : 1, $"{name} (hereafter {siglum})"));
    }

    private string Locator(Repository repository, bool cyrillic)
    {
        var archives = Phrases.Of("archives");
        var language = repository.Country switch { "IT" or "VA" or "SM" => "it", "FR" or "BE" or "LU" => "fr", "ES" or "MX" or "AR" or "CL" or "PE" or "CO" => "es", "PT" or "BR" => "pt", "DE" or "AT" or "CH" => "de", _ => "en" };
        var patterns = repository.Style switch
        {
            CallNumberStyle.Fond when cyrillic => archives["fondCyr"],
            CallNumberStyle.Fond when repository.ShortLevels == 4 => archives["fondFour"],
            CallNumberStyle.Fond when dice.Chance(0.3) => archives["fondShort"],
            CallNumberStyle.Fond => archives["fond"],
            CallNumberStyle.Dots => archives["dots"],
            CallNumberStyle.Code => archives["code"],
            CallNumberStyle.Bestand => dice.Chance(0.8) ? archives["bestand"] : archives["named-de"],
            CallNumberStyle.Cote => archives["cote"],
            CallNumberStyle.Box => archives["box"],
            CallNumberStyle.Shelf => archives["shelf"],
            _ => archives["named-" + language],
        };
        var holdings = repository.Holdings.Where(holding => !char.IsLower(holding[0])).ToList();
        var series = holdings.Count > 0 && dice.Chance(repository.Style is CallNumberStyle.Code or CallNumberStyle.Shelf ? 0.95 : 0.6) ? dice.Pick(holdings)
            : repository.Style is CallNumberStyle.Code ? dice.Pick(["FO", "CO", "DFA", "A", "MS", "IOR/L/PS"])
            : repository.Style is CallNumberStyle.Shelf ? dice.Pick(["MS", "Add", "Fonds", "lat", "Cod"])
            : dice.Pick(archives["series-" + language]);
        var pattern = dice.Pick(patterns).Replace("&", series, StringComparison.Ordinal);
        var leaf = 0;
        while (pattern.Contains('@', StringComparison.Ordinal))
        {
            var at = pattern.IndexOf('@', StringComparison.Ordinal);
            var side = dice.Pick(archives["leaf"]);
            side = cyrillic == side.Any(one => one is >= 'а' and <= 'я') ? side : "";
            side = side is "ob." or "об." ? (repository.Style == CallNumberStyle.Fond && (at + 1 == pattern.Length || pattern[at + 1] != '–') ? " " + side : "") : side is "r" or "v" && repository.Style == CallNumberStyle.Fond ? "" : side == "verso" ? " verso" : side;

            // A range goes up.
            leaf = at > 0 && pattern[at - 1] is '–' or '-' && leaf > 0 ? leaf + dice.Between(1, 9) : dice.Between(1, 320);
            pattern = $"{pattern[..at]}{leaf}{side}{pattern[(at + 1)..]}";
        }

        return _from.Fill(_from.Numbers(Shield(pattern)).Replace('\u0001', '{').Replace('\u0002', '}'));
    }

    // Names are thrown after the numbers: a name has none of their signs, but a series may.
    private static string Shield(string pattern) => pattern.Replace('{', '\u0001').Replace('}', '\u0002');

    private void Document()
    {
        _draft.Field("title", _from.Fill(dice.Pick(phrases["letter"])));
        if (dice.Chance(0.75))
        {
            _draft.Mark(dice.Weighted((12, ", "), (2, " ("), (phrases.Code is "en" or "rl" ? 1 : 0, " of "))).Field("date", _from.Date());
            if (_draft.HasOpenBracket)
            {
                _draft.Mark(")");
            }
        }
    }

    private void After(double often)
    {
        if (dice.Chance(often))
        {
            _draft.Mark(", ").Field("date", _from.Date());
        }
    }
}
