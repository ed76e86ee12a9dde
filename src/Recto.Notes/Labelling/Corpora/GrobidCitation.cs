namespace Recto.Notes.Labelling.Corpora;

/// <summary>GROBID's training data for citations: <c>bibl</c> elements whose children mark the fields, the punctuation outside.</summary>
public static class GrobidCitation
{
    /// <summary>Reads every <c>bibl</c> with AnyStyle's labels; those without a marked word are left out.</summary>
    /// <exception cref="InvalidDataException">The text is not XML or has no <c>bibl</c>.</exception>
    public static IReadOnlyList<LabelledSequence> Read(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        var root = MarkedXml.Load(xml);
        var references = MarkedXml.Find(root, "bibl").ToList();
        if (references.Count == 0)
        {
            throw MarkedXml.Missing(root, "“bibl”");
        }

        return
        [
            .. references.Select(bibl =>
            {
                var text = new MarkedText();
                MarkedXml.Append(bibl, text, TeiLabels.Of(bibl));
                return UnmarkedWords.Sequence(text);
            }).OfType<LabelledSequence>(),
        ];
    }
}
