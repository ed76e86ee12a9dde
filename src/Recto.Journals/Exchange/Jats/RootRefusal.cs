namespace Recto.Journals.Exchange.Jats;

/// <summary>Why a well-formed file is not one JATS article.</summary>
internal static class RootRefusal
{
    /// <summary>What makes an <c>article</c> one of JATS and not of DocBook, HTML or a publisher's own DTD.</summary>
    private static readonly string[] Parts = ["front", "front-stub", "body", "back", "floats-group", "floats-wrap", "sub-article", "response", "processing-meta"];

    /// <summary>Roots of other document types, also where an element <c>article</c> stands in them.</summary>
    private static readonly string[] Foreign = ["html", "TEI", "TEI.2", "teiCorpus", "book", "book-part", "book-part-wrapper", "standard", "rss", "feed"];

    /// <summary>The refusal; null where the file is one article.</summary>
    public static JatsRefusal? Find(JatsSurvey survey)
    {
        if (survey.Root is not var (name, uri))
        {
            return new JatsRefusal(1, 1, "The file has no root element.");
        }

        var (line, column) = survey.RootPlace;
        if (Foreign.Contains(name, StringComparer.OrdinalIgnoreCase) || survey.Articles == 0)
        {
            return new JatsRefusal(line, column, $"The root is <{name}>{What(name, uri)}, and not a JATS article (<article>).");
        }

        if (survey.SecondArticle is var (secondLine, secondColumn))
        {
            return new JatsRefusal(secondLine, secondColumn, $"The file holds {survey.Articles} articles; here begins the second. Split it, one article to a file.");
        }

        return survey.Parts.Overlaps(Parts) || (survey.Parts.Count == 0 && uri.Length == 0)
            ? null
            : new JatsRefusal(line, column, $"The root is <{name}>{What(name, uri)}, but it has none of the parts of a JATS article (front, body, back).");
    }

    private static string What(string name, string uri) => (name, uri) switch
    {
        ("html", _) or (_, "http://www.w3.org/1999/xhtml") => ", a web page",
        ("TEI" or "TEI.2" or "teiCorpus", _) => ", a TEI document",
        ("book" or "book-part" or "book-part-wrapper", "") => ", a book or a part of one",
        (_, "http://docbook.org/ns/docbook") => ", a DocBook document",
        (_, "") => "",
        _ => $" of the namespace {uri}",
    };
}
