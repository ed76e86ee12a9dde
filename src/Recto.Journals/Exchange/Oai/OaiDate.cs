using System.Globalization;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Oai;

/// <summary>Dates as harvesters write them: a day, or a second of UTC.</summary>
public static class OaiDate
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>As an answer has it; what is left of a second is dropped.</summary>
    public static string Of(DateTimeOffset instant) => IsoInstant.Of(instant);

    /// <summary>Reads a date.</summary>
    /// <param name="text">As <c>2026-11-26</c> or <c>2026-11-26T09:30:00Z</c>.</param>
    /// <param name="begin">Where it begins.</param>
    /// <param name="end">Where it is over: the first instant after it.</param>
    /// <param name="isDay">Whether it is a day.</param>
    public static bool TryParse(string text, out DateTimeOffset begin, out DateTimeOffset end, out bool isDay)
    {
        ArgumentNullException.ThrowIfNull(text);
        (begin, end, isDay) = (default, default, text.Length == Day.Length);
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!text.All(char.IsAscii) || !DateTimeOffset.TryParseExact(text, isDay ? Day : IsoInstant.Form, CultureInfo.InvariantCulture, Utc, out begin))
        {
            return false;
        }

        var length = isDay ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(1);
        end = DateTimeOffset.MaxValue - begin < length ? DateTimeOffset.MaxValue : begin + length;
        return true;
    }
}
