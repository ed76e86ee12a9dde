using System.Globalization;
using Recto.Journals.Identifiers;
using Recto.Storage.Lists;

namespace Recto.Storage.Sql;

/// <summary>Makes dates and numbers as printed comparable byte by byte, alike in both databases.</summary>
internal static class SortKeys
{
    /// <summary><c>2020-04-00</c>: parts that are not known come before those that are; no date at all before every date.</summary>
    public static string Of(PartialDate? date) => date is null
        ? "0000-00-00"
        : string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}-{date.Month ?? 0:00}-{date.Day ?? 0:00}");

    /// <summary><c>0000000012</c> for <c>12</c> and <c>12a</c>, then what follows the number, then the whole; nothing and words before numbers.</summary>
    public static string OfNumber(string? printed)
    {
        var text = ShortText.Of(printed ?? "", 24); // A key travels in addresses (Cursor), and what a source prints as a number may be a sentence.
        var start = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return "0000000000 " + text;
        }

        var digits = text.AsSpan(start);
        var length = digits.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : digits.Length;
        var number = digits[..length].TrimStart('0');
        return number.Length > 10 ? "9999999999 " + text : $"{new string('0', 10 - number.Length)}{number} {digits[length..]} {text}";
    }
}
