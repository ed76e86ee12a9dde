using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Epub;

/// <summary>Makes MathML of sources what its schema asks, where a reader of books could otherwise refuse the whole formula: as many parts as the sign takes. No letter is lost.</summary>
internal static class FormulaMending
{
    private static readonly Dictionary<string, int> Parts = new(StringComparer.Ordinal)
    {
        ["mfrac"] = 2,
        ["mroot"] = 2,
        ["msub"] = 2,
        ["msup"] = 2,
        ["munder"] = 2,
        ["mover"] = 2,
        ["msubsup"] = 3,
        ["munderover"] = 3,
    };

    /// <summary>Does so.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="report">Gets one line where anything was mended.</param>
    public static void Mend(IEnumerable<EpubDocument> documents, List<ImportWarning> report)
    {
        var mended = 0;
        foreach (var formula in documents.SelectMany(document => document.Xml.Descendants(Namespaces.MathMl + "math").ToList()))
        {
            var isMended = false;
            foreach (var sign in formula.Descendants().ToList())
            {
                isMended |= Mend(sign);
            }

            mended += isMended ? 1 : 0;
        }

        if (mended > 0)
        {
            report.Add(new ImportWarning(null, mended == 1 ? "One formula is not sound MathML: parts that its signs lack or have too many were supplied or put together." : $"{mended} formulas are not sound MathML: parts that their signs lack or have too many were supplied or put together."));
        }
    }

    private static bool Mend(XElement sign)
    {
        if (!Parts.TryGetValue(sign.Name.LocalName, out var wanted))
        {
            return false;
        }

        var parts = sign.Elements().ToList();
        if (parts.Count == wanted)
        {
            return false;
        }

        if (parts.Count < wanted)
        {
            sign.Add(Enumerable.Range(parts.Count, wanted - parts.Count).Select(_ => new XElement(Namespaces.MathMl + "mrow")));
            return true;
        }

        var rest = parts[(wanted - 1)..];
        rest.ForEach(part => part.Remove());
        sign.Add(new XElement(Namespaces.MathMl + "mrow", rest));
        return true;
    }
}
