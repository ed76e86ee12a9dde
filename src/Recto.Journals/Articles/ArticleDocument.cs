using System.Xml.Linq;

namespace Recto.Journals.Articles;

/// <summary>
/// An article as it came in, brought into one form: a JATS document without namespaces on JATS elements, nothing else changed.
/// JATS is Recto's own model of an article: what is read from other formats is written as JATS, and every output is made from it.
/// </summary>
public sealed record ArticleDocument
{
    /// <summary>The document; its root is <c>article</c>. Elements of MathML, XLink, XInclude and ALI keep their namespaces. Carries line information where the source was XML.</summary>
    public required XDocument Jats { get; init; }

    /// <summary>What it was read from.</summary>
    public required SourceFormat Format { get; init; }

    /// <summary>What was odd, absent or supplied, in order of place.</summary>
    public IReadOnlyList<ImportWarning> Warnings { get; init; } = [];

    /// <summary>Furniture of a saved page that is no part of the article and was left out, as printed.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Pictures that the source itself holds, by the name that a <c>graphic</c> gives; empty where they lie beside it or were not asked for.</summary>
    public IReadOnlyList<SourcePicture> Pictures { get; init; } = [];

    /// <summary>Offers that a saved page made; JATS has no place for them.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];
}

/// <summary>A warning of an import.</summary>
/// <param name="Line">Line of the source from 1; null where no line can be named.</param>
/// <param name="Message">Names the thing and what was done.</param>
public sealed record ImportWarning(int? Line, string Message);

/// <summary>A picture that came inside the source.</summary>
/// <param name="Name">As the <c>graphic</c> names it: <c>media/image1.png</c>.</param>
/// <param name="Bytes">The file.</param>
public sealed record SourcePicture(string Name, byte[] Bytes);

/// <summary>What an article was read from.</summary>
public enum SourceFormat
{
    /// <summary>JATS or NLM XML.</summary>
    Jats = 1,

    /// <summary>Plain text of a saved article page.</summary>
    PageText,

    /// <summary>HTML of a saved article page.</summary>
    PageHtml,

    /// <summary>TEI P5 or P4 (XML).</summary>
    Tei,

    /// <summary>Markdown.</summary>
    Markdown,

    /// <summary>A Word file.</summary>
    Docx,
}
