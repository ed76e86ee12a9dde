using System.Globalization;

namespace Recto.Journals.Identifiers;

/// <summary>A date as publications give it: a year, a year and month, or a day.</summary>
/// <param name="Year">1 to 9999.</param>
/// <param name="Month">1 to 12; null where the source does not say.</param>
/// <param name="Day">1 to 31; null where the source does not say.</param>
public sealed record PartialDate(int Year, int? Month = null, int? Day = null)
{
    /// <summary>ISO 8601, as far as it is known: <c>2020</c>, <c>2020-04</c>, <c>2020-04-28</c>.</summary>
    public override string ToString() => (Month, Day) switch
    {
        (int month, int day) => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{month:00}-{day:00}"),
        (int month, null) => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{month:00}"),
        _ => Year.ToString("0000", CultureInfo.InvariantCulture),
    };

    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else, and for days that no calendar has.</summary>
    public static bool TryParse(string? text, out PartialDate? date)
    {
        date = null;
        var parts = (text ?? "").Split('-');
        if (parts.Length is < 1 or > 3 || parts[0].Length != 4
            || !parts.All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return false;
        }

        var numbers = parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        if (numbers[0] < 1 || (numbers.Length > 1 && numbers[1] is < 1 or > 12)
            || (numbers.Length > 2 && (numbers[2] < 1 || numbers[2] > DateTime.DaysInMonth(numbers[0], numbers[1]))))
        {
            return false;
        }

        date = new PartialDate(numbers[0], numbers.Length > 1 ? numbers[1] : null, numbers.Length > 2 ? numbers[2] : null);
        return true;
    }
}
