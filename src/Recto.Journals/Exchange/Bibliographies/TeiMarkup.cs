using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Elements of TEI that several writers make.</summary>
internal static class TeiMarkup
{
    public static readonly XNamespace Tei = "http://www.tei-c.org/ns/1.0";

    /// <summary>A date with what the calendar can say of it in <c>when</c>, or <c>from</c> and <c>to</c>.</summary>
    public static XElement Date(string printed, CitedDate? date)
    {
        var element = new XElement(Tei + "date", printed);
        if (date?.From is { } from)
        {
            element.Add(date.To is { } to ? [new XAttribute("from", from.ToString()), new XAttribute("to", to.ToString())] : new object[] { new XAttribute("when", from.ToString()) });
            if (date.IsCirca)
            {
                element.Add(new XAttribute("cert", "low"));
            }
        }

        return element;
    }

    /// <summary>What a pinpoint counts, as <c>citedRange</c> has it.</summary>
    public static string Unit(LocatorKind kind) => kind == LocatorKind.Note ? "number" : kind.ToString().ToLower(CultureInfo.InvariantCulture);
}
