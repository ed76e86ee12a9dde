namespace Recto.Journals.Exchange.Oai;

/// <summary>A form in which records are given.</summary>
/// <param name="Prefix">What it is asked for by (<c>metadataPrefix</c>).</param>
/// <param name="Schema">Address of its schema.</param>
/// <param name="Namespace">Namespace of its elements.</param>
/// <param name="IsWhole">Whether it holds the text of an article too, so that a record changes when the text does.</param>
public sealed record OaiFormat(string Prefix, string Schema, string Namespace, bool IsWhole)
{
    /// <summary>Simple Dublin Core, which every repository has.</summary>
    public static OaiFormat DublinCore { get; } = new("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", "http://www.openarchives.org/OAI/2.0/oai_dc/", false);

    /// <summary>JATS 1.3 Publishing. JATS itself has no namespace and the protocol asks for one: it is named as PubMed Central names that of the archiving tag set.</summary>
    public static OaiFormat Jats { get; } = new("jats", "https://jats.nlm.nih.gov/publishing/1.3/xsd/JATS-journalpublishing1-3-mathml3.xsd", "https://jats.nlm.nih.gov/ns/publishing/1.3/", true);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OaiFormat> All { get; } = [DublinCore, Jats];

    /// <summary>The form of that prefix; null where there is none.</summary>
    public static OaiFormat? Find(string prefix) => All.FirstOrDefault(format => format.Prefix == prefix);
}
