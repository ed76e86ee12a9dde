using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.JatsOut;

/// <summary>OASIS (CALS) tables name the columns that a cell runs over; in JATS's own tables a number says it.</summary>
internal static class OasisSpans
{
    /// <summary>Writes <c>colspan</c> and <c>rowspan</c> to the cells.</summary>
    public static void Write(XElement root)
    {
        foreach (var group in root.Descendants().Where(element => element.Name.LocalName == "tgroup" && Renames.IsOasis(element.Name)).ToList())
        {
            var columns = new Dictionary<string, int>(StringComparer.Ordinal);
            var number = 0;
            foreach (var column in group.Elements().Where(element => element.Name.LocalName == "colspec"))
            {
                number = int.TryParse((string?)column.Attribute("colnum"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : number + 1;
                columns.TryAdd((string?)column.Attribute("colname") ?? "", number);
            }

            foreach (var cell in group.Descendants().Where(element => element.Name.LocalName == "entry" && Renames.IsOasis(element.Name)))
            {
                if (columns.TryGetValue((string?)cell.Attribute("namest") ?? "", out var first) && columns.TryGetValue((string?)cell.Attribute("nameend") ?? "", out var last) && last > first)
                {
                    Set(cell, "colspan", last - first + 1);
                }

                if (int.TryParse((string?)cell.Attribute("morerows"), NumberStyles.None, CultureInfo.InvariantCulture, out var more) && more is > 0 and < 10_000)
                {
                    Set(cell, "rowspan", more + 1);
                }
            }
        }
    }

    private static void Set(XElement cell, XName name, int value)
    {
        if (cell.Attribute(name) is null)
        {
            Traces.NoteNoAttribute(cell, name);
            cell.SetAttributeValue(name, value);
        }
    }
}
