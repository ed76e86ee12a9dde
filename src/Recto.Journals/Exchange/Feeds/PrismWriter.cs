using System.Xml;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Feeds;

/// <summary>What Atom and RSS 1.0 say alike of an article: PRISM 2.0 basic, and Dublin Core.</summary>
internal static class PrismWriter
{
    /// <summary>Namespace of PRISM.</summary>
    public const string Prism = "http://prismstandard.org/namespaces/basic/2.0/";

    /// <summary>Namespace of Dublin Core.</summary>
    public const string DublinCore = "http://purl.org/dc/elements/1.1/";

    /// <summary>Where an article stands.</summary>
    public static void Entry(XmlWriter xml, FeedEntry entry)
    {
        Journal(xml, entry.Journal);
        Element(xml, Prism, "volume", entry.Volume);
        Element(xml, Prism, "number", entry.Number);
        Element(xml, Prism, "startingPage", entry.FirstPage);
        Element(xml, Prism, "endingPage", entry.LastPage);
        Element(xml, Prism, "section", entry.Section);
        Element(xml, Prism, "publicationDate", entry.Date);
        Element(xml, Prism, "coverDisplayDate", entry.CoverDate);
        Element(xml, Prism, "doi", entry.Doi);
        Element(xml, Prism, "url", entry.Address);
        Element(xml, DublinCore, "identifier", entry.Doi is null ? null : "doi:" + entry.Doi);
    }

    /// <summary>A journal.</summary>
    public static void Journal(XmlWriter xml, FeedJournal journal)
    {
        Element(xml, Prism, "publicationName", journal.Title);
        Element(xml, Prism, "issn", journal.PrintIssn);
        Element(xml, Prism, "eIssn", journal.OnlineIssn);
    }

    /// <summary>An element with a text; nothing where there is none.</summary>
    public static void Element(XmlWriter xml, string space, string name, string? text)
    {
        if (FeedText.Line(text) is { } clean)
        {
            xml.WriteElementString(name, space, clean);
        }
    }

    /// <summary><c>xml:lang</c>; nothing where the language is not known or is no tag.</summary>
    public static void Language(XmlWriter xml, string? language)
    {
        if (LanguageTag.IsWellFormed(language))
        {
            xml.WriteAttributeString("xml", "lang", null, language);
        }
    }
}
