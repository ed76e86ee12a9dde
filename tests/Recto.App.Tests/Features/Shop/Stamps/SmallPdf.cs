using System.Globalization;
using System.Text;

namespace Recto.App.Tests.Features.Shop.Stamps;

/// <summary>A small tagged PDF, written by hand: a heading on the first page, a paragraph on each, boxes and turns as they come in publishers' files.</summary>
internal static class SmallPdf
{
    /// <summary>Writes one.</summary>
    /// <param name="hasTable">Whether its objects are told by a table; by a stream otherwise.</param>
    /// <param name="turns">How each page is turned, in degrees.</param>
    /// <param name="catalog">More entries of its catalogue.</param>
    public static byte[] Of(bool hasTable = true, IReadOnlyList<int>? turns = null, string catalog = "")
    {
        turns ??= [0, 0];
        var objects = new SortedDictionary<int, string>();
        var kids = string.Join(' ', turns.Select((_, at) => $"{10 + (at * 3)} 0 R"));
        objects[1] = $"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R/Lang(en){catalog}>>";
        objects[2] = $"<</Type/Pages/Kids[{kids}]/Count {turns.Count}/MediaBox[0 0 300 420]/Resources 4 0 R>>"; // Both are inherited.
        objects[3] = "<</Title(A leaf)>>";
        objects[4] = "<</Font<</F1 6 0 R>>/XObject 7 0 R>>";
        objects[5] = $"<</Type/StructTreeRoot/K 8 0 R/ParentTree 9 0 R/ParentTreeNextKey {turns.Count}>>";
        objects[6] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
        objects[7] = "<<>>";
        objects[8] = $"<</Type/StructElem/S/Document/P 5 0 R/K[{string.Join(' ', turns.Select((_, at) => $"{12 + (at * 3)} 0 R"))}]>>";
        objects[9] = $"<</Nums[{string.Join(' ', turns.Select((_, at) => $"{at} [{12 + (at * 3)} 0 R]"))}]>>";
        for (var at = 0; at < turns.Count; at++)
        {
            var first = 10 + (at * 3);
            var text = $"q 0.5 0 0 0.5 0 0 cm /P <</MCID 0>> BDC BT /F1 24 Tf 60 700 Td (Leaf number {at + 1}.) Tj ET EMC"; // Ends without its Q, as many do.
            objects[first] = $"<</Type/Page/Parent 2 0 R/Contents{(at % 2 == 0 ? $" {first + 1} 0 R" : $"[{first + 1} 0 R]")}/StructParents {at}/Rotate {turns[at]}{(at == 0 ? "/CropBox[10.5 20.25 290 400]" : "")}>>";
            objects[first + 1] = $"<</Length {text.Length}>>\nstream\n{text}\nendstream";
            objects[first + 2] = $"<</Type/StructElem/S/P/P 8 0 R/K 0/Pg {first} 0 R>>";
        }

        var file = new StringBuilder("%PDF-1.7\n");
        var places = new SortedDictionary<int, int>();
        foreach (var (number, body) in objects)
        {
            places[number] = file.Length;
            file.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }

        var start = file.Length;
        var size = objects.Keys.Max() + (hasTable ? 1 : 2);
        if (hasTable)
        {
            file.Append(CultureInfo.InvariantCulture, $"xref\n0 {size}\n0000000000 65535 f \n");
            foreach (var place in places.Values)
            {
                file.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
            }

            file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {size}/Root 1 0 R/Info 3 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]>>\n");
        }
        else
        {
            places[size - 1] = start;
            var rows = "00 0000 ff " + string.Concat(places.Values.Select(place => string.Create(CultureInfo.InvariantCulture, $"01 {place:x4} 00 "))) + ">";
            file.Append(CultureInfo.InvariantCulture, $"{size - 1} 0 obj\n<</Type/XRef/Size {size}/Root 1 0 R/Info 3 0 R/W[1 2 1]/Filter/ASCIIHexDecode/Length {rows.Length}>>\nstream\n{rows}\nendstream\nendobj\n");
        }

        return Encoding.Latin1.GetBytes(file.Append(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n").ToString());
    }
}
