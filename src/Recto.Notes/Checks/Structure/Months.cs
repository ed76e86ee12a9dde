namespace Recto.Notes.Checks.Structure;

/// <summary>The months in the languages of notes, in full and shortened, also as Russian is transliterated.</summary>
internal static class Months
{
    // Number of the month, its names.
    private static readonly string[] Names =
    [
        "january jan janvier janv januar jänner gennaio gen enero janeiro januari styczeń stycznia leden ledna января январь янв yanvarya ianvaria январе",
        "february feb février fevrier févr fév februar feber febbraio febr febrero fevereiro februari luty lutego únor února февраля февраль фев февр fevralya fevralia",
        "march mar mars märz maerz marzo março maart marca březen března марта март marta",
        "april apr avril avr aprile abril kwietnia duben dubna апреля апрель апр aprelya aprelia",
        "may mai maggio mayo maio mei maja května мая май maya maia",
        "june jun juin juni giugno giu junio junho czerwca června июня июнь iyunya iiunia",
        "july jul juillet juil juli luglio julio julho lipca července июля июль iyulya iiulia",
        "august aug août aout agosto sierpnia srpna августа август авг avgusta",
        "september sep sept septembre settembre sett septiembre setiembre setembro wrzesnia września září сентября сентябрь сент sentyabrya sentiabria",
        "october oct okt octobre oktober ottobre ott octubre outubro października října октября октябрь окт oktyabrya oktiabria",
        "november nov novembre noviembre novembro listopada listopadu ноября ноябрь нояб noyabrya noiabria",
        "december dec déc dez décembre decembre dezember dicembre diciembre dezembro grudnia prosince декабря декабрь дек dekabrya dekabria",
    ];

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Numbers = Names
        .SelectMany((names, index) => names.Split(' ').Select(name => (name, index)))
        .ToDictionary(pair => pair.name, pair => pair.index + 1, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The month's number, 1 to 12; 0 where the word is none.</summary>
    public static int Of(ReadOnlySpan<char> word) => Numbers.TryGetValue(word, out var number) ? number : 0;

    /// <summary>How many days it has at most.</summary>
    /// <param name="month">1 to 12.</param>
    /// <param name="year">The year in either calendar, 0 where none is printed. Before 1753 a February may belong to the year that we count next.</param>
    public static int Days(int month, int year) => month switch
    {
        // Sweden, in the year in which it left the Julian calendar and came back to it.
        2 when year == 1712 => 30,
        2 => year is 0 or < 1753 || year % 4 == 0 ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
