using System.Collections.Frozen;
using System.Globalization;

namespace Recto.Notes.CallNumbers;

/// <summary>Tells dates from other words, in the languages of notes. Words come folded (lower case, no diacritics).</summary>
internal static class DateWords
{
    private static readonly FrozenSet<string> Months = """
        january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
        janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fevr juil
        januar februar marz maerz juni juli oktober dezember janner
        gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre dicembre
        enero febrero abril mayo junio julio septiembre octubre noviembre diciembre
        janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro
        января февраля марта апреля мая июня июля августа сентября октября ноября декабря январь февраль март апрель маи июнь июль август сентябрь октябрь ноябрь декабрь
        yanvarya fevralya marta aprelya maya iyunya iyulya avgusta sentyabrya oktyabrya noyabrya dekabrya
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Others = """
        monday tuesday wednesday thursday friday saturday sunday circa ca the of and to le du au den der vom am et und y de del e undated early late mid spring summer autumn fall winter g гг года
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    public static bool IsMonth(string folded) => Months.Contains(folded);

    /// <summary>A year from 1000 to 2099, alone.</summary>
    public static bool IsYear(string folded) =>
        folded.Length == 4 && int.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1000 and <= 2099;

    /// <summary>A day of a month, with or without an ending (<c>1er</c>, <c>2nd</c>).</summary>
    public static bool IsDay(string folded)
    {
        var digits = 0;
        while (digits < folded.Length && char.IsAsciiDigit(folded[digits]))
        {
            digits++;
        }

        return digits is 1 or 2 && folded[digits..] is "" or "er" or "st" or "nd" or "rd" or "th" or "го" or "o";
    }

    /// <summary>A word that may stand in a date beside day, month and year.</summary>
    public static bool IsFiller(string folded) => Others.Contains(folded);
}
