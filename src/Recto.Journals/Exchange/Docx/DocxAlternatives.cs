using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Chooses between the tellings of one thing that <c>mc:AlternateContent</c> offers to older and newer programs (ISO/IEC 29500-3).</summary>
internal static class DocxAlternatives
{
    /// <summary>The first that holds words, a picture or a formula; else the first; null where there is none.</summary>
    public static XElement? Choose(XElement alternatives)
    {
        var offered = alternatives.Elements().Where(element => Ooxml.NameOf(element) is "mc:Choice" or "mc:Fallback").ToList();
        return offered.Find(HasContent) ?? offered.FirstOrDefault();
    }

    private static bool HasContent(XElement offered) => offered.Descendants().Any(element => Ooxml.NameOf(element) is "t" or "a:blip" or "v:imagedata" or "m:t" or "footnoteReference" or "endnoteReference" or "sym");
}
