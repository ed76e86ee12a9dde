using System.Xml.Linq;

namespace Recto.Notes.Labelling.Corpora;

/// <summary>GROBID's training data for cutting reference lists: a <c>listBibl</c> whose <c>bibl</c>s are the references, each with its <c>label</c> if it has one.</summary>
public static class GrobidSegmenter
{
    /// <summary>Reads a list as one string whose words are labelled <c>b-r</c>, <c>i-r</c>, <c>e-r</c> (beginning, inside and end of a reference) or <c>o</c>.</summary>
    /// <exception cref="InvalidDataException">The text is not XML or has no <c>bibl</c>.</exception>
    public static LabelledSequence Read(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        var root = MarkedXml.Load(xml);
        var references = MarkedXml.Find(root, "bibl").ToList();
        if (references.Count == 0)
        {
            throw MarkedXml.Missing(root, "“bibl”");
        }

        var text = new MarkedText();
        var numbers = new Dictionary<XElement, string>();
        foreach (var bibl in references)
        {
            numbers.Add(bibl, $"r{numbers.Count}");
        }

        foreach (var list in MarkedXml.Find(root, "listBibl"))
        {
            MarkedXml.Append(list, text, element => numbers.GetValueOrDefault(element));
            text.Append(' ', null);
        }

        var (sequence, marks) = text.Words();
        return new LabelledSequence(sequence, SpanLabels.Of(marks));
    }

    /// <summary>The references alone, as they stand: their text without fields.</summary>
    public static IReadOnlyList<string> References(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        return
        [
            .. MarkedXml.Find(MarkedXml.Load(xml), "bibl").Select(bibl =>
            {
                var text = new MarkedText();
                MarkedXml.Append(bibl, text, _ => null);
                return text.Words().Sequence.Text;
            }).Where(text => text.Length > 0),
        ];
    }
}
