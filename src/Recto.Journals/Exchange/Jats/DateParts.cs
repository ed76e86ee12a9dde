using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Jats;

/// <summary>A date as JATS has it: <c>iso-8601-date</c>, and the parts that are known, each with all its digits.</summary>
internal static class DateParts
{
    /// <summary>Writes a date into an element, behind what stands there.</summary>
    /// <returns>The element.</returns>
    public static XElement Into(XElement element, PartialDate date)
    {
        element.SetAttributeValue("iso-8601-date", date.ToString());
        element.Add(
            date.Day is { } day ? new XElement("day", day.ToString("00", CultureInfo.InvariantCulture)) : null,
            date.Month is { } month ? new XElement("month", month.ToString("00", CultureInfo.InvariantCulture)) : null,
            new XElement("year", date.Year.ToString("0000", CultureInfo.InvariantCulture)));
        return element;
    }
}
